// Notices: what a release authority has to say later of a release that is out: a correction, a supersession, a recall. The
// cut stays in its holder's hands and stays true; the notice says what has become of it.
import {
  canonicalize,
  InputError,
  readInstant,
  readObject,
  readString,
  readWord,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { thumbprint } from "../keys/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { readStrictly } from "./cut-file.ts";
import { checkEvidence, describeEntry, readEvidence, writeEvidence } from "./evidence.ts";
import { ID_LENGTH, readBytes, readName } from "./release-format.ts";
import type { CheckedStep, LedgerEvidence, ReleaseHeader, Trust } from "./release.ts";
import { openText, signText } from "./signed-text.ts";
import { requireStanding, requireTrusted } from "./standing.ts";

export interface Notice {
  readonly kind: "correction" | "supersession" | "recall";
  /** Id of the release it is about. */
  readonly release: string;
  /** What its holders have to know, in plain words. */
  readonly text: string;
  /** Id of the release that stands in its place: always one in a supersession, none in a recall. */
  readonly replacedBy: string | null;
  /** An instant with milliseconds. */
  readonly at: string;
}

const TYPE = "entente-notice+jwt";

/**
 * Signs a notice about the release of `header`. Gives a compact JWS: what {@link digestNotice} and {@link sealNotice} take.
 * @throws InputError SHAPE_INVALID, BASE64_INVALID, INSTANT_INVALID when the notice is not whole or the authority is not the
 *   one named in the release.
 */
export function signNotice({
  notice,
  header,
  authority,
}: {
  readonly notice: Omit<Notice, "release">;
  readonly header: ReleaseHeader;
  readonly authority: Signer;
}): string {
  const { kind, text, replacedBy, at } = notice;
  if (authority.publicKey.x !== header.cnf.jwk.x)
    refuse("This release names another release authority: only that one can give notice of it");
  const payload = { kind, release: header.release, text, replaced_by: replacedBy, at };
  readNotice(payload);
  return signText(TYPE, payload, authority);
}

/** What the ledger commits to: SHA-256 over the ASCII of the signed text. */
export function digestNotice(signed: string, primitives: Primitives): Uint8Array {
  return primitives.sha256(utf8(signed));
}

/** The text of a notice file, `entente-notice/1`: canonical JSON and one newline. */
export function sealNotice(signed: string, evidence: LedgerEvidence): string {
  return `${canonicalize({ format: "entente-notice/1", notice: signed, evidence: writeEvidence(evidence) })}\n`;
}

/**
 * Checks a notice file for whoever holds a cut whose header is `header`.
 * @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, CUT_SYNTAX and those of the ledger's formats; VerificationError
 *   ALGORITHM_REFUSED, SIGNATURE_INVALID, KEY_UNTRUSTED, KEY_REVOKED, FILE_MISMATCH for a notice of another release, and the ledger's;
 *   PolicyError LEDGER_QUORUM_MISSING.
 */
export function verifyNotice({
  text,
  header,
  trust,
  primitives,
}: {
  readonly text: string;
  readonly header: ReleaseHeader;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): { readonly notice: Notice; readonly steps: readonly CheckedStep[] } {
  const { signed, evidence, notice } = readStrictly(text, "notice", (value) => {
    const file = readObject(value, "notice", ["format", "notice", "evidence"]);
    readWord(file["format"], "notice.format", ["entente-notice/1"]);
    const compact = readString(file["notice"], "notice.notice");
    return {
      signed: compact,
      evidence: readEvidence(file["evidence"], "notice.evidence", ["notice"]),
      notice: readNotice(openText(compact, TYPE, header.cnf.jwk, primitives)),
    };
  });
  if (notice.release !== header.release)
    throw new VerificationError("FILE_MISMATCH", "This notice is about another release than the cut's");
  const authority = { purpose: "authority", key: thumbprint(header.cnf.jwk, primitives) } as const;
  requireTrusted(authority, trust);
  const { ledger } = header;
  const entry = checkEvidence(
    { evidence, digest: digestNotice(signed, primitives), ledger, trust },
    primitives,
  );
  // Its release has been judged with its cut; of the notice only its own place counts.
  requireStanding({ ...authority, ledger: ledger.vkey, born: null, last: entry.index }, trust);
  return {
    notice,
    steps: [
      {
        name: "notice",
        detail: `The release authority signed this ${notice.kind} of release ${notice.release}.`,
      },
      { name: "ledger: notice", detail: describeEntry("The notice", ledger, entry) },
    ],
  };
}

function readNotice(payload: JsonObject): Notice {
  const object = readObject(payload, "notice", ["kind", "release", "text", "replaced_by", "at"]);
  const notice: Notice = {
    kind: readWord(object["kind"], "notice.kind", ["correction", "supersession", "recall"]),
    release: readBytes(object["release"], "notice.release", ID_LENGTH),
    text: readName(object["text"], "notice.text"),
    replacedBy:
      object["replaced_by"] === null
        ? null
        : readBytes(object["replaced_by"], "notice.replaced_by", ID_LENGTH),
    at: readString(object["at"], "notice.at"),
  };
  if (readInstant(notice.at) !== notice.at)
    throw new InputError("INSTANT_INVALID", "notice.at must be written with milliseconds");
  const { kind, replacedBy, release } = notice;
  if ((kind === "supersession" && replacedBy === null) || (kind === "recall" && replacedBy !== null))
    refuse("A supersession names the release that stands in its place, and a recall names none");
  if (replacedBy === release) refuse("A release cannot stand in its own place");
  return notice;
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}
