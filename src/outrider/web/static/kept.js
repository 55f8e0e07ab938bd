// What a person wrote in a form that was not carried out (the session had ended, the page was too old, no server answered) comes
// back when the form is shown again in this tab, to the same person. Passwords and files are not kept.
import { say } from "./toast.js";

const KEPT = "outrider-form";
const { who, back } = document.body.dataset;
const LEFT_OUT = "[type=password], [type=file], [type=hidden], [type=submit], button, fieldset, output";

const fields = (form) => [...form.elements].filter((field) => field.name && !field.matches(LEFT_OUT));
const ticks = (field) => field.type === "checkbox" || field.type === "radio";
const where = (form) => form.getAttribute("hx-post") || form.getAttribute("action") || location.pathname;
// Texts with these marks are kept by their own pages.
const keepsItself = (form) => form.querySelector("[data-draft], [data-keep]");

function keep(form) {
  if (!who || keepsItself(form)) return;
  const values = fields(form).map((field) => [field.name, ticks(field) ? [field.value, field.checked] : field.value]);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ who, to: where(form), values, lost: false }));
  } catch {
    sessionStorage.removeItem(KEPT); // longer than the browser keeps
  }
}

const kept = () => JSON.parse(sessionStorage.getItem(KEPT) || "null");

function lose() {
  const form = kept();
  if (form) sessionStorage.setItem(KEPT, JSON.stringify({ ...form, lost: true }));
  return form;
}

// Several fields of one name differ by their order, ticks by their value.
function fill(form, values) {
  const seen = new Map();
  const rest = [...values];
  for (const field of fields(form)) {
    const at = rest.findIndex(([name, value]) => name === field.name && (!ticks(field) || value[0] === field.value));
    if (at < 0) continue;
    const [[, value]] = rest.splice(at, 1);
    if (ticks(field)) field.checked = value[1];
    else field.value = value;
    seen.set(field, true);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (let folded = form.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  [...seen.keys()].find((field) => field.checkVisibility() && !ticks(field))?.focus();
}

function bringBack() {
  const form = kept();
  if (!form || !who) return;
  const returned = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const found = [...document.querySelectorAll("form")].find((each) => where(each) === form.to);
  if (!form.lost && !returned) sessionStorage.removeItem(KEPT);
  if (!found || form.who !== who || !(form.lost || returned)) return;
  sessionStorage.removeItem(KEPT);
  fill(found, form.values);
  say({ text: back });
}

export function keepForms() {
  for (const line of document.querySelectorAll("[data-interrupted]")) line.hidden = !lose();
  if (!document.querySelector("[data-interrupted]")) bringBack();
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && target.method === "post" && !target.hasAttribute("hx-post") && target.dataset.sent === "yes") keep(target);
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt instanceof HTMLFormElement && detail.requestConfig.verb === "post") keep(detail.elt);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!(detail.elt instanceof HTMLFormElement)) return;
    const { status } = detail.xhr;
    if (!status || status === 403 || status === 503 || detail.xhr.getResponseHeader("HX-Redirect")?.startsWith("/sign-in")) lose();
    else if (detail.successful) sessionStorage.removeItem(KEPT);
  });
}
