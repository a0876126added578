// What is established of one file, kind by kind. Each kind has one function of the core that decides; here is what it is
// given and in what sentence its answer is said.
import { decodeBase64, decodeUtf8, encodeBase64url, VerificationError } from "@entente/core/encoding";
import { thumbprint } from "@entente/core/keys";
import type { Primitives } from "@entente/core/keys";
import { verifyProof } from "@entente/core/ledger";
import type { LedgerPolicy } from "@entente/core/ledger";
import { checkKitPage } from "@entente/core/kits";
import { fingerprintPeer } from "@entente/core/letters";
import { extractCut, verifyCutPage, verifyStix } from "@entente/core/pages";
import { verifyCitation, verifyRecord } from "@entente/core/record";
import {
  requireTrusted,
  verifyApproval,
  verifyCut,
  verifyNotice,
  verifyUnsealing,
} from "@entente/core/releases";
import type { CheckedStep, CutDocument, Trust } from "@entente/core/releases";
import { isCoded, VerifierError } from "./errors.ts";
import type { Input } from "./input.ts";

export interface Finding {
  readonly message: string;
  readonly recipient?: string;
  readonly release?: string;
  readonly steps: readonly CheckedStep[];
  readonly fingerprints: Readonly<Record<string, string>>;
}

export interface Bench {
  /** What was given together with the file: a cut among it is what an unsealing, a notice or an approval is about. */
  readonly beside: readonly Input[];
  readonly trust: Trust;
  readonly primitives: Primitives;
}

/** @throws everything the core's checks throw; VerifierError FILE_NEEDS_ANOTHER, TRUST_NEEDED. */
export function examine(input: Input, bench: Bench): Finding {
  switch (input.kind) {
    case "cut":
      return describeCut(verifyCut({ text: decodeUtf8(input.bytes), ...bench }), bench.primitives);
    case "page":
      return describeCut(verifyCutPage({ text: decodeUtf8(input.bytes), ...bench }), bench.primitives);
    case "kit":
      return examineKit(decodeUtf8(input.bytes), bench);
    case "stix":
      return describeCut(verifyStix({ text: decodeUtf8(input.bytes), ...bench }), bench.primitives);
    case "unsealing":
    case "notice":
    case "approval":
      return examineBeside(input.kind, decodeUtf8(input.bytes), bench);
    case "proof":
      return examineProof(input, bench);
    case "record":
      return describeRecord(verifyRecord({ files: input.files, ...bench }), bench.primitives);
  }
}

/** @throws everything `verifyCitation` throws; VerifierError FILE_KIND_UNKNOWN for what is no record. */
export function examineCitation(input: Input, citation: string, bench: Bench): Finding {
  if (input.kind !== "record")
    throw new VerifierError("FILE_KIND_UNKNOWN", "A citation holds in a record: give the folder of one");
  const { record, cited } = verifyCitation({ files: input.files, citation, ...bench });
  const { document, title, portion, text, replaced, thisEdition } = cited;
  const finding = describeRecord(record, bench.primitives);
  const place = `${title ?? document}, p-${portion}`;
  return {
    ...finding,
    message: [
      `${sayExercise(record.manifest)}the citation holds. In ${place} stands: ${text}`,
      ...(replaced
        ? ["Another release of the document stands in its place by now: see the corrections."]
        : []),
      ...(thisEdition ? [] : ["It was cited from an earlier edition of this record."]),
    ].join(" "),
    steps: [
      ...finding.steps,
      { name: "citation", detail: `${place} is shown by the cut whose digest was cited.` },
    ],
  };
}

/**
 * A kit is whole when its page is, to the last byte, and each cut inside it as a cut by itself would be. Who wrote the page is
 * the lead's node; a trust file has to name that as well, by its fingerprint among the issuers.
 */
function examineKit(text: string, { trust, primitives }: Bench): Finding {
  const { kit, lead, own, approach, cuts } = checkKitPage(text, primitives);
  const node = fingerprintPeer(lead.card, primitives);
  requireTrusted({ purpose: "issuer", key: node }, trust);
  const found = cuts.map((cut) => ({
    ...cut,
    ...describeCut(verifyCut({ text: cut.text, trust, primitives }), primitives),
  }));
  const fingerprints: Record<string, string> = { node };
  for (const { fingerprints: prints } of found)
    for (const [whose, print] of Object.entries(prints)) {
      const known = Object.keys(fingerprints).filter((name) => name.replace(/ \d+$/, "") === whose);
      if (known.every((name) => fingerprints[name] !== print))
        fingerprints[known.length === 0 ? whose : `${whose} ${known.length + 1}`] = print;
    }
  const count = `${found.length} ${found.length === 1 ? "cut" : "cuts"}`;
  return {
    message: `${sayExercise(approach)}a whole kit of ${lead.party.member} for ${own.party.member} in the case ${kit.case}, with ${count}`,
    recipient: own.party.member,
    steps: [
      { name: "page", detail: "Everything it shows is what it carries, written again and compared." },
      {
        name: "page signatures",
        detail: `The node of ${lead.party.member} signed the page to its last byte with Ed25519 and ML-DSA-65.`,
      },
      {
        name: "letters",
        detail: `The node of ${lead.party.member} signed what was said to ${own.party.member}, in order and without gaps.`,
      },
      ...found.flatMap(({ name, message, steps }) => [
        { name: `cut "${name}"`, detail: `${message}.` },
        ...steps.map((step) => ({ name: `cut "${name}": ${step.name}`, detail: step.detail })),
      ]),
    ],
    fingerprints,
  };
}

