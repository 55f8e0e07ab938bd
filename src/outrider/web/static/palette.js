// The palette: everything on the page that has a name (data-command), found by its letters, chosen with arrow keys and Enter.
let commands = [];

function gather() {
  const named = new Map();
  for (const element of document.querySelectorAll("[data-command]")) {
    if (!element.disabled && !element.closest("#palette")) named.set(element.dataset.command, element);
  }
  return [...named].map(([name, element]) => ({ name, element, key: element.dataset.key || "" }));
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

function show(dialog, query) {
  const list = dialog.querySelector("ul");
  const found = commands.map((c) => ({ ...c, rank: rank(c.name, query) })).filter((c) => c.rank !== null).sort((a, b) => a.rank - b.rank);
  list.replaceChildren(...found.slice(0, 40).map((command, place) => {
    const row = document.createElement("li");
    row.role = "option";
    row.id = `command-${place}`;
    row.setAttribute("aria-selected", String(place === 0));
    row.append(command.name);
    if (command.key) row.append(Object.assign(document.createElement("kbd"), { textContent: command.key.replace("mod+", "Ctrl ") }));
    row.addEventListener("click", () => choose(dialog, command));
    row.command = command;
    return row;
  }));
  dialog.querySelector(".empty-line").hidden = found.length > 0;
  dialog.querySelector("input").setAttribute("aria-activedescendant", found.length ? "command-0" : "");
}

function choose(dialog, command) {
  dialog.close();
  if (command.element.matches("input, select, textarea")) command.element.focus();
  else command.element.click();
}

function move(dialog, by) {
  const rows = [...dialog.querySelectorAll("li")];
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  const to = rows[(at + by + rows.length) % rows.length];
  for (const row of rows) row.setAttribute("aria-selected", String(row === to));
  to.scrollIntoView({ block: "nearest" });
  dialog.querySelector("input").setAttribute("aria-activedescendant", to.id);
}

export function watchPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette]")) return;
    commands = gather();
    input.value = "";
    dialog.showModal();
    show(dialog, "");
  });
  input.addEventListener("input", () => show(dialog, input.value));
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const row = dialog.querySelector("li[aria-selected='true']");
    if (row) choose(dialog, row.command);
  });
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(dialog, by);
  });
}
