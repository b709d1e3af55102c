// Dots for what has not been seen. What stands there when the page is first opened counts as seen; kept in this browser only.
import { boot } from "./boot.js";
import { onUpdate } from "./live.js";

const STORE = "takt-playground-seen";
let seen = load();

function load() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

function save() {
  try {
    localStorage.setItem(STORE, JSON.stringify(seen));
  } catch {
    /* private windows may refuse; the dots then last as long as the page */
  }
}

const slot = (person, place) => `${person} ${place}`;

export function start() {
  mark(true);
  onUpdate(() => mark(false));
  document.addEventListener("visibilitychange", () => mark(false));
}

function mark(first) {
  for (const link of document.querySelectorAll("[data-latest]")) {
    const person = link.dataset.person ?? boot.as;
    const place = link.dataset.place ?? boot.dms[person];
    const here = person === boot.as && place === boot.place && !document.hidden;
    const name = slot(person, place);
    if (here || (first && !(name in seen))) seen[name] = link.dataset.latest;
    const isNew = Number(link.dataset.latest || 0) > Number(seen[name] || 0);
    link.toggleAttribute("data-unread", isNew && !here);
  }
  const waiting = document.querySelector(".place[data-unread]");
  document.getElementById("drawer-button").toggleAttribute("data-unread", Boolean(waiting));
  save();
}
