// Confirmation questions (hx-confirm) appear in a dialog of the page instead of the browser's own.
import { leaveMenu } from "./menu.js";

export function watchQuestions() {
  const dialog = document.getElementById("sure");
  document.addEventListener("htmx:confirm", (event) => {
    const { question, issueRequest, triggeringEvent, elt, etc } = event.detail;
    if (!question || !dialog) return;
    event.preventDefault();
    dialog.querySelector("h2").textContent = question;
    const button = triggeringEvent?.submitter;
    if (button?.name) etc.values = { ...etc.values, [button.name]: button.value }; // htmx forgets the button that loses the focus
    dialog.querySelector("[value=yes]").textContent = (button || elt).textContent.trim();
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue === "yes") issueRequest(true);
    };
    leaveMenu(elt);
    dialog.showModal();
  });
}
