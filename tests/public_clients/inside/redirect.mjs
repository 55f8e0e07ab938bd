// Leads requests to a client's fixed address here: loaded by Node before the client starts.
const { CLIENT_HOST: host, CLIENT_BASE: base } = process.env;
const fetched = globalThis.fetch;
globalThis.fetch = (input, init) =>
  typeof input === "string" || input instanceof URL
    ? fetched(String(input).replace(host, base), init)
    : fetched(new Request(input.url.replace(host, base), input), init);
