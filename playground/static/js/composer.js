// Writing: a message, a command or a reply. What could not be sent comes back into the box.
import { boot, word } from "./boot.js";
import { control } from "./api.js";
import { onUpdate, toEnd } from "./live.js";
import { addressOf, focusComposer, go } from "./places.js";
import * as suggest from "./suggest.js";
import { toast } from "./toast.js";

const drafts = new Map();
let thread = null;
let here = "";

const input = () => document.getElementById("composer");
const place = () => `${boot.as} ${boot.place}`;

function write(text) {
  input().value = text;
  grow();
}

function grow() {
  const box = input();
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}

function replyTo(ts, author) {
  thread = ts;
  const line = document.getElementById("replying");
  if (!line) return;
  line.hidden = !ts;
  line.querySelector("span").textContent = ts ? `${word("back_to_thread")}: ${author}` : "";
  if (ts) input().focus();
}

async function send(event) {
  if (event.target.id !== "composer-form") return;
  event.preventDefault();
  const typed = input().value.trim();
  if (!typed) return;
  const [channel, from, to] = [boot.place, place(), thread];
  write("");
  suggest.close();
  replyTo(null);
  focusComposer();
  const done = document.getElementById("composer-form");
  done.setAttribute("data-busy", "");
  try {
    await deliver(typed, channel, to);
    toEnd();
  } catch (error) {
    if (error.told?.ts) return toast(error.message);
    toast(`${error.message} ${word("not_sent")}`);
    if (place() === from && !input().value) write(typed);
    else drafts.set(from, typed);
  } finally {
    done.removeAttribute("data-busy");
  }
}

function deliver(typed, channel, thread_ts) {
  if (!typed.startsWith("/")) return control("message", { channel, text: typed, ...(thread_ts ? { thread_ts } : {}) });
  const [, command, text] = /^(\S+)\s*([\s\S]*)$/.exec(typed);
  return control("command", { channel, command, text });
}

async function nextTip() {
  const button = document.getElementById("next-tip");
  const channel = boot.tip_channel;
  button.setAttribute("data-busy", "");
  try {
    if (boot.place !== channel) await go(addressOf(boot.as, channel));
    await control("command", { user: boot.supervisor, channel, command: "/tips", text: "now" });
    toEnd();
  } catch (error) {
    toast(error.message);
  } finally {
    document.getElementById("next-tip")?.removeAttribute("data-busy");
  }
}

function key(event) {
  if (event.target.id !== "composer" || event.isComposing) return;
  const isEnter = event.key === "Enter" && !event.shiftKey;
  if (suggest.isOpen()) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      return suggest.move(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Escape") return suggest.close();
    if ((isEnter || event.key === "Tab") && suggest.complete()) return event.preventDefault();
  }
  if (event.key === "Escape" && thread) replyTo(null);
  if (!isEnter) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

function clicked(event) {
  const chip = event.target.closest("[data-try]");
  const reply = event.target.closest("[data-reply]");
  const row = event.target.closest("#suggest [role=option]");
  if (event.target.closest("#next-tip")) nextTip();
  if (event.target.closest("#replying button")) replyTo(null);
  if (reply) replyTo(reply.dataset.reply, reply.dataset.author);
  if (row) suggest.complete(row);
  if (!chip) return;
  write(chip.dataset.try);
  suggest.close();
  input().focus();
}

// One draft for every person and place.
function arrived() {
  if (here === place()) return;
  here = place();
  if (!input()) return;
  replyTo(null);
  suggest.close();
  write(drafts.get(here) ?? "");
}

export function start() {
  here = place();
  document.addEventListener("submit", send);
  document.addEventListener("keydown", key);
  document.addEventListener("click", clicked);
  document.addEventListener("mousedown", (event) => event.target.closest("#suggest") && event.preventDefault());
  document.addEventListener("focusout", (event) => event.target.id === "composer" && suggest.close());
  document.addEventListener("input", (event) => {
    if (event.target.id !== "composer") return;
    drafts.set(place(), input().value);
    grow();
    suggest.update();
  });
  onUpdate(arrived);
}
