// An agent made of an official TypeScript SDK, which reads one line of JSON for each thing to do and writes one for each thing done.
// Arguments: "client" (@modelcontextprotocol/client) or "sdk" (@modelcontextprotocol/sdk), then a server's address, or its command.
import readline from "node:readline";

const [flavour, ...server] = process.argv.slice(2);
const CALLBACK = "http://127.0.0.1:33420/callback";

async function kit() {
  if (flavour === "client") {
    const { StdioClientTransport } = await import("@modelcontextprotocol/client/stdio");
    return { StdioClientTransport, elicitation: "elicitation/create", ...(await import("@modelcontextprotocol/client")) };
  }
  const { Client } = await import("@modelcontextprotocol/sdk/client/index.js");
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
  const { StdioClientTransport } = await import("@modelcontextprotocol/sdk/client/stdio.js");
  const { UnauthorizedError } = await import("@modelcontextprotocol/sdk/client/auth.js");
  const { ElicitRequestSchema } = await import("@modelcontextprotocol/sdk/types.js");
  return { Client, StreamableHTTPClientTransport, StdioClientTransport, UnauthorizedError, elicitation: ElicitRequestSchema };
}

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (message) => process.stdout.write(JSON.stringify(message) + "\n");
const hear = async () => JSON.parse((await lines.next()).value);

class Memory {
  redirectUrl = CALLBACK;
  clientMetadata = { client_name: "The official client", redirect_uris: [CALLBACK] };
  state = () => "state of the test";
  clientInformation = () => this.information;
  saveClientInformation = (information) => void (this.information = information);
  tokens = () => this.kept;
  saveTokens = (tokens) => void (this.kept = tokens);
  redirectToAuthorization = (address) => void (this.address = String(address));
  saveCodeVerifier = (verifier) => void (this.verifier = verifier);
  codeVerifier = () => this.verifier;
  saveDiscoveryState = (found) => void (this.found = found);
  discoveryState = () => this.found;
  invalidateCredentials = () => void (this.kept = undefined);
}

const { Client, StreamableHTTPClientTransport, StdioClientTransport, UnauthorizedError, elicitation } = await kit();
const memory = new Memory();
const remote = server[0].startsWith("http");

function transport() {
  if (remote) return new StreamableHTTPClientTransport(new URL(server[0]), { authProvider: memory });
  return new StdioClientTransport({ command: server[0], args: server.slice(1), env: process.env });
}

function agent() {
  const offered = { capabilities: { elicitation: { form: {}, url: {} } }, versionNegotiation: { mode: "auto" } };
  const made = new Client({ name: "the-official-client", version: "1" }, offered);
  made.setRequestHandler(elicitation, async ({ params }) => {
    say({ asked: params });
    return await hear();
  });
  return made;
}

let client = agent();

// Sign in as far as a person is needed: say where they have to go, and hear the code with which they come back.
async function connect() {
  const first = transport();
  try {
    return await client.connect(first);
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
  }
  say({ open: memory.address });
  const { code, iss } = await hear();
  await first.finishAuth(code, iss);
  client = agent();
  await client.connect(transport());
}

const acts = {
  connect: async () => ({ connected: (await connect()) ?? true }),
  list: async () => ({ tools: (await client.listTools()).tools.map((tool) => tool.name) }),
  call: async ({ name, arguments: given }) => ({ result: await client.callTool({ name, arguments: given }) }),
};

for (let act = await hear(); act.do !== "end"; act = await hear()) {
  try {
    say(await acts[act.do](act));
  } catch (error) {
    say({ error: String(error?.message ?? error), unauthorized: error instanceof UnauthorizedError });
  }
}
await client.close();
process.exit(0);
