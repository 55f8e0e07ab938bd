// The sequence editor: typed text is kept in this browser until the server has it, merge tags are inserted at the caret, and the
// preview follows the text being edited.
let field; // the text field last used

const stored = (name) => localStorage.getItem(`draft-${name}`);

function restore(within) {
  for (const input of within.querySelectorAll("[data-draft]")) {
    const kept = stored(input.dataset.draft);
    if (kept === null || kept === input.value || input.disabled) continue;
    input.value = kept;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function follow(input) {
  field = input;
  const variant = input.closest("[data-variant]")?.dataset.variant;
  const shown = document.querySelector("#preview-of [name='variant']");
  if (!variant || !shown || shown.value === variant) return;
  shown.value = variant;
  document.body.dispatchEvent(new Event("preview"));
}

export function watchCampaigns() {
  restore(document);
  document.addEventListener("input", (event) => {
    const { draft } = event.target.dataset;
    if (draft) localStorage.setItem(`draft-${draft}`, event.target.value);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("hx-post")) return;
    for (const input of event.target.querySelectorAll("[data-draft]")) localStorage.removeItem(`draft-${input.dataset.draft}`);
  });
  const editor = document.querySelector("[data-editor]");
  if (!editor) return;
  editor.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-draft]")) follow(event.target);
  });
  editor.addEventListener("click", (event) => {
    const insert = event.target.closest("[data-insert]");
    if (!insert) return;
    const form = insert.closest("form");
    const into = form.contains(field) ? field : form.querySelector("textarea");
    insert.closest("details").open = false;
    into.focus();
    into.setRangeText(insert.dataset.insert, into.selectionStart, into.selectionEnd, "end");
    into.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // The server has it, unless more was typed since, or it reported an error.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!event.detail.successful || !form.matches?.("[data-variant]") || !event.detail.xhr.getResponseHeader("HX-Trigger")?.includes("saved")) return;
    const sent = new URLSearchParams(event.detail.requestConfig.parameters instanceof FormData ? [...event.detail.requestConfig.parameters] : event.detail.requestConfig.parameters);
    for (const input of form.querySelectorAll("[data-draft]")) {
      if (sent.get(input.name) === input.value) localStorage.removeItem(`draft-${input.dataset.draft}`);
    }
  });
}
