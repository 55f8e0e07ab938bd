// What pages do in addition to plain forms and links. Every page can be read without it.
import { say, watchToasts } from "./toast.js";
import { watchKeys } from "./keys.js";
import { leaveMenu, watchMenus } from "./menu.js";
import { watchQuestions } from "./ask.js";
import { watchPalette } from "./palette.js";
import { listen } from "./live.js";
import { drawCharts } from "./chart.js";
import { watchInbox } from "./inbox.js";
import { watchCampaigns } from "./campaigns.js";
import { watchSaving } from "./saving.js";
import { keepForms } from "./kept.js";
import { watchLines } from "./lines.js";
import { watchPicks } from "./picks.js";

const YEAR = 365 * 24 * 3600;

function remember(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

// The server shows times in this zone from the next page on.
remember("outrider_zone", Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");

document.addEventListener("click", (event) => {
  const theme = event.target.closest("[data-theme-choice]");
  if (theme) {
    event.preventDefault();
    const chosen = theme.dataset.themeChoice;
    remember("outrider_theme", chosen);
    document.documentElement.dataset.theme = chosen;
    for (const other of document.querySelectorAll("[data-theme-choice]")) other.setAttribute("aria-pressed", String(other === theme));
    document.dispatchEvent(new Event("theme"));
  }
  const opener = event.target.closest("[data-open]");
  if (opener) {
    leaveMenu(opener);
    document.querySelector(opener.dataset.open)?.showModal();
  }
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement) event.target.close(); // a click outside it
  const copier = event.target.closest("[data-copy]");
  if (copier) navigator.clipboard?.writeText(copier.dataset.copy).then(() => say({ text: copier.dataset.copied || "Copied" }));
});

// A form that was sent shows that it is busy, and is not sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (form.dataset.sent === "yes") return event.preventDefault();
  if (form.hasAttribute("hx-post") || form.hasAttribute("hx-get")) return;
  if (form.method === "post") {
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  }
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
});

// Filters apply when they are chosen; typed text is applied after a pause. The page that follows has the focus where it was.
const FILTERED = "outrider-filtered"; // the path, and the name of the field
let typing;
function apply(form, field) {
  if (field.matches(":focus-visible")) sessionStorage.setItem(FILTERED, JSON.stringify([location.pathname, field.name]));
  form.requestSubmit();
}
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (form && event.target.type !== "search") apply(form, event.target);
});
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (!form || event.target.type !== "search") return;
  clearTimeout(typing);
  typing = setTimeout(apply, 300, form, event.target);
});
function comeBack() {
  const [path, name] = JSON.parse(sessionStorage.getItem(FILTERED) || "[]");
  sessionStorage.removeItem(FILTERED);
  const field = path === location.pathname && document.querySelector(`form[data-filters] [name="${CSS.escape(name)}"]`);
  if (!field) return;
  const menu = field.closest("details.menu");
  if (menu) menu.open = true;
  field.focus();
  if (field.type === "search") field.setSelectionRange(field.value.length, field.value.length);
}
// Following a link or sending a form in the meantime takes precedence over what was typed.
document.addEventListener("click", (event) => { if (event.target.closest("a[href]")) clearTimeout(typing); }, true);
document.addEventListener("submit", () => clearTimeout(typing), true);

// Text that is cut off can be read by pointing at it.
document.addEventListener("mouseover", (event) => {
  const cut = event.target.closest?.(".cut");
  if (cut && !cut.title && cut.scrollWidth > cut.clientWidth) cut.title = cut.textContent.trim();
});

// Reports a script's request that failed.
document.addEventListener("htmx:sendError", () => say({ text: "The server does not answer. Check the connection and try again.", kind: "error" }));
document.addEventListener("htmx:responseError", (event) => {
  if (!event.detail.xhr.getResponseHeader("HX-Trigger")) say({ text: "This did not work. Reload the page and try again.", kind: "error" });
});
document.addEventListener("htmx:afterSwap", () => drawCharts());

// The navigation may be longer than the screen: scroll to the current page.
for (const here of document.querySelectorAll(":is(.side nav, .chips, .parts) [aria-current]")) here.scrollIntoView({ block: "nearest", inline: "center" });

// After a refusal the focus is in the first wrong field.
document.querySelector("main [aria-invalid=true]")?.focus();
comeBack();

// A link from the command line signs in by itself where scripts run; a page without them shows a button.
document.querySelector("form[data-at-once]")?.requestSubmit();

watchToasts();
watchMenus();
watchQuestions();
watchKeys();
watchPalette();
watchInbox();
watchCampaigns();
watchSaving();
keepForms();
watchLines();
watchPicks();
drawCharts();
listen(document.body.dataset.live);
