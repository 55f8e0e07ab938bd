// The palette: what has a name on this page (data-command), every other page, and leads, campaigns and senders by name; found by
// letters, chosen with arrow keys and Enter.
const PAUSE = 150; // milliseconds after the last letter, before the server is asked
const SHOWN = 40;
let commands = []; // of this page
let pages = null; // all others, asked for once
let things = []; // what the server found for the words
let typing;

function gather() {
  const named = new Map();
  for (const element of document.querySelectorAll("[data-command]")) {
    if (!element.disabled && !element.closest("#palette")) named.set(element.dataset.command, element);
  }
  return [...named].map(([name, element]) => ({ name, element, key: element.dataset.key || "" }));
}

async function ask(words) {
  const answer = await fetch(`${document.body.dataset.find}?q=${encodeURIComponent(words)}`).then((sent) => sent.json()).catch(() => null);
  return answer?.found || [];
}

// Whether the letters come in this order; smaller is better, null is no.
function rank(name, query) {
  const [text, wanted] = [name.toLowerCase(), query.trim().toLowerCase()];
  if (!wanted) return 0;
  const at = text.indexOf(wanted);
  if (at >= 0) return at;
  let place = -1;
  for (const letter of wanted) {
    place = text.indexOf(letter, place + 1);
    if (place < 0) return null;
  }
  return 100 + place;
}

function row(dialog, command, place) {
  const line = document.createElement("li");
  line.role = "option";
  line.id = `command-${place}`;
  line.setAttribute("aria-selected", String(place === 0));
  line.append(Object.assign(document.createElement("span"), { textContent: command.name, className: "cut" }));
  if (command.key) line.append(Object.assign(document.createElement("kbd"), { textContent: command.key.replace("mod+", "Ctrl ") }));
  if (command.kind) line.append(Object.assign(document.createElement("span"), { textContent: command.kind, className: "muted small" }));
  line.addEventListener("click", () => choose(dialog, command));
  line.command = command;
  return line;
}

function show(dialog) {
  const query = dialog.querySelector("input").value;
  const here = new Set(commands.map((command) => command.name));
  const known = [...commands, ...(pages || []).filter((other) => !here.has(other.name))];
  const found = known.map((c) => ({ ...c, rank: rank(c.name, query) })).filter((c) => c.rank !== null).sort((a, b) => a.rank - b.rank);
  const all = [...found, ...things];
  dialog.querySelector("ul").replaceChildren(...all.slice(0, SHOWN).map((command, place) => row(dialog, command, place)));
  dialog.querySelector(".empty-line").hidden = all.length > 0;
  dialog.querySelector("input").setAttribute("aria-activedescendant", all.length ? "command-0" : "");
}

// What the words find arrives later; what was chosen in the meantime stays chosen.
async function look(dialog, words) {
  const found = words.trim() ? await ask(words) : [];
  if (dialog.querySelector("input").value !== words) return;
  const chosen = dialog.querySelector("li[aria-selected='true']")?.command.name;
  things = found;
  show(dialog);
  const again = [...dialog.querySelectorAll("li")].find((line) => line.command.name === chosen);
  if (again) select(dialog, again);
}

function choose(dialog, command) {
  dialog.close();
  if (command.href) location.assign(command.href);
  else if (command.element.matches("input, select, textarea")) command.element.focus();
  else command.element.click();
}

function select(dialog, chosen) {
  for (const line of dialog.querySelectorAll("li")) line.setAttribute("aria-selected", String(line === chosen));
  chosen.scrollIntoView({ block: "nearest" });
  dialog.querySelector("input").setAttribute("aria-activedescendant", chosen.id);
}

function move(dialog, by) {
  const lines = [...dialog.querySelectorAll("li")];
  if (!lines.length) return;
  const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  select(dialog, lines[(at + by + lines.length) % lines.length]);
}

async function open(dialog) {
  commands = gather();
  things = [];
  dialog.querySelector("input").value = "";
  dialog.showModal();
  show(dialog);
  if (pages) return;
  pages = await ask("");
  if (dialog.open) show(dialog);
}

export function watchPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette]")) open(dialog);
  });
  input.addEventListener("input", () => {
    things = [];
    show(dialog);
    clearTimeout(typing);
    typing = setTimeout(look, PAUSE, dialog, input.value);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = dialog.querySelector("li[aria-selected='true']");
    if (chosen) choose(dialog, chosen.command);
  });
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(dialog, by);
  });
}
