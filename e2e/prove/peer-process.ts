// One node of three, as a process of its own: a real node that serves, with a clock that may be wrong. It does what it is told
// line by line, and is killed from outside.
import { createInterface } from "node:readline";
import { readInstant } from "../../packages/core/src/encoding/index.ts";
import { dumpState } from "./peer-state.ts";
import { bringTheCase, tellOf } from "./peer-acts.ts";

const [dataFolder = "", host = "", port = "", passphraseFile = "", skew = "0"] = process.argv.slice(2);

// Whoever looks at the time in this process sees it wrong by so much.
const RealDate = Date;
const now = (): number => RealDate.now() + Number(skew);
globalThis.Date = class extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(now());
    else super(...(given as [number]));
  }

  static override now = now;
} as DateConstructor;

const { openRealNode } = await import("../../packages/server/src/node.ts");
const { serveNode } = await import("../../packages/server/src/cli/serving.ts");
const { identifySeats } = await import("../../packages/server/src/http/index.ts");
const { addPeer, makeBundle, openOwnNode, pairPeer, receiveBundle, spellNode } =
  await import("../../packages/server/src/peers/index.ts");
const { findMember } = await import("../../packages/server/src/peers/index.ts");
const { writePeerCard } = await import("../../packages/core/src/letters/index.ts");

const node = await openRealNode({
  ...{ dataFolder, databaseUrl: null, process: null, host, ledger: `entente.example/${host.toLowerCase()}` },
  ...{ origin: `http://localhost:${port}`, passphraseFile, tell: () => undefined },
  sessionLimits: { idleSeconds: 900, absoluteSeconds: 28_800 },
});
const served = await serveNode(node, {
  edge: { trustedProxies: [], tls: null },
  listenAt: { host: "127.0.0.1", port: Number(port) },
  identify: identifySeats(node.database, null),
  tell: () => undefined,
});
const at = () => readInstant(new Date().toISOString());
const own = await openOwnNode(node);

export interface PeerOrder {
  readonly id: number;
  readonly do: "card" | "pair" | "case" | "say" | "answer" | "bundle" | "receive" | "state" | "stop";
  readonly with: Readonly<Record<string, string>>;
}

async function follow({ do: what, with: given }: PeerOrder): Promise<unknown> {
  const of = (name: string): string => given[name] ?? "";
  switch (what) {
    case "card":
      return { card: writePeerCard(own.card), words: spellNode(own.party.node).words };
    case "pair":
      return node.database.transact(async (tx) => {
        const tending = { own, by: "node", at: at() };
        await addPeer(tx, tending, { card: of("card"), address: of("address") });
        await pairPeer(tx, tending, { member: of("member"), heard: of("heard") });
      });
    case "case":
      return bringTheCase(node, given);
    case "say":
    case "answer":
      return tellOf(node, { own, at: at(), what: of("what"), text: of("text"), member: of("member") });
    case "bundle":
      return node.database.read(async (reader) => {
        const { bytes } = await makeBundle(reader, own, await findMember(reader, of("member")));
        return Buffer.from(bytes).toString("base64");
      });
    case "receive":
      return receiveBundle({ ...node, now: at }, Buffer.from(of("bundle"), "base64"), {
        from: null,
        at: at(),
      });
    case "state":
      return node.database.read((reader) => dumpState(reader, of("needles").split("\n").filter(Boolean)));
    case "stop":
      await served.close();
      process.exit(0);
  }
}

function say(id: number, ok: boolean, value: unknown): void {
  process.stdout.write(`${JSON.stringify({ id, ok, value: value ?? null })}\n`);
}

say(-1, true, process.pid);
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as PeerOrder;
  follow(order).then(
    (value) => say(order.id, true, value),
    (error: unknown) => say(order.id, false, (error as { code?: string }).code ?? String(error)),
  );
}
await served.close();
