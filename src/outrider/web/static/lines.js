// Lists by keyboard, as in the inbox: j and k move between the lines' links (a.main), x chooses the line, Enter opens it.
import { visible } from "./keys.js";

const links = () => [...document.querySelectorAll("main a.main")].filter(visible);
const BY = { j: 1, k: -1 };

function walk(by) {
  const all = links();
  const line = document.activeElement?.closest("tr, li");
  const at = line ? all.findIndex((link) => line.contains(link)) : -1;
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

export function watchLines() {
  if (document.querySelector("[data-inbox]")) return; // it has its own
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (BY[event.key]) walk(BY[event.key]);
    else if (event.key === "x") document.activeElement?.closest("tr, li")?.querySelector("input[type=checkbox]")?.click();
    else return;
    event.preventDefault();
  });
}
