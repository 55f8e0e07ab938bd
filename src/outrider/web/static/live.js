// Live updates: the stream names the part of a page that changed and the conversations with news, and parts that subscribe to it
// reload (hx-trigger="live-inbox from:body", "live-conversation-7 from:body"). The browser reconnects with the last id it saw. One
// tab holds the stream and notifies the others, because a browser opens only six connections to a server.
let last = document.body.dataset.seen || ""; // the last event when the page was made: nothing is missed until the stream is open
const unseen = new Set(); // topics of a tab in the background: it reloads nothing until someone looks at it

// Milliseconds between two notices of a topic that may change all the time: what subscribes to it reloads that often, and once
// more after the last change. (A delay of hx-trigger would begin again with each notice.)
const PACE = { figures: 2000 };
const next = new Map(); // topic -> when it may be notified again
const waiting = new Set(); // topics whose notice is due then

function notify(topic) {
  if (waiting.has(topic)) return;
  const wait = (next.get(topic) || 0) - Date.now();
  if (wait > 0) {
    waiting.add(topic);
    setTimeout(() => { waiting.delete(topic); notify(topic); }, wait);
    return;
  }
  if (PACE[topic]) next.set(topic, Date.now() + PACE[topic]);
  document.body.dispatchEvent(new CustomEvent(`live-${topic}`, { bubbles: true }));
}

function tell({ id, topics, conversations }) {
  last = id || last;
  const changed = [...topics, ...conversations.map((each) => `conversation-${each}`)];
  if (document.visibilityState === "visible") changed.forEach(notify);
  else for (const topic of changed) unseen.add(topic);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  const topics = [...unseen];
  unseen.clear();
  topics.forEach(notify);
});

function open(address, others) {
  const stream = new EventSource(last ? `${address}?after=${last}` : address);
  stream.addEventListener("update", (event) => {
    const update = { ...JSON.parse(event.data), id: event.lastEventId };
    tell(update);
    others?.postMessage(update);
  });
  return stream;
}

// Without locks (plain HTTP on a network) each tab has its own stream while it is visible.
function listenWhileVisible(address) {
  let stream;
  const follow = () => {
    if (document.visibilityState === "visible") stream ||= open(address);
    else {
      stream?.close();
      stream = null;
    }
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

export function listen(address) {
  if (!address) return;
  if (!navigator.locks) return listenWhileVisible(address);
  const others = new BroadcastChannel(address);
  others.addEventListener("message", (event) => tell(event.data));
  navigator.locks.request(address, () => new Promise((done) => {
    const stream = open(address, others);
    addEventListener("pagehide", () => { stream.close(); done(); }, { once: true });
  }));
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
