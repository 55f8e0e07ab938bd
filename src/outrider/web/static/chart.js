// Charts: drawn with uPlot from the table below each of them. The library is loaded with the first chart.
const drawn = new WeakMap();

function load(address) {
  return window.uPlot ? Promise.resolve() : new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

function style(address) {
  if (document.querySelector(`link[href="${address}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
}

const colour = (name) => {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.className = `probe ${name}`;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
};

const number = (cell) => Number(cell.dataset.value ?? cell.textContent.replace(/[^0-9.-]/g, ""));

async function draw(figure) {
  await load(figure.dataset.uplot);
  style(figure.dataset.uplotCss);
  const table = figure.querySelector("details table");
  const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows];
  const labels = rows.map((row) => row.cells[0].textContent);
  const drawsBars = figure.dataset.chart === "bars";
  const value = (cell) => number(cell) || (drawsBars ? null : 0); // a bar of no height would still be a line
  const data = [rows.map((_, place) => place), ...names.map((_, column) => rows.map((row) => value(row.cells[column + 1])))];
  const canvas = figure.querySelector(".canvas");
  const colours = ["accent", "info", "warn", "good", "danger"].map(colour);
  const alike = matchMedia("(forced-colors: active)").matches; // lines of one color differ by their dashes
  const [muted, line] = [colour("muted"), colour("line")];
  const bars = drawsBars ? window.uPlot.paths.bars({ size: [0.7, 40] }) : undefined;
  const axis = { stroke: muted, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: "12px system-ui" };
  drawn.get(figure)?.destroy();
  const plot = new window.uPlot({
    width: canvas.clientWidth, height: 220,
    scales: { x: { time: false, range: (_, low, high) => drawsBars ? [low - 0.5, high + 0.5] : [low, high] }, y: { range: (_, low, high) => [0, Math.max(high, 1) * 1.08] } },
    legend: { show: names.length > 1, live: false },
    cursor: { points: { size: 6 }, y: false },
    axes: [
      { ...axis, size: 30, grid: { show: false }, space: 64, values: (_, splits) => splits.map((s) => Number.isInteger(s) ? labels[s] ?? "" : "") },
      { ...axis, size: 44, values: (_, splits) => splits.map((s) => Number.isInteger(s) ? s.toLocaleString() : "") },
    ],
    series: [{}, ...names.map((label, place) => ({ label, stroke: colours[place], dash: alike && place ? [10 - 3 * place, 4] : undefined, fill: bars ? colours[place] : undefined, width: 2, paths: bars, points: { show: false } }))],
  }, data, canvas);
  drawn.set(figure, plot);
}

export function drawCharts(again = false) {
  for (const figure of document.querySelectorAll("[data-chart]")) if (again || !drawn.has(figure)) draw(figure);
}

document.addEventListener("theme", () => drawCharts(true));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawCharts(true));
let resizing;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => drawCharts(true), 150);
});
