// Toasts: short lines at the bottom of the page, some with an action that undoes what was done.
const SECONDS = 8;

// The form token, which proves that a script's request comes from our own page.
export const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-Form-Token"] || "";

function leave(toast) {
  setTimeout(() => toast.matches(":hover, :focus-within") ? leave(toast) : toast.remove(), SECONDS * 1000);
}

// `undo`: the address that a POST is sent to.
export function say({ text, kind = "done", undo = null }) {
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  const line = toast.appendChild(document.createElement("p"));
  line.textContent = text;
  if (undo) {
    const button = toast.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = "Undo";
    button.dataset.key = "z";
    button.dataset.command = "Undo";
    button.dataset.undo = undo;
  }
  const close = toast.appendChild(document.createElement("button"));
  close.type = "button";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", "Dismiss");
  close.textContent = "✕";
  const asked = [...document.querySelectorAll("dialog[open]")].pop(); // an open dialog covers the page's own toasts
  if (asked) toast.role = "alert";
  (asked || document.getElementById("toasts")).append(toast);
  leave(toast);
}

export function watchToasts() {
  document.addEventListener("toast", (event) => say(event.detail));
  for (const toast of document.querySelectorAll("[data-toast]")) leave(toast);
  document.addEventListener("click", async (event) => {
    const undo = event.target.closest("[data-undo]");
    if (undo) {
      undo.disabled = true;
      await window.htmx.ajax("POST", undo.dataset.undo, { source: document.body, swap: "none", headers: { "X-Form-Token": token() } });
      undo.closest(".toast").remove();
    }
    event.target.closest("[data-dismiss]")?.closest(".toast").remove();
  });
}