function describeCut(
  { document, steps }: { readonly document: CutDocument; readonly steps: readonly CheckedStep[] },
  primitives: Primitives,
): Finding {
  const { header, recipient } = document;
  return {
    message: `${sayExercise(header)}a true cut for ${recipient} of release ${header.release} by ${header.iss}, ${document.banner}`,
    recipient,
    release: header.release,
    steps,
    fingerprints: listKeys(document, primitives),
  };
}

/** What is about a cut is checked with each cut that lies beside it; the first that fits is the one it is about. */
function examineBeside(
  kind: "unsealing" | "notice" | "approval",
  text: string,
  { beside, trust, primitives }: Bench,
): Finding {
  let refusal: unknown = new VerifierError(
    "FILE_NEEDS_ANOTHER",
    `${kind === "unsealing" ? "An unsealing adds to one cut" : `A${kind === "approval" ? "n approval" : " notice"} is about one release`}: give a cut it belongs to together with it`,
  );
  for (const cut of unsealAll(beside, { trust, primitives })) {
    try {
      return EXAMINERS[kind]({ cut, text, trust, primitives });
    } catch (error) {
      if (!isCoded(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Every cut that was given, and every cut that comes of one by the unsealings that were: a second goes with what the first gave. */
function unsealAll(
  beside: readonly Input[],
  { trust, primitives }: Pick<Bench, "trust" | "primitives">,
): readonly string[] {
  const cuts = beside.flatMap((one) => listCuts(one, primitives));
  const left = new Set(beside.flatMap((one) => (one.kind === "unsealing" ? [one.bytes] : [])));
  // Each unsealing fits one cut at most, so a cut that is added uses one up.
  for (const cut of cuts)
    for (const bytes of left) {
      try {
        const unsealing = decodeUtf8(bytes);
        cuts.push(verifyUnsealing({ cut, unsealing, trust, primitives }).cutAfter);
        left.delete(bytes);
      } catch (error) {
        // One that fits nothing has a report of its own.
        if (!isCoded(error)) throw error;
      }
    }
  return cuts;
}

function listCuts(input: Input, primitives: Primitives): readonly string[] {
  try {
    if (input.kind === "cut") return [decodeUtf8(input.bytes)];
    if (input.kind === "kit")
      return checkKitPage(decodeUtf8(input.bytes), primitives).cuts.map(({ text }) => text);
    return input.kind === "page" ? [extractCut(decodeUtf8(input.bytes))] : [];
  } catch (error) {
    // What is no cut has a report of its own.
    if (isCoded(error)) return [];
    throw error;
  }
}

interface Request {
  readonly cut: string;
  readonly text: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}

const EXAMINERS: Readonly<Record<"unsealing" | "notice" | "approval", (request: Request) => Finding>> = {
  unsealing: ({ cut, text, trust, primitives }) => {
    const { after, unsealed } = verifyUnsealing({ cut, unsealing: text, trust, primitives });
    const finding = describeCut(after, primitives);
    const added = unsealed.portions.length + unsealed.parts.length;
    const detail = `${added} places are shown now that were withheld, each of them signed for in the same release, before.`;
    return {
      ...finding,
      message: `${finding.message}, after a true unsealing`,
      steps: [...finding.steps, { name: "unsealing", detail }],
    };
  },
  notice: ({ cut, text, trust, primitives }) => {
    const { document } = verifyCut({ text: cut, trust, primitives });
    const { notice, steps } = verifyNotice({ text, header: document.header, trust, primitives });
    const next = notice.replacedBy === null ? "" : ` Release ${notice.replacedBy} stands in its place.`;
    return {
      message: `${sayExercise(document.header)}a ${notice.kind} of release ${notice.release} at ${notice.at}: ${notice.text}${next}`,
      release: notice.release,
      steps,
      fingerprints: listKeys(document, primitives),
    };
  },
  approval: ({ cut, text, trust, primitives }) => {
    const { document } = verifyCut({ text: cut, trust, primitives });
    const { header } = document;
    const approval = verifyApproval({ text: text.trimEnd(), authority: header.cnf.jwk, primitives });
    if (approval.release !== header.release)
      throw new VerificationError(
        "FILE_MISMATCH",
        "This approval is of another release than the cut's: give the cut it belongs to",
      );
    const cuts = `${approval.presentations.length} cut${approval.presentations.length === 1 ? "" : "s"}`;
    return {
      message: `${sayExercise(header)}the approval of release ${approval.release} at ${approval.at}`,
      release: approval.release,
      steps: [
        { name: "approval signature", detail: "The release authority of this cut signed the approval." },
        {
          name: "two persons",
          detail: `${approval.proposedBy} proposed and ${approval.approvedBy} approved.`,
        },
        { name: "what was approved", detail: `The plan, and ${cuts} by the digest of what each holds.` },
      ],
      fingerprints: listKeys(document, primitives),
    };
  },
};

/** A proof names no key, so only a trust file can say whose ledger it is. */
function examineProof(input: Input & { kind: "proof" }, { trust, primitives }: Bench): Finding {
  if (trust.kind !== "pinned")
    throw new VerifierError(
      "TRUST_NEEDED",
      "A ledger proof carries no key: name the ledger's in a trust file and check again with it",
    );
  if (input.entry === null)
    throw new VerifierError(
      "FILE_NEEDS_ANOTHER",
      "A ledger proof is about an entry: put that file beside it, named as the proof without its ending",
    );
  const text = decodeUtf8(input.bytes);
  const { vkey, origin } = findLog(text, trust.policy);
  const { index, size, witnesses } = verifyProof(
    { text, entry: input.entry, identity: { origin, vkey }, policy: trust.policy },
    primitives,
  );
  return {
    message: `entry ${index} of ${size} in the ledger ${origin}`,
    steps: [
      { name: "entry", detail: `The entry stands at ${index} of ${size} in ${origin}.` },
      { name: "checkpoint", detail: `${origin} signed the checkpoint the proof leads to.` },
      { name: "witnesses", detail: sayWitnesses(witnesses) },
    ],
    fingerprints: listLedgerKey(vkey, primitives),
  };
}

/** The log of the policy whose origin the proof's checkpoint says; which key signed is for the check to find. */
function findLog(text: string, { logs }: LedgerPolicy): { readonly vkey: string; readonly origin: string } {
  const origin = text.slice(text.indexOf("\n\n") + 2).split("\n")[0] ?? "";
  const log = logs.find(({ key }) => key.name === origin);
  if (log === undefined)
    throw new VerifierError(
      "TRUST_NEEDED",
      `Your trust file names no ledger called ${origin}: compare its key with its keeper by voice before adding it`,
    );
  return { origin, vkey: log.key.vkey };
}

export function sayWitnesses(witnesses: readonly string[]): string {
  return witnesses.length === 0
    ? "Your policy asks for no witnesses."
    : `Cosigned by ${witnesses.join(", ")}, as your policy asks.`;
}

function describeRecord(
  { manifest, key, documents, steps }: ReturnType<typeof verifyRecord>,
  primitives: Primitives,
): Finding {
  const fingerprints: Record<string, string> = { publisher: key };
  for (const role of ["issuer", "authority"] as const) {
    const found = [...new Set(documents.map(({ keys }) => keys[role]))];
    found.forEach((print, index) => (fingerprints[index === 0 ? role : `${role} ${index + 1}`] = print));
  }
  return {
    message: `${sayExercise(manifest)}the record of ${manifest.case}, published by ${manifest.iss} at ${manifest.publishedAt}`,
    steps,
    fingerprints: { ...fingerprints, ...listLedgerKey(manifest.ledger.vkey, primitives) },
  };
}

function sayExercise({ exercise }: { readonly exercise: boolean }): string {
  return exercise ? "EXERCISE: " : "";
}

function listKeys({ keys, header }: CutDocument, primitives: Primitives): Readonly<Record<string, string>> {
  return {
    issuer: keys.issuer,
    authority: keys.authority,
    ...listLedgerKey(header.ledger.vkey, primitives),
  };
}

/** The vkey has been read by the checks, so its parts are sound. */
function listLedgerKey(vkey: string, primitives: Primitives): Readonly<Record<string, string>> {
  const key = decodeBase64(vkey.split("+").slice(2).join("+")).slice(1);
  const jwk = { kty: "OKP", crv: "Ed25519", x: encodeBase64url(key) } as const;
  return { ledger: thumbprint(jwk, primitives), "ledger vkey": vkey };
}
