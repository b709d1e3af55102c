// Small menus behind a button: open, arrow keys, Escape, click elsewhere.
const openMenu = () => document.querySelector("[data-menu].open");

function toggle(menu, open) {
  menu.classList.toggle("open", open);
  menu.querySelector("[data-menu-button]").setAttribute("aria-expanded", String(open));
  menu.querySelector("[role=menu]").hidden = !open;
  if (!open) return;
  const box = menu.querySelector("[role=menu]");
  box.classList.toggle("above", box.getBoundingClientRect().bottom > window.innerHeight - 8);
  box.querySelector("[role=menuitem]")?.focus();
}

function close(focus) {
  const menu = openMenu();
  if (!menu) return;
  toggle(menu, false);
  if (focus) menu.querySelector("[data-menu-button]").focus();
}

function move(menu, step) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-menu-button]");
    const wasOpen = button?.closest("[data-menu]").classList.contains("open");
    close(false);
    if (button && !wasOpen) toggle(button.closest("[data-menu]"), true);
  });
  document.addEventListener("keydown", (event) => {
    const menu = openMenu();
    if (!menu) return;
    if (event.key === "ArrowDown") move(menu, 1);
    else if (event.key === "ArrowUp") move(menu, -1);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") return close(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
