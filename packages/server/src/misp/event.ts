// A cut as a MISP event (MISP core format): its facts, a report with its text, the observables and judgements of what it shows
// as attributes, and the cut itself as a file, which anybody can check. It is a rendering like any other: it sees the verified
// cut and nothing else. Every UUID is a name of the cut, so that the copies of two recipients have none in common, and one
// UUID with one timestamp never has two contents: what is rendered is the cut as it was issued, and nothing that came later.
import { hash } from "node:crypto";
import { canonicalize } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { describeCopy, renderCutText } from "@entente/core/pages";
import type { Names } from "@entente/core/pages";
import { describePortion, flattenSpans } from "@entente/core/printing";
import type { PrintedPortion } from "@entente/core/printing";
import type { Policy } from "@entente/core/markings";
import type { VerifiedCut } from "@entente/core/releases";
import { nameUuid } from "../stix/index.ts";
import { findObservables } from "./observables.ts";
import { EXERCISE_TAG, isPublic, tagGrading, tagJudgement, tagMarking } from "./tags.ts";

export interface MispContext {
  /** Names of members by id; an id without a name stands alone. */
  readonly names: Names;
  /** Schemes in which banners are read. */
  readonly policies: readonly Policy[];
}

/** An event as it leaves, with what a list of events says of it. */
export interface RenderedEvent {
  readonly uuid: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly creator: { readonly uuid: string; readonly name: string };
  /** Whether everyone may read it. */
  readonly public: boolean;
  /** The members of "Event". */
  readonly content: JsonObject;
}

const NAMESPACE = "2b1f7a44-8d0e-4c7b-9a51-6f0d3be7c1a8";
/** Numbers of a database, which mean nothing anywhere else. */
const NO_NUMBER = "0";

/** The event of one cut, the same bytes for the same cut and context. */
export function renderMispEvent(cut: VerifiedCut, { names, policies }: MispContext): RenderedEvent {
  const { document } = cut;
  const copy = describeCopy(cut, names);
  const seconds = String(document.header.iat);
  const file = `${canonicalize({ ...cut.cut } as unknown as JsonObject)}\n`;
  // The presentation is the recipient's own and nobody else's; who has not seen it cannot name it.
  const uuid = nameUuid(
    NAMESPACE,
    hash("sha256", canonicalize({ ...cut.cut.release } as unknown as JsonObject)),
  );
  const open = isPublic(document.banner, policies);
  const creator = {
    uuid: nameUuid(NAMESPACE, `organisation ${document.originator}`),
    name: nameOf(document.originator, names),
  };
  const part = (of: string): JsonObject => ({
    ...{ uuid: nameUuid(NAMESPACE, `${uuid} ${of}`), timestamp: seconds, deleted: false },
    ...{ distribution: "5", sharing_group_id: NO_NUMBER },
  });
  const attribute = (of: string, facts: JsonObject, tags: readonly JsonObject[]): JsonObject => ({
    ...part(of),
    ...facts,
    ...{ to_ids: false, disable_correlation: true, Tag: tags },
  });
  const shown = [...document.portions.filter((portion) => portion !== null), ...document.footnotes];
  const attributes = [
    ...shown.flatMap((portion) => {
      // A stricter part of a portion has the marking of all that is shown, which is no less strict than its own.
      const strict = portion.spans.some(({ kind }) => kind === "restricted");
      const tags = [
        ...tagMarking(strict ? document.banner : portion.banner, policies),
        ...(portion.grading === null ? [] : tagGrading(portion.grading)),
      ];
      return describeAttributes(portion, describePortion(portion, document)).map(({ judged, ...facts }) =>
        attribute(
          canonicalize([portion.id, facts]),
          facts,
          judged === null ? tags : [...tags, ...tagJudgement(judged)],
        ),
      );
    }),
    attribute(
      "cut",
      {
        ...{
          type: "attachment",
          category: "External analysis",
          value: `${document.header.release}.cut.json`,
        },
        ...{ data: Buffer.from(file).toString("base64") },
        comment:
          "The signed cut that this event is a rendering of. Save it as a file and run: npx entente-verify FILE",
      },
      tagMarking(document.banner, policies),
    ),
  ];
  const title = document.title ?? copy.name;
  const info = document.exercise ? `EXERCISE: ${title}` : title;
  const tags = [...tagMarking(document.banner, policies), ...(document.exercise ? [EXERCISE_TAG] : [])];
  return {
    ...{ uuid, timestamp: seconds, creator, public: open },
    content: {
      ...{ uuid, info, date: new Date(document.header.iat * 1000).toISOString().slice(0, 10) },
      ...{ timestamp: seconds, publish_timestamp: seconds, published: true },
      // Finished, and of no rank: how grave it is stands in the text.
      ...{ analysis: "2", threat_level_id: "4", locked: false, disable_correlation: true },
      ...{ distribution: open ? "3" : "0", sharing_group_id: NO_NUMBER, extends_uuid: "" },
      ...{ id: NO_NUMBER, org_id: NO_NUMBER, orgc_id: NO_NUMBER, attribute_count: String(attributes.length) },
      ...{ Org: { id: NO_NUMBER, ...creator }, Orgc: { id: NO_NUMBER, ...creator } },
      ...{ Tag: tags, Attribute: attributes, Object: [], Galaxy: [] },
      EventReport: [{ ...part("report"), name: info, content: fence(renderCutText(document)) }],
    },
  };
}

interface AttributeFacts extends JsonObject {
  readonly type: string;
  readonly category: string;
  readonly value: string;
  readonly comment: string;
}

/** What of a portion is a fact of its own: a judgement or a graded statement, and the observables in its words. */
function describeAttributes(
  portion: PrintedPortion,
  description: string | null,
): readonly (AttributeFacts & { readonly judged: (PrintedPortion["judgement"] & JsonObject) | null })[] {
  const text = flattenSpans(portion.spans);
  const comment = portion.number === null ? "" : `${portion.kind} ${portion.number}`;
  const facts: ReturnType<typeof describeAttributes>[number][] = findObservables(text).map((one) => ({
    ...{ type: one.type, category: one.category, value: one.value, comment, judged: null },
  }));
  if (portion.judgement === null && portion.grading === null) return facts;
  const said = [comment, description ?? ""].filter((part) => part !== "").join(": ");
  const judged = portion.judgement === null ? null : { ...portion.judgement };
  return [{ type: "text", category: "Other", value: text, comment: said, judged }, ...facts];
}

/** The text as it stands, so that nothing in it is taken for Markdown or for a reference. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}text\n${text}${marks}\n`;
}

function nameOf(id: string, names: Names): string {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name === undefined || name === id ? id : `${name} (${id})`;
}
