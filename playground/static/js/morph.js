// Makes one element look like another while keeping what lives in it: focus, scroll, typed text, open menus.
// Elements with the same data-key (or id) are the same; data-keep means "leave it alone"; data-local was added here.
const OWN = new Set(["open", "data-busy", "data-unread", "style"]);

export function morph(from, to) {
  if (from.dataset.keep && from.dataset.keep === to.dataset.keep) return;
  attributes(from, to);
  if (from.tagName === "TEMPLATE") from.innerHTML = to.innerHTML;
  else if (from.tagName === "TEXTAREA") from.defaultValue = to.defaultValue;
  else children(from, to);
}

function attributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !OWN.has(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (!OWN.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
}

const key = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.dataset.keep || node.id : "");

function same(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b) && a.type === b.type;
}

function children(from, to) {
  const wanted = new Set([...to.childNodes].map(key).filter(Boolean));
  for (const old of [...from.childNodes]) {
    if (key(old) && !wanted.has(key(old)) && !old.dataset.local) old.remove();
  }
  const keyed = new Map([...from.childNodes].filter(key).map((node) => [key(node), node]));
  let cursor = from.firstChild;
  for (const next of [...to.childNodes]) {
    const match = partner(next, keyed, cursor);
    if (!match) {
      from.insertBefore(next, cursor);
      continue;
    }
    if (match === cursor) cursor = cursor.nextSibling;
    else from.insertBefore(match, cursor);
    if (match.nodeType === Node.ELEMENT_NODE) morph(match, next);
    else if (match.nodeValue !== next.nodeValue) match.nodeValue = next.nodeValue;
  }
  while (cursor) {
    const rest = cursor;
    cursor = cursor.nextSibling;
    if (!rest.dataset?.local) rest.remove();
  }
}

function partner(next, keyed, cursor) {
  if (key(next)) {
    const found = keyed.get(key(next));
    return found && same(found, next) ? found : null;
  }
  for (let node = cursor; node; node = node.nextSibling) {
    if (!key(node) && !node.dataset?.local && same(node, next)) return node;
    if (key(node)) return null;
  }
  return null;
}
