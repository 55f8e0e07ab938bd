// The inbox by keyboard: j and k move through the list, Enter opens, x selects. A conversation that leaves the list disappears
// immediately, and the next one opens. Unsent text is kept in this browser.
const rows = () => [...document.querySelectorAll("[data-row]")];
const link = (row) => row?.querySelector("a");
let below = []; // the ids of the rows below the one that was opened last

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
  const all = rows().map((row) => row.dataset.row);
  if (all.includes(String(id))) below = all.slice(all.indexOf(String(id)) + 1);
  document.querySelector("[data-inbox]")?.classList.toggle("open", Boolean(id));
  mark(id);
}

// The server does not mark the open row, because it renders the list once for everyone.
function mark(id) {
  for (const row of rows()) {
    if (row.dataset.row === String(id)) link(row).setAttribute("aria-current", "true");
    else link(row).removeAttribute("aria-current");
  }
}

// The next one is below the one shown, even if that has already left the list, as it does in a view of unread ones.
function leave(ids) {
  const all = rows();
  const shownNow = Number(document.querySelector("[data-conversation]")?.dataset.conversation);
  for (const row of all) if (ids.includes(Number(row.dataset.row))) row.remove();
  if (!ids.includes(shownNow)) return;
  const next = below.map((id) => rows().find((row) => row.dataset.row === id)).find(Boolean) || rows().pop();
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

// The text of an undone reply returns to its field. Until then it is stored under the URL of the undo request.
function remember(answer, sent) {
  const { toast } = JSON.parse(sent.getResponseHeader("HX-Trigger") || "{}");
  const { dataset, value } = answer.querySelector("[data-keep]");
  if (toast?.undo) sessionStorage.setItem(toast.undo, JSON.stringify({ keep: dataset.keep, text: value }));
}

function bringBack(address) {
  const kept = sessionStorage.getItem(address);
  if (!kept) return;
  sessionStorage.removeItem(address);
  const { keep, text } = JSON.parse(kept);
  localStorage.setItem(keep, localStorage.getItem(keep) || text);
  const field = document.querySelector(`[data-keep="${CSS.escape(keep)}"]`);
  if (!field) return;
  field.value ||= text;
  field.focus();
}

// The button of a reply says when it will be sent.
const WHEN = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };

function showTime(field) {
  const text = field.form.querySelector("[data-later]");
  if (!text) return;
  text.dataset.now ||= text.textContent;
  text.textContent = field.value ? text.dataset.later.replace("{time}", new Date(field.value).toLocaleString([], WHEN)) : text.dataset.now;
}

function fill(choice) {
  const field = document.querySelector(choice.dataset.fill);
  field.value = choice.value;
  showTime(field);
  choice.closest("details").open = false;
  field.form.querySelector("textarea").focus();
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
  shown(inbox.querySelector("[data-conversation]")?.dataset.conversation);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j" || event.key === "ArrowDown") walk(1);
    else if (event.key === "k" || event.key === "ArrowUp") walk(-1);
    else if (event.key === "x") rows()[place()]?.querySelector("input")?.click();
    else return;
    event.preventDefault();
  });
  inbox.addEventListener("click", (event) => {
    const opened = event.target.closest("[data-row] > a");
    if (opened && !event.ctrlKey && !event.metaKey && !event.shiftKey) opened.closest("[data-row]").classList.remove("unread");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "list") mark(document.querySelector("[data-conversation]")?.dataset.conversation);
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
    if (event.target.matches("[data-answer] [name=at]")) showTime(event.target);
  });
  document.addEventListener("change", (event) => {
    if (event.target.dataset.names) showNames(event.target);
  });
  inbox.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-insert]");
    if (piece) insert(piece);
    const choice = event.target.closest("[data-fill]");
    if (choice) fill(choice);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    bringBack(event.detail.requestConfig.path);
    const answer = event.target.closest?.("[data-answer]");
    if (answer) {
      remember(answer, event.detail.xhr);
      for (const field of answer.querySelectorAll("[data-keep]")) localStorage.removeItem(field.dataset.keep);
      answer.reset();
      if (answer.elements.at) showTime(answer.elements.at);
      for (const field of answer.querySelectorAll("[data-names]")) showNames(field);
    }
    if (event.target.closest?.("[data-closes]")) event.target.closest("dialog").close();
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu.contains(event.target)) menu.open = false;
  });
}
