// Buttons and choices in messages, modals and the Home: each press or change is told to the app.
import { boot, word } from "./boot.js";
import { control } from "./api.js";
import { confirmed } from "./confirm.js";
import { toast } from "./toast.js";
import { valueOf } from "./values.js";

const typing = new Map();
const keeping = new Set();

// Where a control stands: in a view, or in a message of a channel.
function origin(element) {
  const view = element.closest("[data-view-id]");
  if (view) return { view_id: view.dataset.viewId };
  const { ts, channel } = element.closest("[data-ts]").dataset;
  return { channel, ts };
}

export async function act(element, value) {
  const { actionId: action_id, blockId: block_id } = element.dataset;
  const wrap = element.closest(".ctl");
  const ask = wrap?.querySelector(":scope > template[data-confirm]");
  if (!(await confirmed(ask))) return;
  await settled();
  element.setAttribute("data-busy", "");
  element.setAttribute("aria-busy", "true");
  try {
    const told = control("click", { ...origin(element), action_id, block_id, ...(value === undefined ? {} : { value }) });
    if (element.dataset.act === "change") arriving(told);
    await told;
  } catch (error) {
    if (!error.told?.sent) toast(error.message);
  } finally {
    element.removeAttribute("data-busy");
    element.removeAttribute("aria-busy");
  }
}

function pressed(event) {
  const button = event.target.closest("[data-act=button]");
  if (!button || button.hasAttribute("data-busy")) return;
  act(button, button.dataset.value || undefined);
}

// A change that the app wants to hear of at once is told; any other change in a form is only kept.
function changed(event) {
  const element = event.target.closest("[data-control]");
  if (!element || (event.type === "change" && element.closest("[data-picker]"))) return;
  if (element.dataset.act !== "change") keep(element);
  else if (!isText(element)) act(element, valueOf(element));
}

function keep(element) {
  const { actionId: action_id, blockId: block_id } = element.dataset;
  const told = control("click", { ...origin(element), action_id, block_id, value: valueOf(element) });
  arriving(told.catch((error) => toast(error.message)));
}

function arriving(told) {
  const quiet = told.catch(() => {}).finally(() => keeping.delete(quiet));
  keeping.add(quiet);
}

// What a person filled in has to arrive before the button that they press next.
export const settled = () => Promise.all(keeping);

const isText = (element) => element.matches("textarea, input:is([type=text], [type=email], [type=url], [type=number])")
  && !element.closest("[data-picker]");

function typed(event) {
  const element = event.target.closest("[data-act=change]");
  if (!element || !isText(element) || !element.dataset.on.includes("on_character_entered")) return;
  clearTimeout(typing.get(element.id));
  typing.set(element.id, setTimeout(() => act(element, valueOf(element)), 400));
}

function entered(event) {
  const element = event.target.closest("[data-act=change]");
  if (event.key !== "Enter" || event.isComposing || !element || !isText(element)) return;
  if (element.tagName === "TEXTAREA" || !element.dataset.on.includes("on_enter_pressed")) return;
  event.preventDefault();
  act(element, valueOf(element));
}

async function shortcut(event) {
  const item = event.target.closest("[data-shortcut]");
  if (!item) return;
  const message = item.closest("[data-ts]");
  const place = message
    ? { channel: message.dataset.channel, ts: message.dataset.ts }
    : boot.place === "home" ? {} : { channel: boot.place };
  try {
    await control("shortcut", { callback_id: item.dataset.shortcut, ...place });
  } catch (error) {
    toast(error.message);
  }
}

async function reset(event) {
  if (!event.target.closest("#reset")) return;
  if (!(await confirmed(document.getElementById("reset-confirm")))) return;
  try {
    await control("reset");
    toast(word("was_reset"), "calm");
  } catch (error) {
    toast(error.message);
  }
}

export function start() {
  document.addEventListener("click", pressed);
  document.addEventListener("click", shortcut);
  document.addEventListener("click", reset);
  document.addEventListener("change", changed);
  document.addEventListener("input", typed);
  document.addEventListener("keydown", entered);
  document.addEventListener("picked", changed);
}
