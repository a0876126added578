// What a reader of a cut has, put together from an opened payload: portions in order, gaps in place, and the banner of
// what is really shown. The banner is worked out from the portions, not believed.
import { InputError, VerificationError } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { flattenSpans, nameTargets, printBands } from "../printing/index.ts";
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { builtInPolicies, joinMarkings, parseBanner, printBanner } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import { readFootnotes, readPortions } from "./release-payload.ts";
import type { OpenedPortion } from "./release-payload.ts";
import { joinPolicies } from "./release-policies.ts";

export type OpenedDocument = Pick<PrintedDocument, "banner" | "bands" | "title" | "portions" | "footnotes">;

/**
 * @throws InputError SHAPE_INVALID for anything the profile does not know; VerificationError MARKING_UNDEFINED for a mark
 *   of a scheme that is neither built in nor carried by the place it marks.
 */
export function readOpened(opened: JsonObject): OpenedDocument {
  const body = readPortions(opened["portions"]);
  const foot = readFootnotes(opened["footnotes"]);
  const places = [...body.filter((one) => one !== null), ...foot];
  if (new Set(places.map(({ portion }) => portion.id)).size !== places.length)
    throw new InputError("SHAPE_INVALID", "two portions have the same id");
  const policies = joinPolicies(places.flatMap((place) => place.policies));
  const banner = joinBanners(places, policies);
  const { portions, footnotes } = nameTargets(
    assemble(
      body.map((one) => one?.portion ?? null),
      foot.map(({ portion }) => portion),
    ),
    withhold,
  );
  const title = portions.find((portion) => portion?.kind === "title") ?? null;
  return {
    banner: printBanner(banner, policies),
    bands: printBands(banner, policies),
    title: title === null ? null : flattenSpans(title.spans),
    portions,
    footnotes,
  };
}

/** Puts renditions behind their figures, and refuses a part without its whole. */
function assemble(
  body: readonly (PrintedPortion | null)[],
  foot: readonly PrintedPortion[],
): Pick<PrintedDocument, "portions" | "footnotes"> {
  const footnotes = foot.filter(({ kind }) => kind !== "rendition");
  const renditions = foot.filter(({ kind }) => kind === "rendition");
  const portions: (PrintedPortion | null)[] = [];
  let whole: PrintedPortion | null = null;
  for (const portion of body) {
    portions.push(portion);
    if (portion === null) continue;
    if (portion.kind !== "row") whole = portion;
    else if (whole?.kind !== "table" || whole.id !== portion.parent)
      throw new InputError("SHAPE_INVALID", "a row stands without its table");
    if (portion.kind === "figure") portions.push(...renditions.filter(({ parent }) => parent === portion.id));
  }
  if (portions.length !== body.length + renditions.length)
    throw new InputError("SHAPE_INVALID", "a rendition stands without its figure");
  return { portions, footnotes };
}

/** A reference to what this cut does not show is as any other withheld part. */
function withhold(): PrintedSpan {
  return { kind: "withheld" };
}

function joinBanners(places: readonly OpenedPortion[], policies: readonly Policy[]): Marking {
  const read = new Map<string, Marking>();
  for (const { portion, policies: carried } of places) {
    // Each place is read by what it carries itself: a scheme that another place defines may spell a level alike.
    const own = carried.length === 0 ? builtInPolicies : joinPolicies(carried);
    const prefix = carried.length === 0 ? "" : portion.id;
    for (const banner of listBanners(portion)) {
      const key = `${prefix} ${banner}`;
      if (!read.has(key)) read.set(key, readBanner(banner, own));
    }
  }
  const [first, ...rest] = read.values();
  if (first === undefined) throw new InputError("SHAPE_INVALID", "nothing is shown");
  const joined = rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, policies), first);
  if (joined === null) throw new InputError("SHAPE_INVALID", "nothing marked is shown");
  return joined;
}

function listBanners({ banner, spans }: PrintedPortion): readonly string[] {
  return [banner, ...spans.flatMap((span) => (span.kind === "restricted" ? [span.banner] : []))];
}

function readBanner(text: string, policies: readonly Policy[]): Marking {
  try {
    return parseBanner(text, policies);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerificationError(
      "MARKING_UNDEFINED",
      `"${text}" is no banner of a scheme this cut can be read by: ${cause.message}`,
      { cause },
    );
  }
}
