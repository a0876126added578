// The stream of a node: of every case its reader may know of it says whether something in it changed for them, and whether
// work did that they asked for. A case is named only to whom it would be shown; one that is not there for them any more is
// not named either, only that the list of cases is another one.
import { readInstant } from "@entente/core/encoding";
import { recordDisclosure } from "../access/index.ts";
import type { Caller, CaseSeats } from "../access/index.ts";
import { listAdmitted } from "../cases/index.ts";
import type { AdmittedCase } from "../cases/index.ts";
import type { Live } from "../routing/index.ts";
import type { Database, Reader } from "../storage/index.ts";
import { writeEvent } from "./live.ts";
import type { Announced, Watch } from "./live.ts";
import { nameStanding } from "./live-case.ts";
import { readStanding } from "./store.ts";
import type { Standing } from "./store.ts";

type Known = Standing & Pick<AdmittedCase, "slug" | "by" | "clock">;

/** Cases by their id. */
type Cases = ReadonlyMap<string, Known>;

/** What an event says: what to ask for again. */
interface NodeNews {
  /** The name of what the reader had before; another one than it has says that it missed something. */
  readonly since: string;
  /** Whether everything is to be asked for again, as nobody can say what of it changed. */
  readonly missed: boolean;
  /** Whether the list of cases is another one. */
  readonly list: boolean;
  /** Slugs of cases in which something changed that is not work one asked for. */
  readonly cases: readonly string[];
  /** Slugs of cases in which work changed that one asked for. */
  readonly jobs: readonly string[];
}

interface NodeReading {
  readonly who: CaseSeats;
  readonly caller: Caller;
  readonly live: Live;
  /** The last name the reader was given; null: none. */
  readonly since: string | null;
  readonly route: string;
}

/** What there is to watch on a node for one reader, beginning with what is there now. */
export async function watchNode(
  database: Database,
  { who, caller, live, since, route }: NodeReading,
): Promise<Watch> {
  let known = await database.read((reader) => readCases(reader, { who, caller, known: new Map() }, null));
  const written = new Set<string>();
  const nameOf = (cases: Cases): string => live.nameOf(nameCases(cases));
  const tell = async (
    cases: Cases,
    news: Omit<NodeNews, "cases" | "jobs"> & { readonly changed: Changed },
  ): Promise<string> => {
    const { changed, ...rest } = news;
    const slugs = (ids: readonly string[]): string[] => ids.flatMap((id) => cases.get(id)?.slug ?? []).sort();
    const named = [...new Set([...changed.cases, ...changed.jobs])].filter((id) => !written.has(id));
    // A case is named once it is written down that this reader is told of it.
    await Promise.all(
      named.flatMap((caseId) => {
        const { by: seat, clock } = cases.get(caseId) ?? {};
        if (seat === undefined) return [];
        const at = clock ?? readInstant(new Date().toISOString());
        return recordDisclosure(database, { caseId, at, seat, action: route, subject: "", detail: {} });
      }),
    );
    for (const id of named) written.add(id);
    return writeEvent(nameOf(cases), {
      ...rest,
      cases: slugs(changed.cases),
      jobs: slugs(changed.jobs),
    } satisfies NodeNews);
  };
  const name = nameOf(known);
  const all = { cases: [...known.keys()], jobs: [...known.keys()] };
  const missed =
    since === null || since === name
      ? ""
      : await tell(known, { since, missed: true, list: true, changed: all });
  return {
    greeting: `retry: 2000\nid: ${name}\n\n${missed}`,
    isAbout: () => true,
    look: async (announced) => {
      // Of a machine or a seat it may have changed since for which cases it was given.
      const again = await live.askAgain();
      if (again === null) return null;
      const asking = { who, caller: again, known };
      const now = await database.read((reader) => readCases(reader, asking, announced));
      const changed = compare(known, now);
      const before = nameOf(known);
      if (before === nameOf(now)) return "";
      const words = await tell(now, {
        ...{ since: before, missed: false, list: isOtherList(known, now), changed },
      });
      known = now;
      return words;
    },
  };
}

async function readCases(
  reader: Reader,
  { who, caller, known }: Pick<NodeReading, "who" | "caller"> & { readonly known: Cases },
  announced: Announced,
): Promise<Cases> {
  // What is of no case may have changed which cases there are for this reader.
  const listed = announced === null || announced.has("") ? null : [...announced];
  const admitted = await listAdmitted(reader, { who, caller, only: listed });
  const cases = new Map(listed === null ? [] : [...known].filter(([id]) => !listed.includes(id)));
  for (const one of admitted) cases.set(one.id, await readKnown(reader, one, { known, announced }));
  return cases;
}

async function readKnown(
  reader: Reader,
  { id, slug, view, by, clock }: AdmittedCase,
  { known, announced }: { readonly known: Cases; readonly announced: Announced },
): Promise<Known> {
  const before = known.get(id);
  const unchanged = announced !== null && !announced.has(id);
  if (before !== undefined && unchanged) return before;
  return { slug, by, clock, ...(await readStanding(reader, view, by)) };
}

interface Changed {
  readonly cases: readonly string[];
  readonly jobs: readonly string[];
}

function compare(before: Cases, now: Cases): Changed {
  const differing = (part: keyof Standing): string[] =>
    [...now].filter(([id, one]) => before.get(id)?.[part] !== one[part]).map(([id]) => id);
  return { cases: differing("rows"), jobs: differing("jobs") };
}

function isOtherList(before: Cases, now: Cases): boolean {
  return before.size !== now.size || [...now.keys()].some((id) => !before.has(id));
}

function nameCases(cases: Cases): string {
  const parts = [...cases].map(([id, standing]) => `${id} ${nameStanding(standing)}`);
  return parts.sort().join("\n");
}
