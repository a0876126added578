// One schedule: what persons say and do while links are bad, nodes die, clocks are wrong, and sticks are carried.
import { setTimeout as pause } from "node:timers/promises";
import { SOUND } from "./faulty-link.ts";
import type { Faults } from "./faulty-link.ts";
import { keptPlace, RESERVE } from "./peer-acts.ts";
import type { Deed } from "./peer-judge.ts";
import type { SharedThere } from "./peer-judge-nodes.ts";
import type { PackageThere } from "./peer-packages.ts";
import { ALLIES, LEAD, MEMBERS } from "./peer-world.ts";
import type { World } from "./peer-world.ts";

/** What a schedule is about, beside links that are bad in all of them. In every twenty each comes up. */
const THEMES = [
  ...["rough", "stick", "trap", "clock", "rough", "one-way", "kill", "rough", "clock", "away"],
  ...["rough", "stick", "one-way", "trap", "rough", "kill", "rough", "clock", "stick", "rough"],
] as const;

/** What a person is told who wants what cannot be: also where the lead's clock was put back to before its cut was signed. */
const REFUSALS =
  /^(TRANSITION_REFUSED|EMBARGO_CLOSED|SHARES_TOO_FEW|NOT_FOUND: No (share|package)|REQUEST_INVALID: No T-0 is set|SHAPE_INVALID: An unsealing cannot be older than its cut)/;
const STEPS = 7;
const DAY = 86_400_000;
const MINUTE = 60_000;
export const WORD = "Kanarienvogel";

/** A case, as far as it is spoken about. */
export interface Chapter {
  readonly caseName: string;
  readonly release: string;
  readonly said: Map<string, Deed[]>;
  readonly acts: Map<string, Deed[]>;
  /** How many paragraphs were unsealed, by member. */
  readonly unsealed: Map<string, number>;
  /** Packages that were shared, the newest last. */
  readonly shared: SharedHere[];
}

interface SharedHere extends SharedThere {
  /** Null: T-0's. */
  readonly instant: string | null;
}

/** Clocks of a world: all go on together by days, and each is wrong by some minutes. */
export interface Clocks {
  days: number;
  readonly wrong: Map<string, number>;
}

export interface Course {
  readonly world: World;
  readonly chapter: Chapter;
  readonly clocks: Clocks;
  readonly random: () => number;
  readonly turn: number;
}

interface Stick {
  readonly from: string;
  readonly to: string;
  readonly bytes: string;
}

const skewOf = ({ days, wrong }: Clocks, member: string): number => days * DAY + (wrong.get(member) ?? 0);

/** Runs it until links are sound, nodes are up and clocks are right within minutes. Gives it in words. */
export async function runSchedule(course: Course): Promise<readonly string[]> {
  const { world, clocks, random, turn } = course;
  const theme = THEMES[turn % THEMES.length] ?? "rough";
  const ally = pick(random, ALLIES);
  const steps: string[] = [`${theme}:${ally}`];
  for (const link of world.links.values()) link.set(drawFaults(random));
  const starting: Promise<void>[] = [];
  const sticks: Stick[] = [];
  let [isAway, victim] = [false, ""];
  const restart = (member: string): void => void starting.push(world.start(member, skewOf(clocks, member)));

  if (theme === "stick" || theme === "away") part(world, [`${LEAD}>${ally}`, `${ally}>${LEAD}`]);
  if (theme === "one-way") part(world, [random() < 0.5 ? `${LEAD}>${ally}` : `${ally}>${LEAD}`]);
  if (theme === "away") {
    await world.kill(ally);
    isAway = true;
  }
  if (theme === "trap") {
    const [from, to] = random() < 0.5 ? [LEAD, ally] : [ally, LEAD];
    // Killed when its answer is written and nobody has it yet.
    const link = world.links.get(`${from}>${to}`);
    link?.set({ ...SOUND, delay: 20 });
    link?.trap(() => {
      steps.push(`killed:${to}`);
      starting.push(world.kill(to).then(() => world.start(to, skewOf(clocks, to))));
    });
  }
  for (let step = 0; step < STEPS; step += 1) {
    await pause(random() * 120);
    if (theme === "kill" && step === 2) {
      victim = pick(random, MEMBERS);
      steps.push(`kill:${victim}`);
      await world.kill(victim);
    }
    if (theme === "kill" && step === 4) restart(victim);
    if (theme === "away" && step === 3) {
      clocks.days += 10;
      for (const member of MEMBERS) await setClock(world, clocks, member);
    }
    if (theme === "clock" && (step === 2 || step === 4)) {
      const member = pick(random, MEMBERS);
      const by = (random() < 0.5 ? -1 : 1) * (6 + random() * 300) * MINUTE;
      steps.push(`clock:${member}:${Math.round(by / MINUTE)}min`);
      clocks.wrong.set(member, by);
      await setClock(world, clocks, member);
    }
    if (random() < 0.25) void pick(random, [...world.links.values()]).replay();
    const isCarried = theme === "stick" ? random() < 0.5 : random() < 0.15;
    steps.push(
      isCarried ? await carry(course, { ally, sticks, steps }) : await speak(course, isAway ? LEAD : null),
    );
    await watchPackages(course);
  }
  for (const member of MEMBERS) {
    // A clock that is behind keeps a package closed for so long: where one waits, all clocks are ahead at the end.
    const off = (random() - 0.5) * 4 * MINUTE;
    clocks.wrong.set(member, course.chapter.shared.length > 0 ? Math.abs(off) : off);
    await setClock(world, clocks, member);
  }
  if (isAway) restart(ally);
  // A trap that closes later would leave a node down that nobody waits for.
  for (const link of world.links.values()) link.trap(null);
  await Promise.all(starting);
  // Whoever started meanwhile began with the clock it had when it was killed.
  for (const member of MEMBERS) await setClock(world, clocks, member);
  // Sticks that were left lying come in any order, and as often as one likes.
  for (const stick of [...sticks, ...sticks].sort(() => random() - 0.5)) await bring(world, stick, steps);
  for (const link of world.links.values()) link.set(SOUND);
  return steps;
}

