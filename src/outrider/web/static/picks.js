// Lists whose rows are ticked (data-list): what is ticked, and the focus, survive a list that reloads by itself. An action on the
// ticked rows unticks them.
const ticked = (list) => [...list.querySelectorAll("input[type=checkbox]:checked")];
const name = (element) => element.matches("a[href]") ? `a[href="${CSS.escape(element.getAttribute("href"))}"]`
  : element.matches("input[name]") ? `input[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]` : null;

export function watchPicks() {
  let kept = [];
  let focused = null;
  document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    if (!target.matches("[data-list]")) return;
    kept = ticked(target).map(name);
    focused = target.contains(document.activeElement) ? name(document.activeElement) : null;
  });
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    if (!target.matches("[data-list]")) return;
    for (const box of kept) target.querySelectorAll(box).forEach((found) => { found.checked = true; });
    if (focused) target.querySelector(focused)?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!detail.successful || detail.requestConfig.verb !== "post") return;
    const list = detail.elt.closest("form")?.querySelector("[data-list]") || detail.elt.closest("[data-list]");
    for (const box of list ? ticked(list) : []) box.checked = false;
  });
  // Choose all rows of a page.
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-pick-all]")) return;
    for (const box of target.form.elements) if (box.name === "id") box.checked = target.checked;
  });
}
