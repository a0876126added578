// Several processes pledge, change their minds, lock, arm, hold and open at the same time, in any order, while some of them
// are killed, stopped, cut off from the database or wait for one that went away. Whatever happens, what is there in the end
// is what was acknowledged, the lock came to what the pledges said, and packages opened together or not at all.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Proof } from "./contract.ts";
import { below } from "./history-chance.ts";
import type { Random } from "./history-chance.ts";
import { checkHistory, isOpening, memberOf } from "./history-check.ts";
import type { Entry } from "./history-check.ts";
import { hurt, mend, startCrew, stopCrew } from "./history-faults.ts";
import type { Crew } from "./history-faults.ts";
import { ALLIES, LEAD, Script, within } from "./history-script.ts";
import { createRandom } from "./random.ts";

/** Histories in one storm, and how much happens in it. */
const AT_ONCE = 5;
const FAULTS = 6;

interface Outcome {
  readonly slug: string;
  readonly wrong: readonly string[];
  readonly faults: readonly string[];
  readonly entries: readonly Entry[];
}

/** Histories at once, each of a case of its own, in the same storm. */
async function runHistories(crew: Crew, slugs: readonly string[], random: Random): Promise<Outcome[]> {
  const scripts = slugs.map((slug, index) => ({
    slug,
    script: new Script(crew, slug, createRandom(below(random, 2 ** 31) + index)),
  }));
  for (const { slug, script } of scripts) {
    const { answer } = await script.give(`${LEAD}/drafter`, "case.open", {
      slug,
      members: [LEAD, ...ALLIES],
    });
    if (answer.outcome !== "done") throw new Error(`no case: ${String(answer.value)}`);
  }
  const told: string[] = [];
  const calm = new AbortController();
  const rages = (): boolean => !calm.signal.aborted && told.length < FAULTS;
  const storm = (async () => {
    while (rages()) {
      await pause(20 + below(random, 250));
      if (rages()) told.push(await within(`a fault after ${told.join(", ")}`, hurt(crew, random)));
    }
  })();
  await Promise.all(scripts.map(({ script }) => script.runAll()));
  calm.abort();
  await storm;
  await mend(crew);
  return Promise.all(
    scripts.map(async ({ slug, script }) => {
      const sides = await script.finish();
      return {
        ...{ slug, faults: told, entries: script.entries },
        wrong: checkHistory({ lead: LEAD, entries: script.entries, ...sides }),
      };
    }),
  );
}

export const proof: Proof = {
  name: "histories",
  claim:
    "Pledging, locking, arming and opening at once, under kills, pauses and cut connections, loses nothing, counts nothing twice, and opens all or nothing.",
  smallCases: 50,
  defaultCases: 1_000,
  run: async ({ cases, seed, report }) => {
    const home = await mkdtemp(join(tmpdir(), "entente-histories-"));
    // Passable, so that a node run by root keeps its database in here and all of it goes away with the folder.
    await chmod(home, 0o711);
    const crew = await startCrew(home);
    let [failures, acts] = [0, 0];
    const count = { done: 0, refused: 0, unknown: 0, locks: 0, openings: 0 };
    let counterExample: unknown = null;
    try {
      for (let done = 0; done < cases; done += AT_ONCE) {
        const slugs = Array.from(
          { length: Math.min(AT_ONCE, cases - done) },
          (_, at) => `history-${done + at}`,
        );
        const outcomes = await runHistories(crew, slugs, createRandom(seed + done));
        for (const { slug, wrong, faults: told, entries } of outcomes) {
          acts += entries.length;
          for (const { order, answer } of entries) {
            count[answer.outcome] += 1;
            if (answer.outcome === "done" && order.do === "pledges.lock") count.locks += 1;
            if (order.do === "t-zero.open" && isOpening(answer.value)) count.openings += 1;
          }
          if (wrong.length === 0) continue;
          failures += 1;
          counterExample ??= { slug, wrong, faults: told, orders: entries.map(sayEntry) };
          report(`${slug}: ${wrong.join("; ")}`);
        }
        report(`${done + slugs.length} histories, ${acts} acts, ${JSON.stringify(count)}`);
      }
      // A proof in which nothing was ever locked, opened or left unknown has shown nothing.
      if (cases >= 20 && Math.min(count.locks, count.openings, count.unknown) === 0)
        return {
          cases,
          failures: failures + 1,
          counterExample: counterExample ?? { nothingHappened: count },
        };
      return { cases, failures, counterExample };
    } finally {
      await stopCrew(crew);
      await rm(home, { recursive: true, force: true });
    }
  },
};

function sayEntry({ order, answer, asked, answered }: Entry): string {
  return `${asked}-${answered} ${memberOf(order.seat)} ${order.do} ${order.at} ${JSON.stringify(order.with)}: ${answer.outcome} ${answer.code ?? ""}`;
}
