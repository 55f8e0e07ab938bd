// The inbox by keyboard: j and k walk the list, Enter opens, x chooses. A conversation that leaves the list goes at once; the next one
// opens by itself. What was written but not sent is kept in this browser.
const rows = () => [...document.querySelectorAll("[data-row]")];
const link = (row) => row?.querySelector("a");

function place() {
  const all = rows();
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  return focused >= 0 ? focused : all.findIndex((row) => link(row).hasAttribute("aria-current"));
}

function walk(by) {
  const all = rows();
  if (!all.length) return;
  const at = place();
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
  link(next).focus();
  next.scrollIntoView({ block: "nearest" });
  if (document.querySelector(".inbox.open") && matchMedia("(min-width: 761px)").matches) open(next);
}

function open(row) {
  link(row)?.click();
}

function shown(id) {
  document.querySelector("[data-inbox]")?.classList.toggle("open", Boolean(id));
  for (const row of rows()) link(row).toggleAttribute("aria-current", row.dataset.row === String(id));
  const list = document.getElementById("list");
  list?.setAttribute("hx-vals", JSON.stringify({ opened: String(id || "") }));
}

function leave(ids) {
  const all = rows();
  const gone = all.filter((row) => ids.includes(Number(row.dataset.row)));
  const current = gone.find((row) => link(row).hasAttribute("aria-current"));
  const next = current && all.slice(all.indexOf(current) + 1).find((row) => !gone.includes(row));
  for (const row of gone) row.remove();
  if (!current) return;
  if (next) {
    link(next).focus();
    open(next);
  } else location.href = document.querySelector(".toolbar .back")?.href || location.pathname;
}

function restore(within) {
  for (const field of within.querySelectorAll("[data-keep]")) field.value ||= localStorage.getItem(field.dataset.keep) || "";
}

function showNames(field) {
  document.querySelector(field.dataset.names).textContent = [...field.files].map((file) => file.name).join(", ");
}

// Put a snippet, or a field of the lead, where the cursor is in the answer.
function insert(piece) {
  const field = piece.closest("form").querySelector("textarea");
  field.setRangeText(piece.dataset.insert, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  piece.closest("details").open = false;
  field.focus();
}

export function watchInbox() {
  const inbox = document.querySelector("[data-inbox]");
  if (!inbox) return;
  restore(inbox);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j" || event.key === "ArrowDown") walk(1);
    else if (event.key === "k" || event.key === "ArrowUp") walk(-1);
    else if (event.key === "x") rows()[place()]?.querySelector("input").click();
    else return;
    event.preventDefault();
  });
  inbox.addEventListener("click", (event) => {
    const opened = event.target.closest("[data-row] > a");
    if (opened && !event.ctrlKey && !event.metaKey && !event.shiftKey) opened.closest("[data-row]").classList.remove("unread");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "thread") return;
    const conversation = event.detail.target.querySelector("[data-conversation]");
    shown(conversation?.dataset.conversation);
    restore(event.detail.target);
    event.detail.target.scrollTop = 0;
    document.title = document.title.replace(/^.*? · /, `${conversation?.querySelector("h2")?.textContent || ""} · `);
  });
  document.addEventListener("inbox-changed", (event) => {
    const { changed, gone } = event.detail;
    const shownNow = document.querySelector("[data-conversation]")?.dataset.conversation;
    if (gone.length) leave(gone);
    else if (shownNow && changed.includes(Number(shownNow)) && document.querySelector("#letters")) {
      window.htmx.ajax("GET", location.href, { target: "#letters", select: "#letters > *", swap: "innerHTML" });
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.dataset.keep) localStorage.setItem(event.target.dataset.keep, event.target.value);
  });
  document.addEventListener("change", (event) => {
    if (event.target.dataset.names) showNames(event.target);
  });
  inbox.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-insert]");
    if (piece) insert(piece);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    const answer = event.target.closest?.("[data-answer]");
    if (answer) {
      for (const field of answer.querySelectorAll("[data-keep]")) localStorage.removeItem(field.dataset.keep);
      answer.reset();
      for (const field of answer.querySelectorAll("[data-names]")) showNames(field);
    }
    if (event.target.closest?.("[data-closes]")) event.target.closest("dialog").close();
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu.contains(event.target)) menu.open = false;
  });
}
