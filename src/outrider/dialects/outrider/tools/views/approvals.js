
const STATES = { pending: "waits", running: "is being carried out", done: "was approved", failed: "failed", rejected: "was rejected" };

function card(one) {
  const made = el("article", "", el("h2", "", `Approval ${one.id} ${STATES[one.state] ?? one.state}`));
  for (const act of one.acts) made.append(el("p", "", act));
  made.append(
    facts([
      ["Asked by", [one.key, one.asked_by].filter(Boolean).join(", ")],
      ["People", one.recipients || null],
      ["First day", one.first_day ? `${one.first_day} messages` : null],
      ["Expires", one.state === "pending" ? when(one.expires_at) : null],
      ["Decided", when(one.decided_at)],
      ["Outcome", one.outcome],
    ]),
  );
  for (const text of one.texts) {
    made.append(el("article", "", el("h2", "", text.subject || "(no subject)"), el("p", "muted", `To ${plain(text.to)}`), el("pre", text.problem ? "bad" : "", text.problem || text.text)));
  }
  if (one.state === "pending" && one.page) made.append(opens(one.page, "Decide in Outrider"));
  return made;
}

function view(found) {
  const rows = found.approvals ?? [];
  const note = "Only a person decides, on the approval's page after signing in.";
  show(el("h1", "", rows.length ? "Approvals" : "No approval waits"), ...rows.map(card), el("p", "muted", note));
}
