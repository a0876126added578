// Issuing: one document, signed once over salted digests of all its portions (SD-JWT, RFC 9901). Which reader gets which
// opening is decided later and bound by each cut; nothing about any reader is in what is signed here.
import { encodeBase64url, InputError, PolicyError, utf8 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { MarkedDocument, Portion, Span } from "../documents/index.ts";
import type { Primitives, PublicJwk, Signer } from "../keys/index.ts";
import type { LedgerIdentity } from "../ledger/index.ts";
import { joinMarkings, printBanner, printMark } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import { ALGORITHM, compactJws, signJws } from "./jws.ts";
import {
  LEAST_ELEMENTS,
  readHeader,
  RELEASE_TYPE,
  SALT_LENGTH,
  writeGrading,
  writeJudgement,
  writeSpan,
} from "./release-payload.ts";
import type { IssuedRelease } from "./release.ts";
import { createDisclosure } from "./sd-jwt.ts";

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

export interface IssueInput {
  readonly document: MarkedDocument;
  readonly policies: readonly Policy[];
  readonly header: IssueHeader;
  readonly issuer: Signer;
  /** Cryptographically random bytes, fresh at every call. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly primitives: Primitives;
}

/**
 * Signs `document` over commitments to every portion, restricted span and footnote.
 * @throws PolicyError RELEASE_UNMARKED; InputError DOCUMENT_INVALID (an exercise document outside an exercise, a place
 *   named twice), SHAPE_INVALID for a header that is not sound.
 */
export function issueRelease(input: IssueInput): IssuedRelease {
  const { document, header, issuer } = input;
  requireMarked(document);
  if (document.exercise && !header.exercise)
    throw new InputError(
      "DOCUMENT_INVALID",
      "This document is marked as an exercise's: release it in an exercise, or let its drafter take the line out",
    );
  const openings = new Map<string, string>();
  const payload: JsonObject = {
    format: "entente-release/1",
    release: header.release,
    iss: document.originator,
    iat: header.iat,
    exercise: header.exercise,
    ledger: { origin: header.ledger.origin, vkey: header.ledger.vkey },
    cnf: { jwk: { ...header.authority } },
    _sd_alg: "sha-256",
    portions: commitAll(document.portions, openings, input),
    footnotes: commitAll(document.footnotes, openings, input),
  };
  readHeader(payload);
  const jwk = { ...issuer.publicKey };
  const jws = signJws({ header: { alg: ALGORITHM, typ: RELEASE_TYPE, jwk }, payload, signer: issuer });
  return { ...jws, openings: Object.fromEntries(openings) };
}

/** SHA-256 over the ASCII of the compact issuer JWT: what the ledger commits to when a document is released. */
export function digestRelease(issued: Omit<IssuedRelease, "openings">, primitives: Primitives): Uint8Array {
  return primitives.sha256(utf8(compactJws(issued)));
}

/** Refuses a document of which a part is unmarked. @throws PolicyError RELEASE_UNMARKED naming the portions. */
export function requireMarked(document: MarkedDocument): void {
  const unmarked = [...document.portions, ...document.footnotes]
    .filter(({ marking, spans }) => [marking, ...spanMarkings(spans)].some(isUnmarked))
    .map(({ id }) => id);
  if (unmarked.length > 0)
    throw new PolicyError(
      "RELEASE_UNMARKED",
      `Unmarked, so readable by nobody: ${unmarked.join(", ")}. The drafter has to mark every portion before release`,
    );
}

function spanMarkings(spans: readonly Span[]): readonly Marking[] {
  return spans.flatMap((span) => (span.kind === "restricted" ? [span.marking] : []));
}

function isUnmarked(marking: Marking | null): boolean {
  return marking === null || marking.terms.length === 0;
}

function commitAll(
  portions: readonly Portion[],
  openings: Map<string, string>,
  input: IssueInput,
): readonly JsonValue[] {
  const digests = portions.map((portion) => commitPortion(portion, openings, input));
  let length = LEAST_ELEMENTS;
  while (length < digests.length) length *= 2;
  while (digests.length < length) digests.push(encodeBase64url(input.randomBytes(32)));
  return digests.map(elementOf);
}

function commitPortion(portion: Portion, openings: Map<string, string>, input: IssueInput): string {
  const { id, kind, number, depth, grading, judgement } = portion;
  // Parents stand before their spans in `openings`, as they do in a cut.
  reserve(openings, id);
  const spans = portion.spans.map((span, index) => {
    if (span.kind !== "restricted") return writeSpan(span);
    const place = `${id}/${index}`;
    reserve(openings, place);
    const value = {
      kind: span.kind,
      mark: printMark(span.marking, input.document.policy, input.policies),
      banner: printBanner(
        requireMarking(joinMarkings(portion.marking, span.marking, input.policies)),
        input.policies,
      ),
      spans: span.spans.map(writeSpan),
    };
    return elementOf(commit(place, value, openings, input));
  });
  const marking = requireMarking(portion.marking);
  const mark = printMark(marking, input.document.policy, input.policies);
  const banner = printBanner(marking, input.policies);
  const value = {
    ...{ id, kind, number, depth, mark, banner, spans },
    grading: writeGrading(grading),
    judgement: writeJudgement(judgement),
  };
  return commit(id, value, openings, input);
}

function commit(
  place: string,
  value: JsonValue,
  openings: Map<string, string>,
  { randomBytes, primitives }: IssueInput,
): string {
  const disclosure = createDisclosure(encodeBase64url(randomBytes(SALT_LENGTH)), value, primitives);
  openings.set(place, disclosure.text);
  return disclosure.digest;
}

function reserve(openings: Map<string, string>, place: string): void {
  if (openings.has(place))
    throw new InputError("DOCUMENT_INVALID", `Two portions are called ${place}: the drafter has to renumber`);
  openings.set(place, "");
}

function requireMarking(marking: Marking | null): Marking {
  if (marking === null) throw new PolicyError("RELEASE_UNMARKED", "A part of this document is unmarked");
  return marking;
}

function elementOf(digest: string): JsonObject {
  return { "...": digest };
}
