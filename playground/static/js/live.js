// Keeps the page true: hears that something changed, fetches the parts anew and fits them in.
import { boot, learn } from "./boot.js";
import { morph } from "./morph.js";
import { toast } from "./toast.js";

const shown = new Map();
const listeners = [];
let running = null;
let again = false;
let endedAt = -1;

// `listener(fresh)` runs after every update; `fresh` lists the messages that were not there before.
export const onUpdate = (listener) => listeners.push(listener);

export function refresh() {
  if (running) again = true;
  else running = load().finally(() => (running = null));
  return running;
}

async function load() {
  do {
    again = false;
    const asked = location.search;
    const wire = document.body.classList.contains("wire-open") ? "1" : "0";
    const query = new URLSearchParams(asked);
    query.set("wire", wire);
    try {
      const answer = await fetch(`/page/parts?${query}`);
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const told = await answer.json();
      if (asked === location.search) apply(told);
      else again = true;
    } catch {
      return;
    }
  } while (again);
}

function apply(told) {
  const movedTo = `${told.boot.as} ${told.boot.place}`;
  const moved = movedTo !== `${boot.as} ${boot.place}`;
  const known = new Set([...document.querySelectorAll(".message")].map((node) => node.dataset.ts));
  const stuck = atEnd(document.getElementById("log"));
  learn(told.boot);
  document.title = told.boot.title;
  for (const [name, html] of Object.entries(told.parts)) fit(name, html);
  const fresh = moved ? [] : [...document.querySelectorAll(".message")].filter((node) => !known.has(node.dataset.ts));
  fresh.forEach((node) => node.classList.add("arrive"));
  if (moved || stuck) toEnd();
  listeners.forEach((listener) => listener(fresh, moved));
}

function fit(name, html) {
  if (shown.get(name) === html) return;
  shown.set(name, html);
  const target = document.getElementById(`part-${name}`);
  const made = target.cloneNode(false);
  made.innerHTML = html;
  morph(target, made);
}

function atEnd(log) {
  return !log || log.scrollHeight - log.scrollTop - log.clientHeight < 80 || Math.abs(log.scrollTop - endedAt) < 2;
}

// Shows the last message: its end, or its beginning when it is taller than the pane.
export function toEnd() {
  const log = document.getElementById("log");
  if (!log || log.classList.contains("home")) return;
  log.scrollTop = log.scrollHeight;
  const last = [...log.querySelectorAll(".message")].at(-1);
  const above = last ? log.getBoundingClientRect().top - last.getBoundingClientRect().top : 0;
  if (above > 0) log.scrollTop -= above + 6;
  endedAt = log.scrollTop;
}

// A picture that arrives late must not push the last line out of sight.
document.addEventListener(
  "load",
  (event) => {
    const log = event.target instanceof HTMLImageElement && event.target.closest("#log");
    if (log && (atEnd(log) || log.scrollHeight - log.scrollTop - log.clientHeight < event.target.height + 120)) toEnd();
  },
  true,
);

export function listen() {
  const source = new EventSource("/page/events");
  let lost = false;
  source.addEventListener("ready", () => {
    lost = false;
    refresh();
  });
  source.addEventListener("changed", refresh);
  source.addEventListener("error", () => {
    if (!lost) toast(boot.words.offline, "calm");
    lost = true;
  });
  window.addEventListener("pagehide", () => source.close());
}
