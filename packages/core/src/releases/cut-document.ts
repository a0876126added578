// What a reader of a cut has, put together from an opened payload: portions in order, gaps in place, and the banner of
// what is really shown. The banner is worked out from the portions, not believed.
import { InputError } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { builtInPolicies, joinMarkings, parseBanner, printBanner } from "../markings/index.ts";
import type { Marking } from "../markings/index.ts";
import { readFootnotes, readPortions } from "./release-payload.ts";
import type { CutDocument, CutPortion, CutSpan } from "./release.ts";

export type OpenedDocument = Pick<CutDocument, "banner" | "title" | "portions" | "footnotes">;

/** @throws InputError SHAPE_INVALID, MARKING_SYNTAX, MARKING_UNKNOWN for anything the profile does not know. */
export function readOpened(opened: JsonObject): OpenedDocument {
  const portions = readPortions(opened["portions"]);
  const footnotes = readFootnotes(opened["footnotes"]);
  const shown = [...portions.filter((portion) => portion !== null), ...footnotes];
  if (new Set(shown.map(({ id }) => id)).size !== shown.length)
    throw new InputError("SHAPE_INVALID", "two portions have the same id");
  const title = shown.find(({ kind }) => kind === "title");
  return {
    banner: joinBanners(shown),
    title: title === undefined ? null : flattenSpans(title.spans),
    portions,
    footnotes,
  };
}

/** The words of `spans` in a line, `***` where something is withheld. */
export function flattenSpans(spans: readonly CutSpan[]): string {
  return spans.map(flattenSpan).join("");
}

function flattenSpan(span: CutSpan): string {
  switch (span.kind) {
    case "text":
      return span.text;
    case "withheld":
    case "withheld-at-source":
      return "***";
    case "note-reference":
      return "";
    case "restricted":
      return flattenSpans(span.spans);
  }
}

function joinBanners(shown: readonly CutPortion[]): string {
  const banners = new Set(
    shown.flatMap(({ banner, spans }) => [
      banner,
      ...spans.flatMap((span) => (span.kind === "restricted" ? [span.banner] : [])),
    ]),
  );
  const markings: (Marking | null)[] = [...banners].map((text) => parseBanner(text, builtInPolicies));
  const joined =
    markings.length === 0 ? null : markings.reduce((all, one) => joinMarkings(all, one, builtInPolicies));
  if (joined === null) throw new InputError("SHAPE_INVALID", "nothing marked is shown");
  return printBanner(joined, builtInPolicies);
}
