import { dayOf, InputError, lastDayOfMonth, readDay } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { findKind } from "@entente/core/kinds";
import type { CaseFile, Measure } from "@entente/core/measures";
import { requireRole } from "../access/index.ts";
import type { CaseIdentity, Seat } from "../access/index.ts";
import { ServerError } from "../errors.ts";

const RECORDERS = ["desk", "drafter", "publisher"] as const;
const ADDRESS = /^https?:\/\/[^\s/]+(?:\/\S*)?$/;
const LONGEST_ADDRESS = 2000;

/**
 * Which measures are recorded by a day: those announced up to it, a month once it is past. `all` takes the rest, also
 * those whose day nobody knows.
 * @throws InputError INSTANT_INVALID when `through` is neither a day nor `all`.
 */
export function chooseMeasures(
  measures: readonly Measure[],
  recorded: ReadonlySet<string>,
  through: string,
): readonly { readonly ordinal: number; readonly measure: Measure }[] {
  const limit = through === "all" ? null : readDay(through);
  return measures
    .map((measure, ordinal) => ({ ordinal, measure }))
    .filter(({ measure }) => !recorded.has(measure.id) && (limit === null || isAnnouncedBy(measure, limit)));
}

/**
 * The lead's seats record what anybody did. Another member's seats record what their own member did in the response, and
 * nothing of others.
 * @throws ServerError FORBIDDEN naming who can.
 */
export function requireRecorder(
  seat: Seat,
  of: CaseIdentity,
  { actor, reciprocal }: { readonly actor: string; readonly reciprocal: boolean },
): void {
  const ofItself = actor === seat.member && !reciprocal;
  requireRole(seat, RECORDERS, ofItself ? null : of);
}

/**
 * What a measure recorded by hand must have beyond the shape of a row: a kind somebody described, sources one can go to,
 * and a day that has come.
 * @throws ServerError REQUEST_INVALID naming what to give.
 */
export function checkRecordable(
  measure: Pick<Measure, "kind" | "sources" | "announced">,
  { facts, at }: { readonly facts: CaseFile; readonly at: Instant },
): void {
  if (measure.kind !== "none" && findKind(facts.kinds, measure.kind) === null)
    throw new ServerError(
      "REQUEST_INVALID",
      `No kind of measure is called "${measure.kind}". "entente measure kinds" lists them; the community adds its own in coalition.json.`,
    );
  if (measure.sources.length === 0)
    throw new ServerError(
      "REQUEST_INVALID",
      "A measure is recorded with its sources. Give at least one: a key of the case's sources, or an address that begins with https://.",
    );
  const unknown = measure.sources.find(
    (source) => !facts.sources.has(source) && !(source.length <= LONGEST_ADDRESS && ADDRESS.test(source)),
  );
  if (unknown !== undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      `"${unknown}" is neither a key of the case's sources nor an address that begins with https://.`,
    );
  if (measure.announced !== null && firstDayOf(measure.announced) > dayOf(at))
    throw new ServerError(
      "REQUEST_INVALID",
      `${measure.announced} has not come yet; on the case's clock it is ${dayOf(at)}. Record a measure once it is announced.`,
    );
}

function firstDayOf(announced: string): string {
  return announced.length === "2018-03".length ? `${announced}-01` : announced;
}

function isAnnouncedBy({ announced }: Measure, limit: string): boolean {
  if (announced === null) return false;
  try {
    return readDay(announced) <= limit;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return lastDayOfMonth(announced) <= limit;
  }
}
