"use strict";
// What every view shares: the protocol with its host (JSON-RPC by postMessage), and text that stays text.
const main = document.querySelector("main");
const waiting = new Map();
let last = 0;

function tell(message) { window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*"); }

function ask(method, params) {
  const id = ++last;
  tell({ id, method, params });
  return new Promise((resolve) => waiting.set(id, resolve));
}

// Text from strangers is enclosed in marks that matter only to a model.
function plain(value) {
  return String(value ?? "").replace(/<\/?untrusted_text [0-9a-f]{12}>/g, "").trim();
}

// An element whose children are elements or text, never markup.
function el(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children.map((child) => (child instanceof Node ? child : plain(child))));
  return made;
}

function facts(pairs) {
  const list = el("dl", "");
  for (const [name, value] of pairs) if (value !== null && value !== undefined && value !== "") list.append(el("dt", "", name), el("dd", "", value));
  return list;
}

function when(text) {
  return text ? new Date(text).toLocaleString() : null;
}

// Asks the host to open a page of Outrider, where a person signs in and decides.
function opens(address, label) {
  const button = el("button", "", label);
  button.type = "button";
  button.addEventListener("click", () => ask("ui/open-link", { url: address }));
  return button;
}

function show(...parts) { main.replaceChildren(...parts); }

function themed(context) {
  if (context && context.theme) document.documentElement.dataset.theme = context.theme === "dark" ? "dark" : "light";
}

function received(result) {
  const found = result.structuredContent;
  if (result.isError || !found) {
    const texts = (result.content ?? []).filter((block) => block.type === "text").map((block) => block.text);
    return show(el("p", "bad", texts.join("\n") || "There is no answer."));
  }
  view(found);
}

window.addEventListener("message", (event) => {
  const message = event.data;
  if (event.source !== window.parent || !message || message.jsonrpc !== "2.0") return;
  if (message.id !== undefined && !message.method) {
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  } else if (message.method === "ui/notifications/tool-result") received(message.params ?? {});
  else if (message.method === "ui/notifications/tool-cancelled") show(el("p", "muted", "The call was cancelled."));
  else if (message.method === "ui/notifications/host-context-changed") themed(message.params);
  else if (message.id !== undefined) tell({ id: message.id, result: {} });
});

new ResizeObserver(() => {
  const { width, height } = document.documentElement.getBoundingClientRect();
  tell({ method: "ui/notifications/size-changed", params: { width: Math.ceil(width), height: Math.ceil(height) } });
}).observe(document.documentElement);

ask("ui/initialize", {
  protocolVersion: "2026-01-26",
  appInfo: { name: "outrider", title: document.title, version: "1" },
  appCapabilities: {},
}).then((result) => {
  themed(result?.hostContext);
  tell({ method: "ui/notifications/initialized", params: {} });
});
