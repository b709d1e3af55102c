// Asks before it is done: the app's own confirm dialog, or the page's.
export function confirmed(template) {
  if (!template) return Promise.resolve(true);
  const dialog = document.createElement("dialog");
  dialog.className = "modal confirm";
  dialog.dataset.testid = "confirm";
  const body = document.createElement("div");
  body.className = "modal-body";
  body.append(template.content.cloneNode(true));
  const foot = document.createElement("footer");
  foot.className = "modal-foot";
  const yes = answer(body.querySelector("[data-yes]"), template.dataset.style, "confirm-yes");
  foot.append(answer(body.querySelector("[data-no]"), "", "confirm-no"), yes);
  dialog.append(body, foot);
  document.body.append(dialog);
  const title = dialog.querySelector("h2");
  title.id = "confirm-title";
  dialog.setAttribute("aria-labelledby", title.id);
  return asked(dialog, yes);
}

function answer(words, style, testid) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `btn ${style}`;
  button.dataset.testid = testid;
  button.textContent = words.textContent;
  words.remove();
  return button;
}

function asked(dialog, yes) {
  return new Promise((resolve) => {
    let said = false;
    yes.addEventListener("click", () => (said = true));
    dialog.addEventListener("click", (event) => event.target.closest(".modal-foot button") && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(said);
    });
    dialog.showModal();
    yes.focus();
  });
}
