// Issuing: one document, signed once over salted digests of all its portions (SD-JWT, RFC 9901). Which reader gets which
// opening is decided later and bound by each cut; nothing about any reader is in what is signed here.
import { encodeBase64url, InputError, PolicyError, utf8 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { MarkedDocument, PlainSpan, Portion, Span } from "../documents/index.ts";
import type { Primitives, PublicJwk, Signer } from "../keys/index.ts";
import type { LedgerIdentity } from "../ledger/index.ts";
import { joinMarkings, printBanner, printMark } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import { ALGORITHM, compactJws, signJws } from "./jws.ts";
import { markParts, requireMarked } from "../planning/index.ts";
import {
  LEAST_ELEMENTS,
  readHeader,
  RELEASE_TYPE,
  SALT_LENGTH,
  writeFile,
  writeGrading,
  writeJudgement,
  writeSpan,
} from "./release-payload.ts";
import { writePolicies } from "./release-policies.ts";
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
 * Signs `document` over commitments to every portion, footnote, restricted span and cross-reference.
 * What is signed calls portions by fresh random ids: the source's own, `t1r5`, would count what is withheld before them.
 * @throws PolicyError RELEASE_UNMARKED; InputError DOCUMENT_INVALID (an exercise document outside an exercise, a place
 *   named twice, a part without its whole), SHAPE_INVALID for a header that is not sound.
 */
export function issueRelease(input: IssueInput): IssuedRelease {
  const { document, header, issuer } = input;
  requireMarked(document);
  if (document.exercise && !header.exercise)
    throw new InputError(
      "DOCUMENT_INVALID",
      "This document is marked as an exercise's: release it in an exercise, or let its drafter take the line out",
    );
  const desk: Desk = { input, openings: new Map(), names: new Map() };
  const parts = markParts(document, input.policies);
  // A withheld rendition leaves no trace beside one that is shown, as a withheld footnote does, so it stands with them.
  const body = parts.portions.filter(({ kind }) => kind !== "rendition");
  const renditions = parts.portions.filter(({ kind }) => kind === "rendition");
  const payload: JsonObject = {
    format: "entente-release/1",
    release: header.release,
    iss: document.originator,
    iat: header.iat,
    exercise: header.exercise,
    ledger: { origin: header.ledger.origin, vkey: header.ledger.vkey },
    cnf: { jwk: { ...header.authority } },
    _sd_alg: "sha-256",
    portions: commitAll(body, desk),
    footnotes: commitAll([...parts.footnotes, ...renditions], desk),
  };
  readHeader(payload);
  const jwk = { ...issuer.publicKey };
  const jws = signJws({ header: { alg: ALGORITHM, typ: RELEASE_TYPE, jwk }, payload, signer: issuer });
  return { ...jws, openings: Object.fromEntries(desk.openings) };
}

/** SHA-256 over the ASCII of the compact issuer JWT: what the ledger commits to when a document is released. */
export function digestRelease(issued: Omit<IssuedRelease, "openings">, primitives: Primitives): Uint8Array {
  return primitives.sha256(utf8(compactJws(issued)));
}

/** What is gathered while one document is committed to. */
interface Desk {
  readonly input: IssueInput;
  /** Place to disclosure. */
  readonly openings: Map<string, string>;
  /** The source's id of a portion to the release's. */
  readonly names: Map<string, string>;
}

function commitAll(portions: readonly Portion[], desk: Desk): readonly JsonValue[] {
  const digests = portions.map((portion) => commitPortion(portion, desk));
  let length = LEAST_ELEMENTS;
  while (length < digests.length) length *= 2;
  while (digests.length < length) digests.push(encodeBase64url(desk.input.randomBytes(32)));
  return digests.map(elementOf);
}

function commitPortion(portion: Portion, desk: Desk): string {
  const { id, kind, number, depth, parent, marking, grading, judgement, file } = portion;
  const { policies, document } = desk.input;
  const own = requireMarking(marking);
  // Parents stand before their spans in `openings`, as they do in a cut.
  reserve(id, desk);
  const spans = portion.spans.map((span, index) => commitSpan(span, `${id}/${index}`, marking, desk));
  const schemes = writePolicies(own, policies);
  const value: JsonObject = {
    ...{ id: nameOf(id, desk), kind, number, depth, spans },
    mark: printMark(own, document.policy, policies),
    banner: printBanner(own, policies),
    grading: writeGrading(grading),
    judgement: writeJudgement(
      judgement === null
        ? null
        : { ...judgement, supports: judgement.supports.map((one) => nameOf(one, desk)) },
    ),
    ...(parent === null ? {} : { parent: nameOf(parent, desk) }),
    ...(file === null ? {} : { file: writeFile(file) }),
    ...(schemes === null ? {} : { policies: schemes }),
  };
  return commit(id, value, desk);
}

function commitSpan(span: Span, place: string, around: Marking | null, desk: Desk): JsonObject {
  if (span.kind !== "restricted") return commitPlain(span, place, desk);
  const { policies, document } = desk.input;
  reserve(place, desk);
  const both = requireMarking(joinMarkings(around, span.marking, policies));
  const schemes = writePolicies(both, policies);
  const value: JsonObject = {
    kind: span.kind,
    mark: printMark(span.marking, document.policy, policies),
    banner: printBanner(both, policies),
    spans: span.spans.map((inner, index) => commitPlain(inner, `${place}/${index}`, desk)),
    ...(schemes === null ? {} : { policies: schemes }),
  };
  return elementOf(commit(place, value, desk));
}

/** A reference to a portion is a place of its own: it is opened only to whoever is shown that portion. */
function commitPlain(span: PlainSpan, place: string, desk: Desk): JsonObject {
  if (span.kind !== "cross-reference") return writeSpan(span);
  reserve(place, desk);
  return elementOf(commit(place, writeSpan({ ...span, target: nameOf(span.target, desk) }), desk));
}

function nameOf(id: string, { names, input }: Desk): string {
  const name = names.get(id) ?? encodeBase64url(input.randomBytes(16));
  names.set(id, name);
  return name;
}

function commit(place: string, value: JsonValue, { openings, input }: Desk): string {
  const salt = encodeBase64url(input.randomBytes(SALT_LENGTH));
  const disclosure = createDisclosure(salt, value, input.primitives);
  openings.set(place, disclosure.text);
  return disclosure.digest;
}

function reserve(place: string, { openings }: Desk): void {
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
