// Preparing a release: all of it but the signatures. What will be signed, and which openings each class is given, stand
// fixed from here on, so that what an approver signs for is what will leave.
import { canonicalize, encodeBase64urlText, InputError } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import { thumbprint } from "../keys/index.ts";
import type { IssuerKeys, Primitives, PublicJwk } from "../keys/index.ts";
import type { LedgerIdentity } from "../ledger/index.ts";
import type { Policy } from "../markings/index.ts";
import { markParts, requireMarked } from "../planning/index.ts";
import type { RecipientClass, ReleasePlan } from "../planning/index.ts";
import { openChoices, padLength, shuffle } from "./choices.ts";
import { commitPortion, openNames, requireIds } from "./portion-openings.ts";
import type { Committed, Desk } from "./portion-openings.ts";
import { commitReading, layOutReading } from "./readings.ts";
import { LEAST_POOL, readHeader } from "./release-format.ts";
import type { Opening, PreparedClass, PreparedRelease } from "./release.ts";
import { elementOf, openDiscloser } from "./sd-jwt.ts";

/** What the issuer states in clear beside the document. `iat` in seconds since 1970 on the case's clock. */
export interface IssueHeader {
  /** Random id, 16 bytes in base64url. */
  readonly release: string;
  readonly iat: number;
  readonly exercise: boolean;
  readonly ledger: LedgerIdentity;
  /** Key of the release authority, which will bind the cuts. */
  readonly authority: PublicJwk;
}