function drawFaults(random: () => number): Faults {
  const chance = (most: number): number => (random() < 0.6 ? random() * most : 0);
  return {
    ...{ refuse: chance(0.4), cutRequest: chance(0.4), holdBack: chance(0.4), loseAnswer: chance(0.5) },
    ...{ cutAnswer: chance(0.3), repeat: chance(0.6), delay: random() * 120, parted: random() < 0.15 },
  };
}

function part({ links }: World, names: readonly string[]): void {
  for (const name of names) links.get(name)?.set({ ...SOUND, parted: true });
}

async function setClock(world: World, clocks: Clocks, member: string): Promise<void> {
  await tolerate(world, member, () => world.tell(member, "clock", { skew: skewOf(clocks, member) }));
}

/** Somebody says or does something; where the node dies meanwhile, nobody knows whether it counted. */
const SAID_LATE = ["withdrawal", "readiness", "done"];
/** What is done at a node and told to all. */
const TENDED = ["package", "renew", "let-go"];
/** How much of all that is done: packages take seconds each. */
const OF_NODES = 0.15;
/** Packages open while links are still bad, or soon after. */
const FUSE_MS = { least: 300, most: 2_500 };

/** A package is shared, somebody wants one open, or a node takes new keys. @throws Error where one opens too early. */
async function tend(
  { world, chapter, random }: Omit<Course, "clocks">,
  { member, what, text }: { readonly member: string; readonly what: string; readonly text: string },
): Promise<string> {
  if (what === "renew") {
    const done = await attempt(world, member, () => world.tell(member, "renew"));
    return `renew:${member}${done === "yes" ? "" : `:${done}`}`;
  }
  const newest = chapter.shared.at(-1);
  if (what === "let-go" && newest !== undefined) {
    const { digest } = newest;
    const done = await attempt(world, member, () => world.tell(member, "let-go", { digest }));
    if (done === "yes") requireLate(newest, member);
    return `let-go:${member}${done === "yes" ? "" : `:${done}`}`;
  }
  if (!world.isUp(LEAD)) return `package:${LEAD}:down`;
  const fuse = FUSE_MS.least + random() * (FUSE_MS.most - FUSE_MS.least);
  const instant = random() < 0.75 ? new Date(Date.now() + fuse).toISOString() : null;
  const wish = { caseName: chapter.caseName, instant, holders: MEMBERS, text };
  const done = await attempt(world, LEAD, async () => {
    const digest = String(await world.tell(LEAD, "package", wish));
    chapter.shared.push({ digest, text, instant });
    return true;
  });
  return `package:${instant === null ? "t-zero" : `${Math.round(fuse)}ms`}${done === "yes" ? "" : `:${done}`}`;
}

/** Looks whether a package is open anywhere before its time. */
async function watchPackages({ world, chapter, random }: Course): Promise<void> {
  const member = pick(random, MEMBERS);
  if (chapter.shared.length === 0) return;
  await tolerate(world, member, async () => {
    const there = (await world.tell(member, "packages")) as readonly PackageThere[];
    for (const one of there) if (one.letGo.length > 0 || one.isOpen) requireLate(one, member);
  });
}

function requireLate(
  { digest, instant }: Pick<PackageThere, "digest"> & { readonly instant: string | null },
  member: string,
): void {
  if (instant === null || Date.now() < Date.parse(instant))
    throw new Error(`the package ${digest} was let go at ${member} before ${instant ?? "T-0"}`);
}

