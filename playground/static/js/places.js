// Going from person to person and from channel to channel without loading the page anew; the drawer on a phone.
import { boot } from "./boot.js";
import { control } from "./api.js";
import { onUpdate, refresh } from "./live.js";
import { toast } from "./toast.js";

export function go(address) {
  history.pushState(null, "", address);
  return refresh();
}

export const addressOf = (person, place) =>
  place === "home" ? `/?as=${person}&home=1` : `/?as=${person}&channel=${place}`;

// Not on a touch screen, where it would bring up the keyboard.
export function focusComposer() {
  if (matchMedia("(hover: hover)").matches) document.getElementById("composer")?.focus({ preventScroll: true });
}

const tellHome = () => control("home").catch((error) => toast(error.message));

function drawer(open) {
  document.body.classList.toggle("drawer-open", open);
  document.getElementById("drawer-button").setAttribute("aria-expanded", String(open));
}

export function start() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("#drawer-button")) return drawer(!document.body.classList.contains("drawer-open"));
    if (event.target.closest("#scrim")) return drawer(false);
    const link = event.target.closest("a[href^='/?']");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    drawer(false);
    if (link.getAttribute("href") !== location.pathname + location.search || boot.place === "home") go(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("drawer-open")) drawer(false);
  });
  window.addEventListener("popstate", refresh);
  onUpdate((_, moved) => {
    if (!moved) return;
    focusComposer();
    if (boot.place === "home") tellHome();
  });
  if (boot.place === "home") tellHome();
}
