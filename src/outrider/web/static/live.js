// What happens while one looks: the stream says which part of a page it concerns, and parts that ask for it load anew
// (hx-trigger="live-inbox from:body"). The browser itself comes back with the last id it saw.
export function listen(address) {
  if (!address) return;
  let stream;
  const open = () => {
    if (stream) return;
    stream = new EventSource(address);
    stream.addEventListener("update", (event) => {
      const { topics, conversations } = JSON.parse(event.data);
      for (const topic of topics) document.body.dispatchEvent(new CustomEvent(`live-${topic}`, { detail: { conversations }, bubbles: true }));
    });
  };
  // A page in the browser's cache holds no stream.
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  addEventListener("pageshow", open);
  open();
}
