// Three nodes, each a process with a database of its own, over links that lose, cut off, keep back, repeat, send again what is
// long past, fall silent and part, with clocks that are wrong, killed in between, and with sticks carried past the links: when
// the links are sound again, each holds the same letters, everything that was said was done once, and no link ever carried a
// word that could be read. Faults are planted first, and each has to be found.
import { gzipSync } from "node:zlib";
import { setTimeout as pause } from "node:timers/promises";
import type { Proof } from "./contract.ts";
import { RESERVE } from "./peer-acts.ts";
import { findShown } from "./link-leaks.ts";
import { judgeMember, nothingAgreed } from "./peer-judge.ts";
import { judgeNodes } from "./peer-judge-nodes.ts";
import type { NodeThere } from "./peer-judge-nodes.ts";
import type { Agreed } from "./peer-judge.ts";
import { runSchedule, WORD } from "./peer-schedule.ts";
import type { Chapter, Clocks } from "./peer-schedule.ts";
import type { PeerState } from "./peer-state.ts";
import { ALLIES, LEAD, MEMBERS, openWorld } from "./peer-world.ts";
import type { World } from "./peer-world.ts";
import { createRandom } from "./random.ts";

/** How long nodes may need to agree once their links are sound. The longest wait between tries is far below. */
const AGREE_MS = 60_000;
/** How long nothing may stir before what is missing then counts as missing for good. */
const SETTLES_MS = 20_000;
/** A case is spoken about in so many schedules, and nodes live for so many, so that what they hold does not grow on and on. */
const OF_A_CASE = 5;
const OF_A_WORLD = 50;
/** What letters say, and what stands in every cut. */
const WORDS = [WORD, "Strelsau", "salisbury", "supportive", "expulsion", "entente-letter"];

export const proof: Proof = {
  name: "three-nodes",
  claim: "nodes over bad links agree in the end, everything said is done once, and a link shows nothing",
  smallCases: 20,
  defaultCases: 1000,
  run: async ({ cases, seed, report }) => {
    const random = createRandom(seed);
    let failures = 0;
    let counterExample: unknown = null;
    const fail = (example: object): void => {
      failures += 1;
      counterExample ??= example;
      report(JSON.stringify(example));
    };
    let play: Play | null = null;
    const since = performance.now();
    try {
      for (let turn = 0; turn < cases; turn += 1) {
        if (play === null) {
          play = await openPlay(random);
          if (turn === 0) {
            report(play.world.described);
            for (const missed of await plantFaults(play)) fail({ missed });
          }
        }
        const began = performance.now();
        if (turn % OF_A_CASE === 0 || play.chapter === null) await openChapter(play, `case-${turn}`);
        // Now and then a case is brought over links that are bad already.
        if (turn % OF_A_CASE === 0 && random() < 0.7) await judge(play);
        const course = play;
        const steps = await attempt(() => runSchedule({ ...theCourse(course), random, turn }));
        const fault = typeof steps === "string" ? steps : await judge(play);
        const words = typeof steps === "string" ? [] : steps;
        if (fault !== null) fail({ turn, steps: words, fault });
        const [all, own] = [since, began].map((from) => Math.round((performance.now() - from) / 100) / 10);
        report(
          `${all} s, ${own} s: schedule ${turn + 1}: ${words.join(" ")}${fault === null ? "" : `: ${fault}`}`,
        );
        // After a fault nothing that follows can be judged there.
        if (fault !== null || turn % OF_A_WORLD === OF_A_WORLD - 1) {
          report(sumUp(play));
          await play.world.close();
          play = null;
        }
      }
      if (play !== null) report(sumUp(play));
    } finally {
      await play?.world.close();
    }
    return { cases, failures, counterExample };
  },
};

/** A world with what is known to be said in it. */
interface Play {
  readonly world: World;
  readonly clocks: Clocks;
  chapter: Chapter | null;
  readonly agreed: Map<string, Agreed>;
  /** Numbers of letters that were judged, by who holds them and whose they are. */
  readonly judged: Map<string, { out: number; in: number }>;
  brought: number;
  bytes: number;
}

async function openPlay(random: () => number): Promise<Play> {
  const world = await openWorld(random);
  return {
    ...{ world, clocks: { days: 0, wrong: new Map() }, chapter: null, agreed: new Map() },
    ...{ judged: new Map(), brought: 0, bytes: 0 },
  };
}

