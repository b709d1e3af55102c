// The list over the composer: commands after "/", people after "@". Knows nothing of sending.
import { boot } from "./boot.js";

const box = () => document.getElementById("suggest");
const field = () => document.getElementById("composer");
export const isOpen = () => Boolean(box()?.querySelector("[role=option]")) && !box().hidden;

// What is being completed at the caret: {kind, from, text}, or null.
function wanted(input) {
  const before = input.value.slice(0, input.selectionStart);
  if (/^\/\S*$/.test(before)) return { kind: "command", from: 0, text: before };
  const mention = /(?:^|\s)@([\p{L}\d._-]*)$/u.exec(before);
  return mention ? { kind: "person", from: before.length - mention[1].length - 1, text: mention[1] } : null;
}

function rows(want) {
  const text = want.text.toLocaleLowerCase();
  if (want.kind === "person") {
    return boot.people
      .filter((person) => person.handle.startsWith(text) || person.name.toLocaleLowerCase().startsWith(text))
      .map((person) => ({ insert: `@${person.handle} `, title: person.name, note: `@${person.handle}`, usage: "" }));
  }
  return boot.commands
    .filter((command) => command.command.startsWith(text))
    .map((command) => ({ insert: `${command.command} `, title: command.command, note: command.description, usage: command.usage_hint }));
}

export function update() {
  const input = field();
  const want = wanted(input);
  const found = want ? rows(want) : [];
  box().replaceChildren(...(found.length ? found.map(option) : usage(input.value)));
  box().hidden = !box().children.length;
  point(0);
}

function option(row, index) {
  const made = document.createElement("div");
  made.setAttribute("role", "option");
  made.id = `suggest-${index}`;
  made.dataset.insert = row.insert;
  made.append(part("strong", row.title), part("code", row.usage ?? ""), part("small", row.note));
  return made;
}

function part(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

// A command that is complete shows how it is used while the rest is typed.
function usage(text) {
  const command = boot.commands.find((known) => known.usage_hint && text === `${known.command} `);
  if (!command) return [];
  const made = part("p", "");
  made.className = "usage";
  made.append(part("strong", command.command), part("code", command.usage_hint));
  return [made];
}

function point(index) {
  const options = [...box().querySelectorAll("[role=option]")];
  options.forEach((each, place) => each.setAttribute("aria-selected", String(place === index)));
  options[index]?.scrollIntoView({ block: "nearest" });
  if (options[index]) field().setAttribute("aria-activedescendant", options[index].id);
  else field().removeAttribute("aria-activedescendant");
}

export function move(step) {
  const options = [...box().querySelectorAll("[role=option]")];
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  point((at + step + options.length) % options.length);
}

export function close() {
  box().hidden = true;
  box().replaceChildren();
  field()?.removeAttribute("aria-activedescendant");
}

// Puts the chosen row into the text; false when it stands there already, so Enter may send.
export function complete(row = box().querySelector("[aria-selected=true]")) {
  const input = field();
  const want = wanted(input);
  if (!row || !want || input.value.slice(want.from).trim() === row.dataset.insert.trim()) return false;
  input.setRangeText(row.dataset.insert, want.from, input.selectionStart, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
  return true;
}
