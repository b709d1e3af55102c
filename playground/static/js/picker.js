// The box with chips: several choices from a list, or choices that the app suggests while one types.
import { word } from "./boot.js";
import { control } from "./api.js";

const PAUSE = 150;
let asked = 0;
let timer = 0;

const parts = (picker) => ({
  chips: picker.querySelector(".chips"),
  input: picker.querySelector("input"),
  list: picker.querySelector("[role=listbox]"),
});
const isExternal = (picker) => picker.dataset.type.endsWith("external_select");
const visible = (list) => [...list.querySelectorAll("[role=option]:not([hidden])")];

function open(picker, shown) {
  const { input, list } = parts(picker);
  list.hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  if (!shown) input.removeAttribute("aria-activedescendant");
}

function point(picker, option) {
  const { input, list } = parts(picker);
  list.querySelectorAll("[aria-selected=true]").forEach((old) => old.setAttribute("aria-selected", "false"));
  if (!option) return;
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function search(picker) {
  const { input } = parts(picker);
  if (isExternal(picker)) return suggest(picker, input.value.trim());
  filter(picker, input.value.trim().toLocaleLowerCase());
}

function filter(picker, wanted) {
  const { chips, list } = parts(picker);
  const taken = new Set([...chips.children].map((chip) => chip.dataset.value));
  for (const option of list.querySelectorAll("[role=option]")) {
    option.hidden = taken.has(option.dataset.value) || !option.textContent.toLocaleLowerCase().includes(wanted);
  }
  open(picker, true);
  point(picker, visible(list)[0]);
}

function suggest(picker, wanted) {
  clearTimeout(timer);
  const { input, list } = parts(picker);
  if (wanted.length < Number(picker.dataset.min)) {
    say(picker, word("type_more"));
    return;
  }
  const mine = (asked += 1);
  timer = setTimeout(async () => {
    const view = picker.closest("[data-view-id]");
    const { ts, channel } = picker.closest("[data-ts]")?.dataset ?? {};
    const place = view ? { view_id: view.dataset.viewId } : { ts, channel };
    const { actionId: action_id, blockId: block_id } = input.dataset;
    try {
      const told = await control("suggest", { ...place, action_id, block_id, value: wanted });
      if (mine === asked) fill(picker, told);
    } catch (error) {
      if (mine === asked) say(picker, error.message);
    }
  }, PAUSE);
  if (list.hidden) say(picker, word("working"));
}

function fill(picker, told) {
  const { list, input } = parts(picker);
  const named = told.option_groups ?? told.ack?.body?.option_groups;
  const groups = named?.length ? named : [{ options: told.options ?? [] }];
  list.replaceChildren();
  for (const group of groups) {
    if (group.label) list.append(line("div", "picker-group", group.label.text));
    for (const option of group.options) list.append(row(option, `${input.id}-o${list.children.length}`));
  }
  if (!visible(list).length) return say(picker, word("no_results"));
  filter(picker, "");
}

function row(option, id) {
  const made = line("div", "", "");
  made.setAttribute("role", "option");
  made.id = id;
  made.dataset.value = option.value;
  made.append(line("span", "", option.text.text));
  if (option.description) made.append(line("small", "", option.description.text));
  return made;
}

function line(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function say(picker, text) {
  parts(picker).list.replaceChildren(line("div", "picker-note", text));
  open(picker, true);
}

function choose(picker, option) {
  const { chips, input } = parts(picker);
  const many = "many" in picker.dataset;
  if (!many) chips.replaceChildren();
  if (picker.dataset.limit && chips.children.length >= Number(picker.dataset.limit)) return;
  const chip = document.createElement("li");
  chip.className = "chip";
  chip.dataset.value = option.dataset.value;
  const remove = line("button", "", "×");
  remove.type = "button";
  remove.dataset.remove = "";
  remove.setAttribute("aria-label", `${word("remove")} ${option.firstElementChild.textContent}`);
  chip.append(line("span", "", option.firstElementChild.textContent), remove);
  chips.append(chip);
  input.value = "";
  open(picker, false);
  input.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
}

function key(event) {
  const picker = event.target.closest?.("[data-picker]");
  if (!picker || event.target.tagName !== "INPUT") return;
  const { input, list, chips } = parts(picker);
  const options = visible(list);
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (list.hidden) search(picker);
    else point(picker, options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length]);
  } else if (event.key === "Enter") {
    if (!list.hidden && options[at]) choose(picker, options[at]);
  } else if (event.key === "Escape" && !list.hidden) {
    open(picker, false);
  } else if (event.key === "Backspace" && !input.value && chips.lastElementChild) {
    drop(picker, chips.lastElementChild);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function drop(picker, chip) {
  chip.remove();
  const { input } = parts(picker);
  input.focus();
  input.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
}

export function start() {
  const inside = (event) => event.target.closest?.("[data-picker]");
  document.addEventListener("keydown", key, true);
  document.addEventListener("input", (event) => inside(event) && search(inside(event)));
  document.addEventListener("focusout", (event) => inside(event) && open(inside(event), false));
  document.addEventListener("mousedown", (event) => event.target.closest("[data-picker] [role=listbox]") && event.preventDefault());
  document.addEventListener("click", (event) => {
    const picker = inside(event);
    if (!picker) return;
    const option = event.target.closest("[role=option]");
    if (option) choose(picker, option);
    else if (event.target.closest("[data-remove]")) drop(picker, event.target.closest(".chip"));
    else if (event.target.tagName === "INPUT") search(picker);
    else parts(picker).input.focus();
  });
}
