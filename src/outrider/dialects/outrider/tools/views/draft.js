
function view(found) {
  const states = { waiting: "waits in the inbox for a person to send, change or discard it", sent: "was sent", discarded: "was discarded" };
  show(
    el("h1", "", "Draft of a reply"),
    el("article", "", el("pre", "", found.text)),
    facts([["Why", found.note], ["By", found.author], ["Written", when(found.created_at)]]),
    el("p", "muted", `It ${states[found.state] ?? found.state}.`),
  );
}
