// Which collections there are for whom, and what a filter asks for. A collection that is not somebody's is not there for
// them: it is left out of every list, and its address answers as one that never was.
import { hash } from "node:crypto";
import type { Role, View } from "../access/index.ts";
import { invalid, readMicroseconds } from "./protocol.ts";

/** What a member was given, and what it brings. */
export type Box = "cuts" | "inbox";

export interface ListKey {
  readonly caseId: string;
  readonly box: Box;
  readonly member: string;
}

export interface Collection extends ListKey {
  readonly id: string;
  readonly alias: string;
  readonly title: string;
  readonly description: string;
  readonly canRead: boolean;
  readonly canWrite: boolean;
}

/** Offices of the lead that bring something. Of another member all that it answers with do. */
export const bringingRoles = ["drafter", "release-authority", "desk"] as const satisfies readonly Role[];

/**
 * The collections of a case for whoever looks: a member's own cuts and its own inbox; for the lead, beside its own inbox, the
 * inboxes of those who brought something. What the lead gave to others is nobody's but theirs.
 */
export function listCollections(
  { caseId, member, reach }: View,
  by: string,
  inboxes: readonly string[],
): readonly Collection[] {
  const canWrite = by.startsWith(`${member}/`) && bringingRoles.some((role) => role === by.split("/")[1]);
  const inbox = makeCollection(
    { caseId, box: "inbox", member },
    {
      alias: "inbox",
      title: `What ${member} brings`,
      description: "Write to it what the lead should see. It is kept as it came, as evidence.",
      ...{ canRead: true, canWrite },
    },
  );
  if (reach !== "case") {
    const cuts = makeCollection(
      { caseId, box: "cuts", member },
      {
        alias: "cuts",
        title: `What ${member} was given`,
        description: "The objects of every cut that was delivered to you, in the order they were filed.",
        ...{ canRead: true, canWrite: false },
      },
    );
    return [cuts, inbox];
  }
  const others = inboxes.filter((one) => one !== member).sort();
  return [
    inbox,
    ...others.map((one) =>
      makeCollection(
        { caseId, box: "inbox", member: one },
        {
          alias: `inbox-${one.toLowerCase()}`,
          title: `What ${one} brought`,
          description: "Evidence as it came; nothing of it was acted on.",
          ...{ canRead: true, canWrite: false },
        },
      ),
    ),
  ];
}

function makeCollection(
  key: ListKey,
  said: Pick<Collection, "alias" | "title" | "description" | "canRead" | "canWrite">,
): Collection {
  return { ...key, ...said, id: idOf(key) };
}

/**
 * The same on every process and after every restore, and different for every case, box and member. It has the form of a UUID
 * of version 4, which is what some clients take for an identifier of TAXII.
 */
function idOf({ caseId, box, member }: ListKey): string {
  const name = `${caseId}\n${box}\n${member}`;
  const known = ids.get(name);
  if (known !== undefined) return known;
  if (ids.size >= MOST_IDS) ids.clear();
  const id = makeId(name);
  ids.set(name, id);
  return id;
}

// The same name gives the same id, which is asked at every request.
const ids = new Map<string, string>();
const MOST_IDS = 10_000;

function makeId(name: string): string {
  const digest = hash("sha256", `entente/taxii/collection\n${name}`, "hex");
  const variant = ((parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
}

/** By its id or its alias; null: not there for whoever looks. */
export function findCollection(collections: readonly Collection[], named: string): Collection | null {
  return collections.find(({ id, alias }) => id === named || alias === named) ?? null;
}

/** Which versions of an object: the newest, the oldest, all, or those of an instant. */
export interface VersionFilter {
  readonly newest: boolean;
  readonly oldest: boolean;
  readonly all: boolean;
  /** In microseconds. */
  readonly at: readonly number[];
}

export interface Filter {
  /** Objects behind this microsecond; null: from the first. */
  readonly after: number | null;
  readonly limit: number;
  /** Null: any. */
  readonly ids: readonly string[] | null;
  readonly types: readonly string[] | null;
  /** Newest: of each object the newest specification it is there in. */
  readonly specVersions: readonly string[] | "newest" | "any";
  readonly versions: VersionFilter;
}

export type FilterQuery = Partial<
  Record<
    "added_after" | "limit" | "next" | "match[id]" | "match[type]" | "match[version]" | "match[spec_version]",
    string
  >
>;

export const MOST_OBJECTS = 1_000;
const USUAL_OBJECTS = 100;
const MOST_VALUES = 200;

export const NEWEST: VersionFilter = { newest: true, oldest: false, all: false, at: [] };
export const ALL: VersionFilter = { newest: false, oldest: false, all: true, at: [] };

/**
 * @param query what the route's schema let in.
 * @param usual which versions are meant where none are named.
 * @param open what a `next` stands for; it throws for one that was not given for this list and these filters.
 * @throws ServerError REQUEST_INVALID, InputError INSTANT_INVALID.
 */
export function readFilter(
  query: FilterQuery,
  { usual, open }: { readonly usual: VersionFilter; readonly open: (next: string) => string },
): Filter {
  const { added_after: addedAfter, limit, next } = query;
  const asked = addedAfter === undefined ? null : readMicroseconds(addedAfter);
  const place = next === undefined ? null : Number(open(next));
  const versions = readValues(query["match[version]"], "match[version]");
  return {
    after: asked === null ? place : Math.max(asked, place ?? asked),
    limit: readLimit(limit),
    ids: readValues(query["match[id]"], "match[id]"),
    types: readValues(query["match[type]"], "match[type]"),
    specVersions: readValues(query["match[spec_version]"], "match[spec_version]") ?? "newest",
    versions: versions === null ? usual : readVersions(versions),
  };
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return USUAL_OBJECTS;
  if (!/^0*[1-9][0-9]{0,15}$/.test(text))
    throw invalid("limit is a whole number above 0: how many objects at most.");
  return Math.min(Number(text), MOST_OBJECTS);
}

function readValues(text: string | undefined, name: string): readonly string[] | null {
  if (text === undefined) return null;
  const values = text.split(",").map((value) => value.trim());
  if (values.includes("") || values.length > MOST_VALUES)
    throw invalid(`${name} holds 1 to ${MOST_VALUES} values with commas between them, none of them empty.`);
  return values;
}

function readVersions(values: readonly string[]): VersionFilter {
  const words = ["last", "first", "all"];
  return {
    newest: values.includes("last"),
    oldest: values.includes("first"),
    all: values.includes("all"),
    at: values.filter((value) => !words.includes(value)).map(readMicroseconds),
  };
}
