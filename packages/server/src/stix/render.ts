// A cut as STIX 2.1 objects. It is a rendering like any other: it sees the verified cut and what its recipient was told
// besides, so that nothing withheld can be in it. Nothing relies on granular markings, which consumers need not honour
// (STIX 2.1 section 12.3): every object that says anything bears the marking of the whole copy.
import { canonicalize, epochMilliseconds, instantAt, readInstant, readString } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { sayMeasure } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import type { Policy } from "@entente/core/markings";
import type { Measure } from "@entente/core/measures";
import { describeCopy, renderCutText, STIX_CUT } from "@entente/core/pages";
import type { Names } from "@entente/core/pages";
import type { VerifiedCut } from "@entente/core/releases";
import { cutExtension, LABEL_EXTENSION, labelExtension, maker } from "./extensions.ts";
import { defineMarkings } from "./markings.ts";
import { makeObject, TIMELESS } from "./objects.ts";

/** A position that the recipient may know of: its own, or one that was shared with it. */
export interface SharedPosition {
  readonly member: string;
  readonly position: "considering" | "supportive" | "committed" | "declined" | "lapsed";
  readonly statement: string;
  readonly at: Instant;
}

/** What was said of the release afterwards, to everybody who holds it. */
export interface SharedNotice {
  readonly kind: "correction" | "supersession" | "recall";
  readonly text: string;
  /** The release that takes its place; null unless it is superseded. */
  readonly replacedBy: string | null;
  readonly at: Instant;
}

/** What the recipient of a cut was told besides. Whoever puts it together reads it as the recipient reads it. */
export interface StixContext {
  /** Names of members by id; an id without a name stands alone. */
  readonly names: Names;
  /** Schemes in which the banner is read. */
  readonly policies: readonly Policy[];
  /** The case, as its title is told to everyone in it. */
  readonly incident: { readonly slug: string; readonly title: string };
  readonly positions: readonly SharedPosition[];
  readonly measures: readonly Measure[];
  /** Of this release, oldest first. */
  readonly notices: readonly SharedNotice[];
  readonly kinds: readonly MeasureKind[];
}

/**
 * A position is about acting together, and an opinion about whether something is right: only agreement carries over. Who
 * declines to act has not said that the assessment is wrong.
 */
const OPINIONS: Readonly<Record<SharedPosition["position"], string>> = {
  considering: "neutral",
  supportive: "agree",
  committed: "strongly-agree",
  declined: "neutral",
  lapsed: "neutral",
};

const NOTICES: Readonly<Record<SharedNotice["kind"], string>> = {
  correction: "Correction of this report",
  supersession: "Another release takes the place of this report",
  recall: "This report was recalled",
};

/**
 * The objects of one cut, the same bytes for the same cut and context. Fixed definitions first, then what they mark; nothing
 * refers to what comes after it. What speaks for a release that was recalled is revoked, in a version of the instant of the
 * recall (STIX 2.1 section 3.6.2): the report, the cut with it, and positions on it. Case and measures are no part of it.
 */
