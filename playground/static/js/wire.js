// The panel at the right that shows what goes over the wire.
import { refresh } from "./live.js";

const STORE = "takt-playground-wire";

function show(open) {
  document.body.classList.toggle("wire-open", open);
  document.getElementById("wire-toggle").setAttribute("aria-expanded", String(open));
  try {
    localStorage.setItem(STORE, open ? "1" : "0");
  } catch {
    /* private windows may refuse */
  }
  if (open) refresh();
}

export function start() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("#wire-toggle")) show(!document.body.classList.contains("wire-open"));
    if (!event.target.closest("#wire-close")) return;
    show(false);
    document.getElementById("wire-toggle").focus();
  });
  const wide = matchMedia("(min-width: 1000px)").matches;
  try {
    if (wide && localStorage.getItem(STORE) === "1") show(true);
  } catch {
    /* private windows may refuse */
  }
}
