// Checking one input: which kind it is, what was established, and in what words it failed. Pure: bytes in, report out.
import {
  decodeBase64,
  decodeUtf8,
  encodeBase64url,
  InputError,
  VerificationError,
} from "@entente/core/encoding";
import { thumbprint } from "@entente/core/keys";
import type { Primitives } from "@entente/core/keys";
import { verifyRecord } from "@entente/core/record";
import { verifyCut } from "@entente/core/releases";
import { verifyCutPage } from "@entente/core/pages";
import type { CheckedStep, CutDocument, Trust } from "@entente/core/releases";
import { VerifierError } from "./errors.ts";

/** An input as it was read. */
export type Input =
  | { readonly kind: "cut"; readonly bytes: Uint8Array }
  | { readonly kind: "page"; readonly bytes: Uint8Array }
  | { readonly kind: "record"; readonly files: ReadonlyMap<string, Uint8Array> };

/** What `--json` prints for one file. */
export interface FileReport {
  readonly file: string;
  readonly kind: Input["kind"] | null;
  readonly verified: boolean;
  /** Null when verified. */
  readonly code: string | null;
  /** What this is, or what is wrong and what to do. */
  readonly message: string;
  readonly recipient?: string;
  readonly release?: string;
  readonly steps: readonly CheckedStep[];
  /** Whose key to its RFC 7638 thumbprint; `ledger` is the key in the vkey, `ledger vkey` the line itself. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

type Finding = Pick<FileReport, "message" | "recipient" | "release" | "steps" | "fingerprints">;

/** Checks one input. Never throws for hostile bytes: a coded failure is a report, anything else is a fault of ours. */
export function checkInput({
  file,
  input,
  trust,
  primitives,
}: {
  readonly file: string;
  readonly input: Input;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): FileReport {
  try {
    const finding = examine(input, trust, primitives);
    return { file, kind: input.kind, verified: true, code: null, ...finding };
  } catch (error) {
    return reportFailure({ file, kind: input.kind, error });
  }
}

/** The report of a file that could not be accepted, whatever was thrown; rethrows what has no code. */
export function reportFailure({
  file,
  kind,
  error,
}: {
  readonly file: string;
  readonly kind: Input["kind"] | null;
  readonly error: unknown;
}): FileReport {
  if (!(error instanceof InputError || error instanceof VerificationError || error instanceof VerifierError))
    throw error;
  const position = error instanceof InputError ? error.position : null;
  const place = position === null ? "" : `line ${position.line}, column ${position.column}: `;
  return {
    file,
    kind,
    verified: false,
    code: error.code,
    message: place + error.message,
    steps: [],
    fingerprints: {},
  };
}

function examine(input: Input, trust: Trust, primitives: Primitives): Finding {
  switch (input.kind) {
    case "cut":
      return describeCut(verifyCut({ text: decodeUtf8(input.bytes), trust, primitives }), primitives);
    case "page":
      return describeCut(verifyCutPage({ text: decodeUtf8(input.bytes), trust, primitives }), primitives);
    case "record":
      return describeRecord(verifyRecord({ files: input.files, trust, primitives }), primitives);
  }
}

function describeCut(
  { document, steps }: { readonly document: CutDocument; readonly steps: readonly CheckedStep[] },
  primitives: Primitives,
): Finding {
  const { header, recipient, keys } = document;
  const exercise = header.exercise ? "EXERCISE: " : "";
  return {
    message: `${exercise}a true cut for ${recipient} of release ${header.release} by ${header.iss}, ${document.banner}`,
    recipient,
    release: header.release,
    steps,
    fingerprints: {
      issuer: keys.issuer,
      authority: keys.authority,
      ...describeLedger(header.ledger.vkey, primitives),
    },
  };
}

function describeRecord(
  { manifest, key, documents, steps }: ReturnType<typeof verifyRecord>,
  primitives: Primitives,
): Finding {
  const exercise = manifest.exercise ? "EXERCISE: " : "";
  const fingerprints: Record<string, string> = { publisher: key };
  for (const role of ["issuer", "authority"] as const) {
    const found = [...new Set(documents.map(({ keys }) => keys[role]))];
    found.forEach((print, index) => (fingerprints[index === 0 ? role : `${role} ${index + 1}`] = print));
  }
  return {
    message: `${exercise}the record of ${manifest.case}, published by ${manifest.iss} at ${manifest.publishedAt}`,
    steps,
    fingerprints: { ...fingerprints, ...describeLedger(manifest.ledger.vkey, primitives) },
  };
}

/** The vkey has been read by the checks, so its parts are sound. */
function describeLedger(vkey: string, primitives: Primitives): Record<string, string> {
  const key = decodeBase64(vkey.split("+").slice(2).join("+")).slice(1);
  const jwk = { kty: "OKP", crv: "Ed25519", x: encodeBase64url(key) } as const;
  return { ledger: thumbprint(jwk, primitives), "ledger vkey": vkey };
}