export interface PrepareInput {
  readonly document: MarkedDocument;
  readonly policies: readonly Policy[];
  /** The plan of this document: its classes get what it says. */
  readonly plan: Pick<ReleasePlan, "classes" | "rules">;
  readonly header: IssueHeader;
  readonly issuer: IssuerKeys;
  /** Cryptographically random bytes, fresh at every call. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly primitives: Primitives;
}

type PlannedClass = Pick<RecipientClass, "id" | "recipients" | "released" | "counts" | "gradings">;

/** The class that sees nothing, of every release: its reading is one gap, for whom all is yet to be unsealed. */
const NOBODY: PlannedClass = { id: "c0", recipients: [], released: [], counts: false, gradings: false };

/**
 * Commits to every part of `document`, and to a reading for each class of its plan.
 * @throws PolicyError RELEASE_UNMARKED; InputError DOCUMENT_INVALID (an exercise document outside an exercise, a portion
 *   named twice, a part without its whole), SHAPE_INVALID for a header that is not sound or a plan of another document.
 */
export function prepareRelease(input: PrepareInput): PreparedRelease {
  const { document, policies, plan, issuer, randomBytes, primitives } = input;
  requireMarked(document);
  if (document.exercise && !input.header.exercise)
    throw new InputError(
      "DOCUMENT_INVALID",
      "This document is marked as an exercise's: release it in an exercise, or let its drafter take the line out",
    );
  const { portions, footnotes } = markParts(document, policies);
  const all = [...portions, ...footnotes];
  requireIds(all);
  const desk: Desk = {
    ...{ document, policies, marks: new Map() },
    ...{ disclose: openDiscloser({ randomBytes, primitives }), choices: openChoices(randomBytes) },
    ...openNames(document, randomBytes),
  };
  const pool = fillPool(
    all.map((portion) => commitPortion(portion, desk)),
    desk,
  );
  const hidden = new Set(plan.rules.hidePlaces);
  const planned = [...plan.classes, NOBODY];
  const readings = planned.map((of) => {
    const shown = new Set(of.released);
    const reading = commitReading(of.id, layOutReading({ portions, footnotes, shown, hidden }), desk);
    return { of, shown, ...reading };
  });
  const readingPool = fillPool(readings, desk);
  const counts = desk.disclose.member("counts", { portions: all.length });
  const openings: readonly Opening[] = [
    ...pool.openings,
    ...readingPool.openings,
    { place: "#counts", needs: [], text: counts.text },
  ];
  const payload: JsonObject = {
    ...writeHeader(input),
    _sd_alg: "sha-256",
    _sd: [counts.digest],
    portions: pool.digests.map(elementOf),
    readings: readingPool.digests.map(elementOf),
  };
  readHeader(payload);
  const tellers = openings.map(({ place }) => tellerOf(place));
  const places = new Set<string>();
  for (const { place } of openings) if (!place.includes("#")) places.add(place);
  const wholes = new Map<string, string>();
  for (const { id, parent } of all) if (parent !== null) wholes.set(id, parent);
  return {
    format: "entente-prepared/1",
    issuer,
    payload: encodeBase64urlText(canonicalize(payload)),
    openings,
    classes: readings.map(({ of, shown, gaps, aside }): PreparedClass => {
      requireClosed(of, shown, wholes, places);
      const { id, recipients } = of;
      return {
        ...{ id, recipients, counts: of.counts, gradings: of.gradings, gaps, aside },
        opens: findRuns(openings, tellers, of, shown),
      };
    }),
  };
}

function writeHeader({ document, header, issuer, primitives }: PrepareInput): JsonObject {
  return {
    format: "entente-release/2",
    release: header.release,
    iss: document.originator,
    iat: header.iat,
    exercise: header.exercise,
    ledger: { origin: header.ledger.origin, vkey: header.ledger.vkey },
    cnf: { jwk: { ...header.authority } },
    keys: [thumbprint(issuer.ed25519, primitives), thumbprint(issuer.mlDsa, primitives)],
  };
}

/** Everything committed to in random order, among digests that open nothing. */
function fillPool(
  committed: readonly Committed[],
  { disclose, choices }: Desk,
): { readonly digests: readonly string[]; readonly openings: readonly Opening[] } {
  const length = padLength(committed.length, LEAST_POOL);
  const decoys = Array.from({ length: length - committed.length }, (): Committed => ({
    digest: disclose.decoy(),
    openings: [],
  }));
  const pool = shuffle([...committed, ...decoys], choices);
  return {
    digests: pool.map(({ digest }) => digest),
    openings: pool.flatMap((one) => one.openings),
  };
}

/** Refuses a class that would see a part without its whole, or what there is not. A plan never has one. */
function requireClosed(
  { id, released }: PlannedClass,
  shown: ReadonlySet<string>,
  /** The whole that a portion is a part of, by their ids. */
  wholes: ReadonlyMap<string, string>,
  places: ReadonlySet<string>,
): void {
  for (const place of released) {
    if (!places.has(place))
      throw new InputError("SHAPE_INVALID", `${place}, which class ${id} sees, is no place of this document`);
    const slash = place.lastIndexOf("/");
    const whole = slash < 0 ? (wholes.get(place) ?? null) : place.slice(0, slash);
    if (whole !== null && !shown.has(whole))
      throw new InputError("SHAPE_INVALID", `Class ${id} sees ${place} without ${whole}`);
  }
}

/** Who is told what an opening holds: whoever sees its place, or a class by what else is decided about it. */
type Teller = "place" | "grading" | "number" | "release";

function tellerOf(place: string): Teller {
  const mark = place.indexOf("#");
  if (mark < 0) return "place";
  if (mark === 0) return "release";
  const attribute = place.slice(mark + 1);
  return attribute === "grading" || attribute === "number" ? attribute : "place";
}

/** The openings of a class, as runs. */
function findRuns(
  openings: readonly Opening[],
  tellers: readonly Teller[],
  of: PlannedClass,
  shown: ReadonlySet<string>,
): readonly number[] {
  const told = listTold(of);
  const runs: number[] = [];
  let open = false;
  // Openings of one portion mostly share their needs, and stand together.
  let needed: readonly string[] = [];
  let met = true;
  for (let index = 0; index < openings.length; index += 1) {
    const { place, needs } = openings[index] as Opening;
    const teller = tellers[index] ?? "release";
    if (needs !== needed) [needed, met] = [needs, needs.every((one) => shown.has(one))];
    const opens =
      teller === "release"
        ? place === `#reading/${of.id}` || (place === "#counts" && of.counts)
        : told[teller] && met;
    if (opens === open) continue;
    open = opens;
    runs.push(index);
  }
  return open ? [...runs, openings.length] : runs;
}

/** Whether a class is shown what this place tells, where it is shown what that is a part of. */
export function mayShow(place: string, of: Pick<PreparedClass, "counts" | "gradings">): boolean {
  return listTold(of)[tellerOf(place)];
}

function listTold({
  counts,
  gradings,
}: Pick<PreparedClass, "counts" | "gradings">): Readonly<Record<Teller, boolean>> {
  return { place: true, grading: gradings, number: counts, release: false };
}
