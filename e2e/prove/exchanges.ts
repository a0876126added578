// Ids put in the place of others: of another case, another member, another kind of thing; in other letters, with blanks,
// encoded once more, said twice.
import type { Route } from "../../packages/server/src/routing/index.ts";
import { composeRequest } from "./route-requests.ts";
import type { CaseObjects } from "./route-requests.ts";

export interface Exchanged {
  readonly url: string;
  /** As it is sent; null: nothing is. */
  readonly payload: string | null;
  /** What the path names its case by, as the server reads it; null: the route is in no case, or it cannot be read. */
  readonly slug: string | null;
}

export interface ExchangeFrom {
  /** The caller's own, before anything is exchanged. */
  readonly objects: CaseObjects;
  readonly member: string;
  readonly members: readonly string[];
  /** Every id there is, of whatever kind and whoever's. */
  readonly pool: readonly string[];
}

type Draw = () => number;

const MANGLERS: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => ` ${text}`,
  (text) => `${text} `,
  (text) => `${text}\t`,
  (text) => `${text}\u0000`,
  (text) => encodeURIComponent(text),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  (text) => `${text},${text}`,
  (text) => `${text}${text}`,
  (text) => `${text}/`,
  (text) => `${text}/../${text}`,
  (text) => `{${text}}`,
  (text) => text.replaceAll("-", ""),
  (text) => text.replaceAll("a", "\uff41"),
];

/** The request for `route` with one to three of its ids exchanged. */
export function exchange(route: Route, from: ExchangeFrom, random: Draw): Exchanged {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const other = (): string => (random() < 0.75 ? pick(from.pool) : pick(MANGLERS)(pick(from.pool)));
  const member = random() < 0.3 ? pick(from.members) : from.member;
  const { url, body } = composeRequest(route, swapObjects(from.objects, { member, random, other }), member);
  const places = route.path.split("/").map((part) => part.startsWith(":"));
  const segments = (url.split("?")[0] ?? "").split("/").map((segment, index) => {
    if (places[index] !== true || random() < 0.7) return segment;
    const own = decodeURIComponent(segment);
    const put = random() < 0.5 ? other() : pick(MANGLERS)(own);
    // Sometimes as it is, for whatever reads the path before it is decoded.
    return random() < 0.2 ? put.replaceAll(/[^!-~]/g, "") : encodeURIComponent(put);
  });
  const query =
    random() < 0.15 ? `?${pick(["case", "member", "id", "document"])}=${encodeURIComponent(other())}` : "";
  const twice = query !== "" && random() < 0.5 ? `&${query.slice(1)}` : "";
  const path = segments.join("/");
  return {
    url: `${path}${query}${twice}`,
    payload:
      body === null
        ? null
        : write(random() < 0.5 ? swapStrings(body, { random, other }) : body, { random, other }),
    slug: readSlug(route, path),
  };
}

function swapObjects(
  objects: CaseObjects,
  { member, random, other }: { readonly member: string; readonly random: Draw; readonly other: () => string },
): CaseObjects {
  const swap = (own: string): string => (random() < 0.2 ? other() : own);
  const ofMember = (own: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
    ...own,
    [member]: swap(own[member] ?? other()),
  });
  return {
    ...objects,
    slug: random() < 0.1 ? other() : objects.slug,
    ...{ document: swap(objects.document), plan: swap(objects.plan), release: swap(objects.release) },
    ...{
      unsealing: swap(objects.unsealing),
      cuts: ofMember(objects.cuts),
      questions: ofMember(objects.questions),
    },
  };
}

function swapStrings(
  value: unknown,
  { random, other }: { readonly random: Draw; readonly other: () => string },
): unknown {
  if (typeof value === "string") return value.length < 80 && random() < 0.3 ? other() : value;
  if (Array.isArray(value)) return value.map((item) => swapStrings(item, { random, other }));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, swapStrings(item, { random, other })]),
  );
}

/** As JSON; now and then with a name that stands twice, or with one of another kind of request. */
function write(
  body: unknown,
  { random, other }: { readonly random: Draw; readonly other: () => string },
): string {
  const text = JSON.stringify(body);
  const said = Object.entries(body ?? {}).find(([, value]) => typeof value === "string");
  if (!text.startsWith("{") || random() < 0.85) return text;
  const name = said?.[0] ?? "member";
  const more = `${JSON.stringify(name)}:${JSON.stringify(other())}`;
  return text === "{}"
    ? `{${more}}`
    : random() < 0.5
      ? `{${more},${text.slice(1)}`
      : `${text.slice(0, -1)},${more}}`;
}

function readSlug(route: Route, path: string): string | null {
  const index = route.path.split("/").indexOf(":case");
  if (index < 0) return null;
  try {
    return decodeURIComponent(path.split("/")[index] ?? "");
  } catch {
    return null;
  }
}