export function renderStix(cut: VerifiedCut, context: StixContext): readonly JsonObject[] {
  const { document } = cut;
  const copy = describeCopy(cut, context.names);
  const at = instantAt(document.header.iat * 1000);
  const markings = defineMarkings(
    { banner: document.banner, handling: copy.document.handling },
    context.policies,
  );
  const labels = document.exercise ? { labels: ["exercise"] } : {};
  const originator = makeObject("identity", {
    created: TIMELESS,
    modified: TIMELESS,
    ...labels,
    name: sayMember(document.originator, context.names),
    identity_class: "organization",
  });
  const common = {
    created_by_ref: originator.id,
    ...labels,
    object_marking_refs: markings.map(({ id }) => id ?? ""),
  };
  const timeless = { ...common, created: TIMELESS, modified: TIMELESS };
  const timed = { ...common, created: at, modified: at };
  const incident = makeObject("incident", {
    ...timeless,
    name: sayExercise(context.incident.title, document.exercise),
    external_references: [{ source_name: "Entente case", external_id: context.incident.slug }],
  });
  const told = context.measures.map((measure) => describeMeasure(measure, { common: timeless, context }));
  // Two measures that are told alike are one object.
  const courses = [...new Map(told.map((course) => [course.id, course])).values()];
  const report = makeObject("report", {
    ...timed,
    name: sayExercise(document.title ?? copy.name, document.exercise),
    description: renderCutText(document),
    report_types: ["incident"],
    published: at,
    // What is told besides the cut changes with time; the report is one object, whatever comes with it.
    object_refs: [incident.id],
    external_references: [{ source_name: "Entente release", external_id: document.header.release }],
  });
  const recall = context.notices.find(({ kind }) => kind === "recall")?.at ?? null;
  // Nothing new is said of a report that was recalled.
  const positions = context.positions.filter(({ at: taken }) => recall === null || taken <= recall);
  const opinions = positions.map(({ member, position, statement, at: taken }) =>
    makeObject("opinion", {
      ...common,
      ...{ created: taken, modified: taken },
      opinion: OPINIONS[position],
      explanation: `Position of ${member}: ${position}. ${statement}`.trim(),
      authors: [sayMember(member, context.names)],
      object_refs: [report.id],
    }),
  );
  const links = courses.map(({ id }) =>
    makeObject("relationship", {
      ...timeless,
      relationship_type: "related-to",
      source_ref: id,
      target_ref: incident.id,
    }),
  );
  // Its own object, so that nothing else changes when the same cut comes with later evidence.
  const proof = makeObject("note", {
    ...timed,
    abstract: "How to check this report",
    content: `The report is the text of a signed cut, release ${document.header.release}. The cut itself is in this note, in the property cut of the extension ${STIX_CUT}: run npx entente-verify on this bundle, or on that text saved as a file.`,
    object_refs: [report.id],
    extensions: {
      [STIX_CUT]: { extension_type: "property-extension", cut: writeCutFile(cut) },
    },
  });
  const notes = context.notices.map(({ kind, text, replacedBy, at: said }) =>
    makeObject("note", {
      ...common,
      ...{ created: said, modified: said },
      abstract: NOTICES[kind],
      content: replacedBy === null ? text : `${text} The release that takes its place: ${replacedBy}.`,
      object_refs: [report.id],
    }),
  );
  const stands = (object: JsonObject & { readonly id: string }): JsonObject =>
    recall === null ? object : revoke(object, recall);
  const labelled = markings.some(
    ({ extensions }) =>
      typeof extensions === "object" && extensions !== null && LABEL_EXTENSION in extensions,
  );
  return [
    maker,
    cutExtension,
    ...(labelled ? [labelExtension] : []),
    originator,
    ...markings,
    incident,
    ...courses,
    ...links,
    stands(report),
    ...opinions.map(stands),
    stands(proof),
    ...notes,
  ];
}

/** The last version of an object. It is later than the one before, whatever the clock of an exercise says. */
function revoke(object: JsonObject, at: Instant): JsonObject {
  const before = epochMilliseconds(readInstant(readString(object["modified"], "modified")));
  return { ...object, modified: instantAt(Math.max(epochMilliseconds(at), before + 1)), revoked: true };
}

function describeMeasure(
  { actor, kind, count, target, announced, detail, sources, confidence }: Measure,
  { common, context }: { readonly common: JsonObject; readonly context: StixContext },
): JsonObject & { readonly id: string } {
  const against = target === null ? "" : `, towards ${sayMember(target, context.names)}`;
  return makeObject("course-of-action", {
    ...common,
    name: `${sayMember(actor, context.names)}: ${sayMeasure(context.kinds, kind, count)}${against}`,
    description: [
      ...(detail === "" ? [] : [detail]),
      announced === null ? "Day of announcement not known." : `Announced ${announced}.`,
      `Confidence of the record: ${confidence}.`,
      ...(sources.length === 0 ? [] : [`Sources: ${sources.join(", ")}.`]),
    ].join(" "),
  });
}

/** The file the cut was read from: it is canonical, so writing it gives the same bytes. */
function writeCutFile({ cut }: VerifiedCut): string {
  return `${canonicalize({ ...cut } as unknown as JsonObject)}\n`;
}

function sayMember(id: string, names: Names): string {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name === undefined || name === id ? id : `${name} (${id})`;
}

function sayExercise(name: string, exercise: boolean): string {
  return exercise ? `EXERCISE: ${name}` : name;
}
