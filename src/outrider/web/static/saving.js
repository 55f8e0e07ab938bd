// Forms that save by themselves a moment after the last letter (hx-post with a delay) are saved at once when the page is left, so
// that the next page shows what was typed. Of forms with a button to save (data-saved), the browser asks before it leaves a page
// with changes that are not saved; the form's line `.saved` says that there are some.
import { token } from "./toast.js";

const open = new Map(); // form -> "typed", or "sent" while the server has it

const savesItself = (form) => form?.hasAttribute("hx-post") && form.getAttribute("hx-trigger")?.includes("delay:");

function save(form) {
  const headers = { "HX-Request": "true", "X-Form-Token": token() };
  return fetch(form.getAttribute("hx-post"), { method: "POST", body: new FormData(form), headers, keepalive: true });
}

function saveAll() {
  const forms = [...open.keys()];
  open.clear();
  return Promise.allSettled(forms.map(save));
}

const leaves = (event, link) => link && !event.defaultPrevented && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey
  && !link.target && !link.hasAttribute("download") && !link.hasAttribute("hx-get") && !link.getAttribute("href").startsWith("#");

const content = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
const saved = new Map(); // form with a button -> its content as the server has it
const changed = (form) => saved.has(form) && saved.get(form) !== content(form);

function show(form) {
  const line = form.querySelector(".saved");
  if (!line || line.querySelector(".error")) return; // an error stays until it is put right
  if (changed(form)) line.textContent = form.dataset.saved;
  else if (line.textContent === form.dataset.saved) line.textContent = "";
}

// The field that the answer calls wrong is marked, and described by the line that says what is wrong with it.
function mark({ detail: { target: line, requestConfig } }) {
  const form = line.matches(".saved") && line.closest("form");
  if (!form) return;
  for (const field of form.querySelectorAll("[data-marked]")) {
    for (const name of ["aria-invalid", "data-marked"]) field.removeAttribute(name);
    field.setAttribute("aria-describedby", (field.getAttribute("aria-describedby") || "").replace(line.id, "").trim());
  }
  const named = form.elements[line.querySelector("[data-wrong]")?.dataset.wrong || " "];
  const field = named instanceof RadioNodeList ? named[0] : named;
  if (!field) return;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("data-marked", "");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${line.id}`.trim());
  if (requestConfig?.triggeringEvent?.type === "submit") field.focus();
}

function watchButtons() {
  for (const form of document.querySelectorAll("form[data-saved]")) saved.set(form, content(form));
  for (const type of ["input", "change"]) document.addEventListener(type, ({ target }) => target.form && saved.has(target.form) && show(target.form));
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { elt, successful, requestConfig, xhr } = detail;
    if (successful && saved.has(elt) && xhr.getResponseHeader("HX-Trigger")?.includes("saved")) saved.set(elt, requestConfig.sent);
  });
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (saved.has(detail.elt)) detail.sent = content(detail.elt);
  });
  document.addEventListener("htmx:afterSwap", mark);
  // One who has been signed out is not asked: what they wrote is kept (kept.js).
  document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
    if (detail.xhr.getResponseHeader("HX-Redirect")?.startsWith("/sign-in")) saved.clear();
  });
  document.addEventListener("submit", ({ target }) => { if (!target.hasAttribute("hx-post")) saved.delete(target); });
  addEventListener("beforeunload", (event) => { if ([...saved.keys()].some(changed)) event.preventDefault(); });
}

export function watchSaving() {
  watchButtons();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (savesItself(form)) open.set(form, "typed");
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (open.has(detail.elt)) open.set(detail.elt, "sent");
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && open.get(detail.elt) === "sent") open.delete(detail.elt);
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    if (!open.size || !leaves(event, link)) return;
    event.preventDefault();
    await saveAll();
    location.assign(link.href);
  });
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (!open.size || open.has(form) || form.hasAttribute("hx-post") || form.method === "dialog") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await saveAll();
    form.requestSubmit(submitter);
  }, true);
  addEventListener("pagehide", saveAll);
}
