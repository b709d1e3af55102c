// What the server told this page about itself: who acts, where, the page's words, commands and people.
export const boot = JSON.parse(document.getElementById("boot").textContent);

export function learn(fresh) {
  Object.assign(boot, fresh);
  document.documentElement.lang = boot.language;
}

export const word = (key) => boot.words[key] ?? key;
