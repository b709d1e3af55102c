// Says new messages aloud to people who listen to the page.
import { boot } from "./boot.js";
import { onUpdate } from "./live.js";

export function start() {
  onUpdate((fresh) => {
    const others = fresh.filter((message) => message.dataset.user !== boot.as);
    if (!others.length) return;
    const last = others[others.length - 1];
    const text = last.querySelector(".body").innerText.trim().slice(0, 400);
    document.getElementById("announcer").textContent = `${last.getAttribute("aria-label")}: ${text}`;
  });
}