async function speak(
  { world, chapter, random, turn }: Omit<Course, "clocks">,
  only: string | null,
): Promise<string> {
  const ally = pick(random, ALLIES);
  const isLead = only === LEAD || random() < 0.3;
  const member = isLead ? LEAD : ally;
  if (!world.isUp(member)) return `${member}:down`;
  const { caseName, release } = chapter;
  const text = `${WORD}-${turn}-${Math.floor(random() * 2 ** 40).toString(36)}`;
  if (random() < OF_NODES)
    return tend({ world, chapter, random, turn }, { member, what: pick(random, TENDED), text });
  const what = pick(
    random,
    isLead
      ? ["answer", "answer", "answer", "unsealing", "notice", "instant", "stand-down"]
      : [...["question", "question", "position", "nonsense", "pledge", "sealed"], ...SAID_LATE],
  );
  const says = isLead ? readText({ what, text, ally, chapter, random }) : sayOf(what, text, random);
  if (says === null) return `${what}:none-left`;
  const given = { what, text: says, member: ally, caseName, release };
  const done = await attempt(world, member, () => world.tell(member, isLead ? "act" : "say", given));
  if (done !== "no") {
    const deed = { what, says: what === "sealed" ? "" : what === "pledge" ? `expel ${says}` : says };
    const receivers = what === "notice" ? ALLIES : [ally];
    for (const one of isLead ? receivers : [ally])
      (isLead ? chapter.acts : chapter.said).get(one)?.push({ ...deed, unsure: done === "unsure" });
    if (what === "unsealing") chapter.unsealed.set(ally, (chapter.unsealed.get(ally) ?? 0) + 1);
  }
  return `${what}:${ally}${done === "yes" ? "" : `:${done}`}`;
}

function sayOf(what: string, text: string, random: () => number): string {
  if (what === "pledge") return String(1 + Math.floor(random() * 900));
  return what === "sealed" ? String(1) : what === "withdrawal" ? "" : text;
}

function readText({
  what,
  text,
  ally,
  chapter,
  random,
}: {
  readonly what: string;
  readonly text: string;
  readonly ally: string;
  readonly chapter: Chapter;
  readonly random: () => number;
}): string | null {
  if (what === "instant")
    return new Date(Date.UTC(2060, 0, 1) + Math.floor(random() * 1e6) * MINUTE).toISOString();
  if (what !== "unsealing") return text;
  const index = chapter.unsealed.get(ally) ?? 0;
  return index < RESERVE ? keptPlace(ally, index) : null;
}

/** A bundle is written onto a stick; some arrive at once, before the letters in it come over the link, and some much later. */
async function carry(
  { world, random }: Course,
  {
    ally,
    sticks,
    steps,
  }: { readonly ally: string; readonly sticks: Stick[]; readonly steps: readonly string[] },
): Promise<string> {
  const [from, to] = random() < 0.5 ? [LEAD, ally] : [ally, LEAD];
  if (!world.isUp(from) || !world.isUp(to)) return "stick:down";
  let bytes = "";
  await tolerate(world, from, async () => (bytes = String(await world.tell(from, "bundle", { member: to }))));
  if (bytes === "") return "stick:lost";
  const stick = { from, to, bytes };
  if (random() < 0.6) await bring(world, stick, steps);
  sticks.push(stick);
  return `stick:${from}>${to}`;
}

/** What a node signed before it took new keys counts no more once something came that those signed. */
async function bring(world: World, { from, to, bytes }: Stick, steps: readonly string[]): Promise<void> {
  const isRenewed = steps.some((step) => step.startsWith(`renew:${from}`));
  await tolerate(world, to, async () => {
    try {
      await world.tell(to, "receive", { bundle: bytes });
    } catch (error) {
      if (!isRenewed || !(error instanceof Error) || !error.message.startsWith("SIGNATURE_INVALID"))
        throw error;
    }
  });
}

/** A refusal that says why is an answer; anything else is only well where the node was killed. */
async function attempt(
  world: World,
  member: string,
  work: () => Promise<unknown>,
): Promise<"yes" | "no" | "unsure"> {
  try {
    return (await work()) === true ? "yes" : "no";
  } catch (error) {
    if (!world.isUp(member)) return "unsure";
    if (error instanceof Error && REFUSALS.test(error.message)) return "no";
    throw error;
  }
}

async function tolerate(world: World, member: string, work: () => Promise<unknown>): Promise<void> {
  if (!world.isUp(member)) return;
  try {
    await work();
  } catch (error) {
    if (world.isUp(member)) throw error;
  }
}

function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}