const theCourse = ({ world, chapter, clocks }: Play) => {
  if (chapter === null) throw new Error("there is no case to speak about");
  return { world, chapter, clocks };
};

function sumUp({ world, bytes }: Play): string {
  return `${bytes} bytes were captured. ${[...world.links].map(([name, { counts }]) => `${name} ${JSON.stringify(counts)}`).join("; ")}`;
}

async function openChapter(play: Play, caseName: string): Promise<void> {
  const release = String(await play.world.tell(LEAD, "case", { caseName, word: WORD }));
  const deeds = () => new Map(ALLIES.map((ally) => [ally as string, []]));
  play.chapter = { caseName, release, said: deeds(), acts: deeds(), unsealed: new Map(), shared: [] };
  for (const ally of ALLIES) play.agreed.set(ally, nothingAgreed);
  play.brought += 1;
}

/** Null when all agree, once links are sound; then what was said is settled. */
async function judge(play: Play, settlesMs = SETTLES_MS): Promise<string | null> {
  const end = performance.now() + AGREE_MS;
  let fault: string | null = "it does not become quiet";
  let [quietSince, late] = [Infinity, false];
  while (fault !== null && !late) {
    const now = performance.now();
    if (await isQuiet(play.world)) {
      fault = await attempt(() => compare(play));
      quietSince = Math.min(quietSince, now);
    } else quietSince = Infinity;
    late = now > end || now > quietSince + settlesMs;
    if (fault !== null) await pause(60);
  }
  const streams = [...play.world.links.values()].flatMap((link) => link.take());
  play.bytes += streams.reduce((sum, { length }) => sum + length, 0);
  const shown = new Set(streams.flatMap((stream) => findShown(stream, WORDS)));
  return shown.size > 0 ? `a link shows ${[...shown].join(", ")}` : fault;
}

/** Whether nothing waits anywhere, by counts alone, and the counts of both sides agree. */
async function isQuiet({ tell }: World): Promise<boolean> {
  const rows = await Promise.all(
    MEMBERS.map(async (member) => (await tell(member, "counts")) as Record<string, unknown>[]),
  );
  const of = (at: string, about: string) =>
    rows[MEMBERS.indexOf(at as "GBR")]?.find(({ member }) => member === about) ?? {};
  return MEMBERS.every((member) =>
    MEMBERS.filter((other) => other !== member).every((other) => {
      const [here, there] = [of(member, other), of(other, member)];
      if (here["stopped"] !== null || there["stopped"] !== null) return true;
      return (
        here["written"] === there["taken"] && here["acknowledged"] === here["written"] && here["held"] === 0
      );
    }),
  );
}

async function readState(
  { world, chapter, judged }: Play,
  member: string,
  needles: readonly string[],
): Promise<PeerState> {
  const since = Object.fromEntries(
    MEMBERS.map((other) => [other, judged.get(`${member} ${other}`) ?? { out: 0, in: 0 }]),
  );
  const wish = { caseName: chapter?.caseName ?? "", since, needles };
  return (await world.tell(member, "state", wish)) as PeerState;
}

async function compare(play: Play): Promise<string | null> {
  const { chapter } = theCourse(play);
  const lead = await readState(play, LEAD, []);
  const states = new Map<string, PeerState>([[LEAD, lead]]);
  const fromNodes = async (member: string, state: PeerState): Promise<NodeThere> => {
    const packages = (await play.world.tell(member, "packages")) as NodeThere["packages"];
    const { card } = (await play.world.tell(member, "card")) as { card: string };
    return { state, packages, card };
  };
  const agreed = new Map<string, Agreed>();
  for (const ally of ALLIES) {
    const other = ALLIES.find((one) => one !== ally) ?? "";
    const unsealed = chapter.unsealed.get(ally) ?? 0;
    // Paragraphs that only the other sees were opened up to some; the rest are withheld, as is what the lead alone knows.
    const needles = [
      `${WORD}-nobody`,
      `${WORD}-${other} `,
      ...Array.from({ length: RESERVE }, (_, index) => `${WORD}-${other}-${index} `).slice(unsealed),
    ];
    const member = await readState(play, ally, needles);
    states.set(ally, member);
    const judgement = judgeMember(
      {
        ...{ lead: LEAD, member: ally, caseName: chapter.caseName, brought: play.brought },
        ...{ said: chapter.said.get(ally) ?? [], acts: chapter.acts.get(ally) ?? [] },
        before: play.agreed.get(ally) ?? nothingAgreed,
      },
      { lead, member },
    );
    if (judgement.fault !== null) return judgement.fault;
    agreed.set(ally, judgement.agreed);
  }
  const nodes = new Map<string, NodeThere>();
  for (const [member, state] of states) nodes.set(member, await fromNodes(member, state));
  const fault = judgeNodes(nodes, { shared: chapter.shared, now: Date.now() });
  if (fault !== null) return fault;
  // Only what all agree on is settled: a look that comes too early leaves nothing behind for the next.
  for (const [ally, one] of agreed) play.agreed.set(ally, one);
  settle(play, states);
  return null;
}

