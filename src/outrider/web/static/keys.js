// Keys: an element with data-key="e" is clicked (a field: focused) when the key is pressed outside a field; "g i" is a sequence,
// "mod+k" is Ctrl or Command.
const PAUSE = 900; // milliseconds within which the second key must follow
let before = "";
let since = 0;

const inField = (element) => element instanceof HTMLElement && element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
export const visible = (element) => element.checkVisibility?.() ?? true;

function find(keys) {
  const open = [...document.querySelectorAll("dialog[open]")].pop();
  const found = [...(open || document).querySelectorAll(`[data-key~="${CSS.escape(keys)}"], [data-key="${CSS.escape(keys)}"]`)];
  return found.find((element) => element.dataset.key === keys && !element.disabled && (visible(element) || element.closest("details.menu") || element.hasAttribute("data-palette")));
}

export function press(keys) {
  const element = find(keys);
  if (!element) return false;
  if (element.matches("input:not([type=checkbox], [type=submit]), textarea, select")) {
    element.focus();
    element.select?.();
  } else element.click();
  return true;
}

function fillHelp() {
  const list = document.querySelector("#shortcuts .keys");
  if (!list) return;
  list.replaceChildren();
  const shown = new Set();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (element.dataset.if && !document.querySelector(element.dataset.if)) continue;
    const name = element.dataset.command || element.title || element.getAttribute("aria-label") || element.textContent.trim();
    if (shown.has(element.dataset.key) || !name) continue;
    shown.add(element.dataset.key);
    const [term, keys] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name.replace(/\s+/g, " ").replace(/ (\S|Ctrl K)$/, "");
    for (const key of element.dataset.key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = key.replace("mod+", "Ctrl ");
      keys.append(cap, " ");
    }
    list.append(term, keys);
  }
}

export function watchKeys() {
  document.querySelector("[data-open='#shortcuts']")?.addEventListener("click", fillHelp);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    if (mod && !event.altKey && /^[a-z]$/i.test(event.key)) {
      if (press(`mod+${event.key.toLowerCase()}`)) event.preventDefault();
      return;
    }
    if (mod && event.key === "Enter") {
      const form = event.target.closest?.("form");
      const button = form?.querySelector("[data-key='mod+Enter']");
      if (button) {
        event.preventDefault();
        button.click();
      }
      return;
    }
    if (mod || event.altKey || inField(event.target) || (event.key === "Enter" && event.target.closest("a, button, summary"))) return;
    const now = performance.now();
    const both = now - since < PAUSE ? `${before} ${event.key}` : "";
    before = event.key;
    since = now;
    if ((both && press(both)) || press(event.key)) event.preventDefault();
  });
}
