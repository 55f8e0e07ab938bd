
const NAMES = { sent: "Sent", contacted: "Contacted", opened: "Opened", clicked: "Clicked", replied: "Replied", interested: "Interested", bounced: "Bounced", unsubscribed: "Unsubscribed" };
const SHOWN = ["sent", "contacted", "replied", "interested", "bounced"];

function tile(name, value) {
  return el("div", "tile", el("b", "", Number(value).toLocaleString()), NAMES[name]);
}

function row(cells, kind) {
  return el("tr", "", ...cells.map((cell) => el(kind, "", cell)));
}

function view(found) {
  const tiles = el("div", "tiles", ...Object.keys(NAMES).map((name) => tile(name, found.total[name] ?? 0)));
  const table = el("table", "", row(["Campaign", ...SHOWN.map((name) => NAMES[name])], "th"));
  for (const one of found.campaigns ?? []) {
    table.append(row([`Campaign ${one.campaign_id}`, ...SHOWN.map((name) => Number(one[name] ?? 0).toLocaleString())], "td"));
  }
  show(el("h1", "", found.days ? `The last ${found.days} days` : "Since the beginning"), tiles, found.campaigns?.length ? table : "");
}
