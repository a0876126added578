// A paired node that misbehaves in every way there is a script for: each is refused by its code, and nothing changes in the
// victim's database but what is kept of that node itself. Then an honest node is answered as if nothing had been.
import { encodeBase64url } from "../../packages/core/src/encoding/index.ts";
import type { JsonObject } from "../../packages/core/src/encoding/index.ts";
import { receiveBundle } from "../../packages/server/src/peers/index.ts";
import {
  bringCase,
  converge,
  NOW,
  openLeadNode,
  openTestNode,
  pairBoth,
} from "../../packages/server/src/peers/peers.fixture.ts";
import type { TestNode } from "../../packages/server/src/peers/peers.fixture.ts";
import { openPeerView, readPeople } from "../../packages/server/src/access/index.ts";
import { nodePrimitives } from "../../packages/verifier/src/index.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { pairEvil, sealFor, signHead } from "./evil-node.ts";
import type { EvilNode } from "./evil-node.ts";
import { listOfBundles, listOfFormer, listOfForks } from "./misbehaviours.ts";
import { listOfLeadLetters, listOfMemberLetters } from "./misbehaving-letters.ts";
import { listOfCosignatures, listOfKeyLetters } from "./misbehaving-keys.ts";
import type { Misbehaviour } from "./misbehaviours.ts";

interface Fault {
  readonly name: string;
  readonly fault: string;
}

export const proof: Proof = {
  name: "byzantine",
  claim:
    "a paired node that misbehaves is refused by a code each time, and changes nothing outside its own letters",
  smallCases: 40,
  defaultCases: 300,
  run: async ({ cases, seed, report }) => {
    const [lead, ally, honest] = await Promise.all([
      openLeadNode(),
      openTestNode("FRA"),
      openTestNode("DEU"),
    ]);
    const faults: Fault[] = [];
    let done = 0;
    try {
      await bringCase(lead, ["EST", "DEU"]);
      await pairBoth(lead, honest);
      await converge(lead, honest);
      const scripts: readonly Script[] = [
        {
          victim: lead,
          member: "EST",
          all: [
            ...listOfMemberLetters(),
            ...listOfCosignatures(),
            ...listOfKeyLetters(),
            ...listOfBundles(),
            ...listOfEnds(),
          ],
        },
        {
          victim: ally,
          member: "GBR",
          all: [...listOfLeadLetters(), ...listOfKeyLetters(), ...listOfEnds()],
        },
      ];
      const chosen = choose(scripts, cases, seed);
      for (const script of scripts) {
        const { victim, member } = script;
        let evil = await pairEvil(victim, member);
        let before = await victim.sumRows(evil.own.party.node);
        for (const one of script.all.filter((each) => chosen.has(each))) {
          if ("fork" in one || "former" in one) {
            const former = evil;
            evil = await pairEvil(victim, member);
            await former.close();
            if ("former" in one) evil = { ...evil, former };
            before = await victim.sumRows(evil.own.party.node);
          }
          const plain = "craft" in one ? await prepare(victim, evil, one) : one;
          if ("craft" in one) before = await victim.sumRows(evil.own.party.node);
          const code = await misbehave(victim, evil, plain);
          const after = await victim.sumRows(evil.own.party.node);
          const changed = [...after].flatMap(([table, sum]) => (before.get(table) === sum ? [] : [table]));
          if (code !== one.code) faults.push({ name: one.name, fault: `${code} instead of ${one.code}` });
          if (changed.length > 0) faults.push({ name: one.name, fault: `changed ${changed.join(", ")}` });
          before = after;
          done += 1;
          if (done % 25 === 0) report(`${done} misbehaviours`);
        }
        await evil.close();
      }
      // Whoever keeps to the rules is served as before.
      await converge(lead, honest);
    } finally {
      await Promise.all([lead.close(), ally.close(), honest.close()]);
    }
    return { cases: done, failures: faults.length, counterExample: faults[0] ?? null };
  },
};

interface Script {
  readonly victim: TestNode;
  readonly member: string;
  readonly all: readonly Misbehaviour[];
}

const listOfEnds = (): readonly Misbehaviour[] => [...listOfForks(), ...listOfFormer()];

/** All of them where there is room, else some by chance. */
function choose(scripts: readonly Script[], cases: number, seed: number): ReadonlySet<Misbehaviour> {
  const all = scripts.flatMap((script) => script.all);
  const random = createRandom(seed);
  const drawn = all.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at);
  return new Set(drawn.slice(0, cases).map(({ one }) => one));
}

type Crafty = Extract<Misbehaviour, { craft: unknown }>;
type Plain = Exclude<Misbehaviour, Crafty>;

/** Does what has to be taken first, and gives the letter that is wrong. */
async function prepare(victim: TestNode, evil: EvilNode, { name, code, craft }: Crafty): Promise<Plain> {
  const { letter, file, before = [] } = await craft(evil, { victim });
  for (const earlier of before) {
    const given = await misbehave(victim, evil, { name, code: "taken", ...earlier });
    if (given !== "taken") throw new Error(`${name}: what comes before was refused: ${given}`);
  }
  return { name, code, letter, ...(file === undefined ? {} : { file }) };
}

/** The code it is refused by. */
async function misbehave(victim: TestNode, evil: EvilNode, one: Plain): Promise<string> {
  if ("former" in one)
    return evil.former === null ? "none" : refusalOf(victim, await sealFor(victim, one.former(evil.former)));
  if ("sealed" in one) return refusalOf(victim, one.sealed);
  if ("bundle" in one) return refusalOf(victim, await sealFor(victim, one.bundle(evil)));
  if ("fork" in one) {
    const [first, second] = one.fork(evil);
    if (first === undefined || second === undefined) return "no fork";
    await refusalOf(victim, await sealFor(victim, first));
    const code = await refusalOf(victim, await sealFor(victim, second));
    const later = await refusalOf(victim, await sealFor(victim, signHead(evil, evil.head([]))));
    return later === "PEER_STOPPED" ? code : `${code}, and then ${later}`;
  }
  const { letter, files } = enclose(one.letter, one.file);
  const whole = evil.nextLetter(letter);
  evil.keep(whole);
  const code = await refusalOf(victim, await sealFor(victim, signHead(evil, evil.head([whole]), files)));
  if (code !== "accepted") return `${code}: the bundle was refused`;
  return victim.services.database.read(async (reader) => {
    const labelled = await readPeople(reader, openPeerView(evil.own.party.node));
    const row = await labelled
      .selectFrom("letter_in")
      .select(["state", "outcome"])
      .where("number", "=", evil.sent.length)
      .executeTakeFirst();
    return row?.state === "refused" ? JSON.stringify(row.outcome?.["code"]).slice(1, -1) : String(row?.state);
  });
}

/** Puts a file beside a letter, under its true digest wherever one is named. */
function enclose(
  letter: JsonObject,
  file: Uint8Array = new Uint8Array(),
): { readonly letter: JsonObject; readonly files: Uint8Array } {
  if (file.length === 0) return { letter, files: file };
  const digest = encodeBase64url(nodePrimitives.sha256(file));
  const named = JSON.parse(JSON.stringify(letter).replaceAll("A".repeat(43), digest)) as JsonObject;
  return { letter: { ...named, files: [{ digest, size: file.length }] }, files: file };
}

async function refusalOf(victim: TestNode, bytes: Uint8Array): Promise<string> {
  try {
    await receiveBundle(victim.services, bytes, { from: null, at: NOW });
    return "accepted";
  } catch (error) {
    return (error as { code?: string }).code ?? `no code: ${String(error)}`;
  }
}
