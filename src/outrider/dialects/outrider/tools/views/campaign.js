
function message(one) {
  const made = el("article", "", el("h2", "", one.subject || one.action || `Step ${one.position}`));
  const step = [`Step ${one.position}`, one.action, one.wait_days ? `after ${one.wait_days} days` : "", one.variant ? `variant ${one.variant}` : ""];
  made.append(el("p", "muted", step.filter(Boolean).join(" · ")));
  if (one.problem) made.append(el("p", "bad", one.problem));
  made.append(el("pre", "", one.text ?? one.body ?? ""));
  return made;
}

function view(found) {
  const steps = (found.steps ?? []).flatMap((step) => step.variants.map((variant, n) => ({ ...step, ...variant, variant: n ? String(n + 1) : "" })));
  const rows = found.messages ?? steps;
  const head = found.name ? `${plain(found.name)} (${found.status})` : "As a lead would read it";
  const counts = found.figures ? facts([["Sent", found.figures.sent], ["Replied", found.figures.replied], ["Brief", found.brief]]) : "";
  show(el("h1", "", head), counts, ...rows.map(message), rows.length ? "" : el("p", "muted", "It has no steps yet."));
}
