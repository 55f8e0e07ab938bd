// Menus (details.menu) by keyboard: opening one by key focuses its first item, arrow keys move between items, Escape closes it.
const EDGE = 8; // pixels between a popup and the edge of the window
const ITEMS = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea";

const items = (menu) => [...menu.querySelectorAll(`.popup :is(${ITEMS})`)].filter((item) => item.checkVisibility?.() ?? true);

function walk(menu, by) {
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]?.focus();
}

function close(menu) {
  menu.open = false;
  menu.querySelector("summary").focus();
}

// A popup hangs from its button's corner; one that would leave the window is moved back into it.
function fit(popup) {
  popup.style.translate = "";
  const { left, right } = popup.getBoundingClientRect();
  const by = left < EDGE ? EDGE - left : Math.min(0, innerWidth - EDGE - right);
  if (by) popup.style.translate = `${by}px 0`;
}

// Before a dialog opens from an item of a menu: the menu closes as the focus leaves it, and the dialog can give the focus back only
// to what is still shown.
export function leaveMenu(item) {
  item.closest("details.menu[open]")?.querySelector("summary").focus();
}

export function watchMenus() {
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.menu[open]")) fit(event.target.querySelector(".popup"));
  }, true);
  document.addEventListener("click", (event) => {
    const opened = event.target.closest("details.menu > summary")?.parentElement;
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    // A mouse click counts its presses; one made by a key has none. The focus moves immediately, because the next key may follow.
    if (!opened || opened.open || event.detail > 0) return;
    event.preventDefault();
    opened.open = true;
    items(opened)[0]?.focus();
  });
  // A menu that the focus leaves closes, so that it covers nothing.
  document.addEventListener("focusin", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details.menu[open]");
    if (!menu || event.defaultPrevented || event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close(menu);
    else if (by && !event.target.matches("input, select, textarea")) walk(menu, by);
    else return;
    event.preventDefault();
  });
}
