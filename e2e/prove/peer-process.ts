// One node of three, as a process of its own: a real node that serves, with a clock that may be wrong. It does what it is told
// line by line, and is killed from outside.
import { createInterface } from "node:readline";
import { readInstant } from "../../packages/core/src/encoding/index.ts";
import { dumpState, openJudge, readCosigned, readCounts } from "./peer-state.ts";
import type { StateWish } from "./peer-state.ts";
import { openWay } from "./database-way.ts";
import type { WayPlace } from "./database-way.ts";
import { actHere, bringCase, doTwice, sayThere } from "./peer-acts.ts";
import { letGoNow, lookAtPackages, sharePackage } from "./peer-packages.ts";
import type { PackageWish } from "./peer-packages.ts";

export interface PeerSetting {
  readonly dataFolder: string;
  readonly member: string;
  readonly listenAt: { readonly host: string; readonly port: number };
  readonly origin: string;
  readonly passphraseFile: string;
  /** Null: the node starts its own. */
  readonly databaseUrl: string | null;
  /** Where the database of that address is from here; null: at that address. */
  readonly databaseWay: WayPlace | null;
  /** Milliseconds that its clock is wrong. */
  readonly skew: number;
}

const setting = JSON.parse(process.argv[2] ?? "") as PeerSetting;
let { skew } = setting;

// Whoever looks at the time in this process sees it wrong by so much.
const RealDate = Date;
const now = (): number => RealDate.now() + skew;
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
const { addPeer, findMember, makeBundle, openOwnNode, pairPeer, receiveBundle, renewKeys, spellOwn } =
  await import("../../packages/server/src/peers/index.ts");
const { acceptLog } = await import("../../packages/server/src/witness/index.ts");
const { setPolicy } = await import("../../packages/server/src/ledger/index.ts");
const { writePeerCard } = await import("../../packages/core/src/letters/index.ts");

if (setting.databaseUrl !== null && setting.databaseWay !== null) {
  const port = Number(new URL(setting.databaseUrl).port);
  await openWay({ host: "127.0.0.1", port }, setting.databaseWay);
}

const { member: host, dataFolder, listenAt, databaseUrl, passphraseFile } = setting;
const node = await openRealNode({
  ...{ dataFolder, databaseUrl, process: null, host, ledger: `entente.example/${host.toLowerCase()}` },
  ...{ origin: setting.origin, passphraseFile, tell: () => undefined },
  sessionLimits: { idleSeconds: 900, absoluteSeconds: 28_800 },
});
const served = await serveNode(node, {
  edge: { trustedProxies: [], tls: null },
  ...{ listenAt, identify: identifySeats(node.database, null), tell: () => undefined },
  // The same waits as ever, in a day of some seconds.
  pace: { lookMs: 150, askMs: 60_000, firstWaitMs: 100, longestWaitMs: 800, seconds: 2 },
});
const at = () => readInstant(new Date().toISOString());
let own = await openOwnNode(node);
const judge = await openJudge(node);
const services = { ...node, now: at };

export interface PeerOrder {
  readonly id: number;
  readonly do:
    | "card"
    | "pair"
    | "case"
    | "say"
    | "act"
    | "package"
    | "packages"
    | "let-go"
    | "renew"
    | "witness"
    | "witnessed-by"
    | "twice"
    | "lose"
    | "bundle"
    | "receive"
    | "clock"
    | "counts"
    | "state"
    | "stop";
  readonly with: Readonly<Record<string, unknown>>;
}

async function follow({ do: what, with: given }: PeerOrder): Promise<unknown> {
  const of = (name: string): string => {
    const value = given[name];
    return typeof value === "string" ? value : "";
  };
  const word = (about: string): string => `${of("word")}-${about}`;
  const told = () => ({
    ...{ own, at: at(), what: of("what"), text: of("text"), member: of("member") },
    ...{ caseName: of("caseName"), release: of("release") },
  });
  switch (what) {
    case "card":
      return {
        ...{ card: writePeerCard(own.card), words: spellOwn(own).words },
        ...{ ledger: node.ledger.identity.vkey, witness: node.cosigners.map(({ vkey }) => vkey) },
      };
    case "pair":
      return node.database.transact(async (tx) => {
        const tending = { own, by: "node", at: at() };
        await addPeer(tx, tending, { card: of("card"), address: of("address") });
        await pairPeer(tx, tending, { member: of("member"), heard: of("heard") });
      });
    case "case":
      return bringCase(node, { at: at(), name: of("caseName"), word });
    case "say":
      return sayThere(node, told());
    case "act":
      return actHere(node, told());
    case "package":
      return sharePackage(services, given as unknown as PackageWish);
    case "packages":
      return lookAtPackages(services);
    case "let-go":
      return letGoNow(services, of("digest"));
    case "renew":
      own = await renewKeys(services, { by: "node", at: at(), anew: false });
      return true;
    case "witness":
      await node.database.transact((tx) => acceptLog(tx, of("vkey")));
      return null;
    case "witnessed-by":
      await setPolicy(node.folder, of("policy"), node.ledger);
      return null;
    case "twice":
      return doTwice(node, told());
    case "lose":
      // A fault that is planted: what was taken last is gone, and everything else is as if it were there.
      await judge(
        "DELETE FROM entente.letter_in WHERE number = (SELECT max(number) FROM entente.letter_in WHERE state = 'taken')",
        [],
      );
      return null;
    case "bundle":
      return node.database.read(async (reader) => {
        const { bytes } = await makeBundle(reader, own, await findMember(reader, of("member")));
        return Buffer.from(bytes).toString("base64");
      });
    case "receive":
      return receiveBundle(services, Buffer.from(of("bundle"), "base64"), {
        from: null,
        at: at(),
      });
    case "clock":
      skew = Number(given["skew"]);
      return null;
    case "counts":
      return readCounts(judge);
    case "state":
      return { ...(await dumpState(judge, given as unknown as StateWish)), ...(await readCosigned(node)) };
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
    (error: unknown) => {
      const { code, message, stack } = error as { code?: string; message?: string; stack?: string };
      say(order.id, false, `${code ?? ""}: ${(code === undefined ? stack : message) ?? String(error)}`);
    },
  );
}
await served.close();
