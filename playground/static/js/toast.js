// A polite word in the corner that goes away by itself.
import { word } from "./boot.js";

const SECONDS = 9;

export function toast(text, kind = "bad") {
  const note = document.createElement("div");
  note.className = `toast ${kind}`;
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn icon";
  close.textContent = "×";
  close.setAttribute("aria-label", word("close"));
  close.addEventListener("click", () => note.remove());
  note.append(words, close);
  home().append(note);
  setTimeout(() => note.remove(), SECONDS * 1000);
}

// An open dialog covers the page, so the word has to stand inside it.
function home() {
  const open = document.querySelectorAll("dialog[open]");
  if (!open.length) return document.getElementById("toasts");
  const top = open[open.length - 1];
  let corner = top.querySelector(":scope > .toasts");
  if (!corner) {
    corner = document.createElement("div");
    corner.className = "toasts";
    corner.dataset.local = "toasts";
    corner.setAttribute("role", "status");
    top.append(corner);
  }
  return corner;
}
