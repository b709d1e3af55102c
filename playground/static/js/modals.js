// The app's modals: opened on top of the page, checked, submitted, closed; what is typed stays where it is.
import { word } from "./boot.js";
import { settled } from "./actions.js";
import { control } from "./api.js";
import { onUpdate, refresh } from "./live.js";
import { toast } from "./toast.js";
import { isEmpty, valueOf, valuesOf } from "./values.js";

let before = null;

function sync() {
  const modals = [...document.querySelectorAll("#part-views dialog")];
  if (modals.length && !document.querySelector("dialog[open]")) before = document.activeElement;
  for (const modal of modals) {
    if (modal.open) continue;
    modal.showModal();
    (modal.querySelector("[data-focus]") ?? firstControl(modal) ?? modal.querySelector(".modal-body")).focus();
  }
  if (!modals.length && before) {
    if (before.isConnected) before.focus({ preventScroll: true });
    before = null;
  }
  document.querySelectorAll("#part-views [data-counter-for]").forEach(count);
}

const firstControl = (modal) => modal.querySelector("[data-control]:not([type=hidden])");

function count(counter) {
  const control_ = document.getElementById(counter.dataset.counterFor);
  const left = Number(counter.dataset.max) - control_.value.length;
  counter.textContent = String(left);
  counter.classList.toggle("low", left < 20);
}

async function submit(event) {
  const modal = event.target.closest("#part-views dialog");
  if (!modal) return;
  event.preventDefault();
  if (modal.hasAttribute("data-busy") || !isComplete(modal)) return;
  const button = modal.querySelector("[data-testid=submit]");
  busy(modal, button, true);
  await settled();
  try {
    await control("view", { view_id: modal.dataset.viewId, values: valuesOf(modal) });
  } catch (error) {
    if (!error.told?.sent) toast(error.message);
  }
  await refresh();
  busy(modal, button, false);
  if (modal.isConnected) modal.querySelector(".invalid [data-control]")?.focus();
}

function busy(modal, button, on) {
  modal.toggleAttribute("data-busy", on);
  modal.setAttribute("aria-busy", String(on));
  button?.toggleAttribute("aria-disabled", on);
}

function isComplete(modal) {
  modal.querySelectorAll("[data-local=error]").forEach((old) => old.remove());
  const bad = [...modal.querySelectorAll("[data-field]")].filter((field) => {
    const wrong = problem(field);
    field.classList.toggle("invalid", Boolean(wrong));
    if (wrong) complain(field, wrong);
    return wrong;
  });
  bad[0]?.querySelector("[data-control]")?.focus();
  return bad.length === 0;
}

function problem(field) {
  const input = field.querySelector("[data-control]");
  if (!input) return "";
  if (isEmpty(valueOf(input))) return "required" in field.dataset || input.validity.badInput ? word("required") : "";
  const isBox = input.closest("[data-picker], [data-ticks]");
  return isBox || input.checkValidity() ? "" : advice(input);
}

// The browser's own sentence would be in the browser's language, not in the person's.
function advice(input) {
  const { tooShort, typeMismatch } = input.validity;
  if (tooShort) return word("too_short").replace("{n}", input.minLength);
  if (typeMismatch) return word(input.type === "email" ? "bad_email" : "bad_url");
  return input.type === "number" ? `${word("bad_number")} ${range(input)}`.trim() : input.validationMessage;
}

const range = ({ min, max }) => (min || max ? `(${min || "…"}–${max || "…"})` : "");

function complain(field, text) {
  field.querySelectorAll("[data-error]").forEach((old) => old.remove());
  const note = document.createElement("p");
  note.className = "error";
  note.dataset.error = "";
  note.dataset.local = "error";
  note.setAttribute("role", "alert");
  note.textContent = text;
  field.querySelector("[id$=-notes]").prepend(note);
}

async function close(modal) {
  if (modal.hasAttribute("data-busy")) return;
  try {
    await control("view", { view_id: modal.dataset.viewId, close: true });
  } catch (error) {
    toast(error.message);
  }
  refresh();
}

function edited(event) {
  const field = event.target.closest?.("#part-views [data-field]");
  if (!field) return;
  field.classList.remove("invalid");
  field.querySelectorAll("[data-local=error]").forEach((old) => old.remove());
  field.querySelectorAll("[data-counter-for]").forEach(count);
}

export function start() {
  document.addEventListener("submit", submit);
  document.addEventListener("input", edited);
  document.addEventListener("change", edited);
  document.addEventListener("picked", edited);
  document.addEventListener(
    "cancel",
    (event) => {
      const modal = event.target.closest("#part-views dialog");
      if (!modal) return;
      event.preventDefault();
      close(modal);
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const modal = event.target.closest("#part-views dialog");
    if (modal && (event.target.closest("[data-dismiss]") || event.target === modal)) close(modal);
  });
  onUpdate(sync);
  sync();
}