/** What was judged is not judged again. */
function settle(play: Play, states: ReadonlyMap<string, PeerState>): void {
  for (const [member, { streams }] of states)
    for (const [other, { written, taken }] of Object.entries(streams))
      play.judged.set(`${member} ${other}`, { out: written, in: taken });
  play.brought = 0;
  for (const ally of ALLIES) {
    play.chapter?.said.set(ally, []);
    play.chapter?.acts.set(ally, []);
  }
}

/** Plants what must be found: something done twice, a letter lost, a word on a link. Gives what was not found. */
async function plantFaults(play: Play): Promise<readonly string[]> {
  const missed: string[] = [];
  const { world } = play;
  await openChapter(play, "planted");
  const { chapter } = theCourse(play);
  const [ally] = ALLIES;
  const quiet = await judge(play);
  if (quiet !== null)
    return [
      `before anything was planted: ${quiet} ${JSON.stringify(await Promise.all(MEMBERS.map((m) => world.tell(m, "counts"))))}`,
    ];
  const say = async (text: string): Promise<void> => {
    const given = { what: "question", text, member: ally, caseName: chapter.caseName };
    if ((await world.tell(ally, "say", given)) !== true) throw new Error("nothing can be said");
    chapter.said.get(ally)?.push({ what: "question", says: text, unsure: false });
  };
  const expectFault = async (planted: string, sign: RegExp): Promise<void> => {
    const fault = await judge(play, 1_500);
    if (fault === null || !sign.test(fault)) missed.push(`${planted}: ${fault ?? "not found"}`);
  };
  await say(`${WORD}-once`);
  const sound = await judge(play);
  if (sound !== null) missed.push(`before anything was planted: ${sound}`);

  await say(`${WORD}-twice`);
  await world.tell(ally, "counts");
  while (!(await isQuiet(world))) await pause(60);
  await world.tell(LEAD, "twice", { text: `${WORD}-twice`, member: ally, caseName: chapter.caseName });
  await expectFault("done twice", /too many \[question Kanarienvogel-twice\]/);

  await world.tell(ALLIES[1], "lose");
  await expectFault("a letter lost", /what was written is not what is there|too many/);

  const word = `{"text":"${WORD}-shown"}`;
  const forms: Readonly<Record<string, Uint8Array>> = {
    plain: Buffer.from(word),
    base64: Buffer.from(Buffer.from(word).toString("base64")),
    hex: Buffer.from(Buffer.from(word).toString("hex")),
    utf16: Buffer.from(word, "utf16le"),
    gzip: gzipSync(word),
  };
  const address = world.links.get(`${LEAD}>${ally}`)?.address ?? "";
  for (const [form, body] of Object.entries(forms)) {
    const options = { method: "POST", headers: { connection: "close" }, body: Uint8Array.from(body) };
    await fetch(`${address.replace(play.world.name, play.world.near)}/peers/bundles`, options).then(
      (answer) => answer.arrayBuffer(),
    );
    await expectFault(`a word on a link in ${form}`, /a link shows Kanarienvogel/);
  }
  const counts = new Map<string, PeerState>();
  for (const member of MEMBERS) counts.set(member, await readState(play, member, []));
  settle(play, counts);
  play.chapter = null;
  return missed;
}

async function attempt<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    return `the run broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}
