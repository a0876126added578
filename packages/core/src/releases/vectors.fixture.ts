// The cases of `vectors/releases`, made anew: files that verify and files that do not, with what to say of them. The files
// stay as they were written: how random bytes are drawn may change, what is said of a file may not.
import { canonicalize, decodeBase64url, decodeUtf8 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { createMlDsaSigner, portablePrimitives as primitives } from "../keys/index.ts";
import { forgeAt, rebind, resign } from "./forged-cut.fixture.ts";
import {
  digestNotice,
  sealCut,
  sealNotice,
  sealUnsealing,
  signNotice,
  signRelease,
  unsealPlaces,
  verifyCut,
  verifyUnsealing,
} from "./index.ts";
import type { CutBody, CutFile, Notice } from "./index.ts";
import { kinds, kindsCommunity } from "./kinds.fixture.ts";
import { AT, IAT, sample, sealRelease } from "./release.fixture.ts";
import type { SealedRelease } from "./release.fixture.ts";
import { signText } from "./signed-text.ts";

export interface VectorFile {
  readonly about: string;
  readonly cases: readonly JsonObject[];
}

const everyone = ["GBR", "USA", "CAN", "DEU", "FRA", "SWE", "CHE", "PUBLIC"];
const sealed = sealRelease({ document: sample, recipients: everyone });
const other = sealRelease({ document: sample, recipients: everyone, seed: "other" });
const allKinds = { document: kinds, compiled: kindsCommunity, recipients: everyone };
const sealedKinds = sealRelease(allKinds);
const told = sealRelease({
  ...{ document: sample, recipients: everyone, seed: "told" },
  rules: { countsFor: ["SWE"], withholdGradingsFrom: ["CAN"], hidePlaces: [] },
});
const hidden = sealRelease({
  ...{ document: sample, recipients: everyone, seed: "hidden" },
  rules: { countsFor: [], withholdGradingsFrom: [], hidePlaces: ["p1", "p5"] },
});

/** The keys of a release, as whoever pins them writes them. */
function pinnedOf({ trust, vkey }: SealedRelease): JsonObject {
  return {
    issuers: [...trust.issuers],
    authorities: [...trust.authorities],
    policy: `log ${vkey}\nquorum none\n`,
  };
}

/** `vectors/releases/cuts_valid.json`. */
export function listValidCuts(): VectorFile {
  const valid = (why: string, from: SealedRelease, recipient: string): JsonObject => {
    const text = cutOf(from, recipient);
    const { document } = verifyCut({ text, trust: { kind: "carried" }, primitives });
    return {
      ...{
        why,
        text,
        trust: pinnedOf(from),
        recipient,
        banner: document.banner,
        released: document.released,
      },
      counts: document.counts === null ? null : { ...document.counts },
      portions: document.portions.map((one) => (one === null ? null : { id: one.id, number: one.number })),
      footnotes: document.footnotes.map(({ id, number }) => ({ id, number })),
    };
  };
  return {
    about: "Cut files that verify under the keys beside them, and what a reader has of them.",
    cases: [
      valid("everything in a release, restricted spans included", sealed, "GBR"),
      valid("a stricter span opened, its neighbour not", sealed, "CAN"),
      valid("withheld portions at the end too, and a withheld note", sealed, "SWE"),
      valid("counts and own numbers told", told, "SWE"),
      valid("places hidden without a gap", hidden, "SWE"),
      valid("gradings withheld", told, "CAN"),
      valid("every kind of portion, under a scheme the cut defines itself", sealedKinds, "GBR"),
      valid("gaps in tables, figures, sources and references", sealedKinds, "SWE"),
    ],
  };
}

/** `vectors/releases/cuts_invalid.json`. */
export function listInvalidCuts(): VectorFile {
  return {
    about: "Texts that are no cut, or a changed one, with the code of the refusal on the keys they carry.",
    cases: [
      ...listTexts(),
      ...listDisclosures(),
      ...listSignatures(),
      ...listBindings(),
      ...listEvidence(),
    ].map(([why, code, text]) => ({ why, code, text })),
  };
}

type Invalid = readonly [why: string, code: string, text: string];

const file = cutOf(sealed, "FRA");
const body = bodyOf(sealed, "FRA");
const own = body.signatures[0].header.disclosures;

function listTexts(): readonly Invalid[] {
  const changed = (change: (cut: Record<string, JsonValue>) => JsonObject): string =>
    `${canonicalize(change(JSON.parse(file) as Record<string, JsonValue>))}\n`;
  return [
    ["no newline at the end", "JSON_NOT_CANONICAL", file.trimEnd()],
    ["white space inside", "JSON_NOT_CANONICAL", file.replace(`{"evidence":`, `{ "evidence":`)],
    [
      "a member repeated",
      "JSON_NOT_CANONICAL",
      file.replace(`"format":`, `"format":"entente-cut/2","format":`),
    ],
    ["not JSON", "JSON_SYNTAX", file.slice(0, 200)],
    ["a member that is not part of the format", "CUT_SYNTAX", changed((cut) => ({ ...cut, more: 1 }))],
    ["another format", "CUT_SYNTAX", changed((cut) => ({ ...cut, format: "entente-cut/1" }))],
  ];
}

function listDisclosures(): readonly Invalid[] {
  const carry = (disclosures: readonly string[]): string =>
    sealed.seal({
      ...body,
      signatures: [
        { ...body.signatures[0], header: { ...body.signatures[0].header, disclosures } },
        body.signatures[1],
      ],
    });
  const bound = (change: (place: string) => boolean | null): string => {
    const disclosures = sealed.issued.openings
      .filter(({ place, text }) => change(place) ?? own.includes(text))
      .map(({ text }) => text);
    return sealed.seal(rebind(body, disclosures, sealed.authority));
  };
  const add = (...places: string[]): string => bound((place) => (places.includes(place) ? true : null));
  const drop = (...places: string[]): string => bound((place) => (places.includes(place) ? false : null));
  const forge = (place: string, change: (value: JsonObject) => JsonObject): string =>
    forgeAt(sealedKinds, "GBR", place, (parts) => [
      ...parts.slice(0, -1),
      change(parts.at(-1) as JsonObject),
    ]);
  const invalid = "DISCLOSURE_INVALID";
  return [
    [
      "a grading taken out on the way",
      "KEY_BINDING_MISMATCH",
      carry(own.filter((one) => one !== openingOf("n4#grading"))),
    ],
    ["a portion added on the way by a holder of more", invalid, carry([...own, openingOf("p5")])],
    ["a disclosure twice", "DISCLOSURE_REPEATED", carry([...own, own[0] ?? ""])],
    ["disclosures in another order", invalid, carry([...own].reverse())],
    ["a disclosure of another release", "DISCLOSURE_UNMATCHED", carry([...own, openingOf("p1", other)])],
    ["a disclosure with padding", invalid, carry([`${own[0] ?? ""}=`, ...own.slice(1)])],
    ["a part without its portion, bound by the authority", "DISCLOSURE_UNMATCHED", drop("p2")],
    ["a portion without its mark, bound by the authority", invalid, drop("p2#marking")],
    ["a portion its reading does not have, bound by the authority", invalid, add("p5", "p5#marking")],
    ["no reading", invalid, drop("#reading/c3")],
    ["two readings", invalid, add("#reading/c4")],
    ["a gap opened that shows nothing", invalid, add("#gap/c3/0")],
    ["one number told and not the others", invalid, add("p2#number")],
    ["a judgement that rests on a portion not shown", invalid, add("j1#support")],
    [
      "a run of parts that is not filled up",
      invalid,
      forge("p4", (value) => ({ ...value, spans: [...(value["spans"] as JsonValue[]), null] })),
    ],
    [
      "a span no portion has",
      invalid,
      forge("p2b", (value) => ({ ...value, spans: [{ kind: "cell-break" }] })),
    ],
    ["a member no portion has", invalid, forge("p2b", (value) => ({ ...value, page: "17" }))],
    ["a row that follows no table", invalid, forge("t1", (value) => ({ ...value, kind: "paragraph" }))],
    [
      "a mark of a scheme that nothing defines",
      "MARKING_UNDEFINED",
      forge("p4#marking", (value) => ({ ...value, banner: "ATLANTIS SECRET" })),
    ],
    [
      "a scheme said in two ways",
      "MARKING_UNDEFINED",
      forge("p4#marking", (value) => ({
        ...value,
        policies: (value["policies"] as JsonObject[]).map((part) => ({ ...part, prefix: "STRELSAUS " })),
      })),
    ],
  ];
}

function listSignatures(): readonly Invalid[] {
  const { issued, issuer, authority } = sealed;
  const payload = JSON.parse(decodeUtf8(decodeBase64url(issued.payload))) as JsonObject;
  const sealAgain = (signed: CutBody): string => sealed.seal(rebind(signed, own, authority));
  const foreign = createMlDsaSigner("ML-DSA-65", new Uint8Array(32));
  const prepared = { ...issued, issuer: { ...issued.issuer, mlDsa: foreign.publicKey } };
  const [, mlDsa] = signRelease({ prepared, issuer: { ...issuer, mlDsa: foreign } }).signatures;
  const [first, second] = body.signatures;
  const zeros = (length: number): string => "A".repeat(Math.ceil((length * 4) / 3));
  return [
    ["the algorithms are none", "ALGORITHM_REFUSED", sealAgain(resign(sealed, payload, { alg: "none" }))],
    [
      "the algorithms are EdDSA, which is not on the list",
      "ALGORITHM_REFUSED",
      sealAgain(resign(sealed, payload, { alg: "EdDSA" })),
    ],
    ["headers with an unknown member", "CUT_SYNTAX", sealAgain(resign(sealed, payload, { crit: ["x"] }))],
    ["signed as something else", "SIGNATURE_INVALID", sealAgain(resign(sealed, payload, { typ: "JWT" }))],
    [
      "the Ed25519 signature is nothing",
      "SIGNATURE_INVALID",
      sealAgain({ ...body, signatures: [{ ...first, signature: zeros(64) }, second] }),
    ],
    [
      "the ML-DSA-65 signature is nothing",
      "SIGNATURE_INVALID",
      sealAgain({ ...body, signatures: [first, { ...second, signature: zeros(3309) }] }),
    ],
    [
      "an ML-DSA-65 signature by a key the payload does not name",
      "SIGNATURE_INVALID",
      sealAgain({ ...body, signatures: [first, mlDsa] }),
    ],
    ["one signature", "CUT_SYNTAX", file.replace(`,${canonicalize({ ...second })}`, "")],
    ["the Ed25519 signature twice", "CUT_SYNTAX", sealed.seal({ ...body, signatures: [first, first] })],
    [
      "the exercise flag taken out of the payload",
      "SIGNATURE_INVALID",
      sealAgain({ ...resign(sealed, { ...payload, exercise: false }), signatures: body.signatures }),
    ],
    ["another hash named", "CUT_SYNTAX", sealAgain(resign(sealed, { ...payload, _sd_alg: "sha-512" }))],
    [
      "a pool that is not filled up",
      "CUT_SYNTAX",
      sealAgain(resign(sealed, { ...payload, portions: (payload["portions"] as JsonValue[]).slice(1) })),
    ],
    [
      "the format of before",
      "CUT_SYNTAX",
      sealAgain(resign(sealed, { ...payload, format: "entente-release/1" })),
    ],
  ];
}

function listBindings(): readonly Invalid[] {
  const bind = (change: Parameters<typeof rebind>[3]): string =>
    sealed.seal(rebind(body, own, sealed.authority, change));
  const swe = bodyOf(sealed, "SWE").signatures[0].header.kb_jwt;
  const [first, second] = body.signatures;
  const carry = (kb_jwt: string): string =>
    sealed.seal({ ...body, signatures: [{ ...first, header: { ...first.header, kb_jwt } }, second] });
  return [
    [
      "bound by the issuer, who is not the release authority",
      "KEY_BINDING_INVALID",
      sealed.seal(rebind(body, own, sealed.issuer.ed25519)),
    ],
    ["bound with another algorithm", "ALGORITHM_REFUSED", bind({ header: { alg: "EdDSA" } })],
    ["bound as another type of JWT", "KEY_BINDING_INVALID", bind({ header: { typ: "JWT" } })],
    [
      "bound for another release",
      "KEY_BINDING_MISMATCH",
      bind({ claims: { nonce: "AAAAAAAAAAAAAAAAAAAAAA" } }),
    ],
    ["bound before the release", "KEY_BINDING_MISMATCH", bind({ claims: { iat: IAT - 1 } })],
    ["bound to nobody", "CUT_SYNTAX", bind({ claims: { aud: "" } })],
    ["the key binding of another cut", "KEY_BINDING_MISMATCH", carry(swe)],
    ["no key binding", "CUT_SYNTAX", carry("")],
  ];
}

function listEvidence(): readonly Invalid[] {
  const { evidence, release } = JSON.parse(file) as CutFile;
  const swe = (JSON.parse(cutOf(sealed, "SWE")) as CutFile).evidence;
  const withEvidence = (change: Partial<CutFile["evidence"]>): string =>
    sealCut(release, { ...evidence, ...change });
  const { cut } = evidence;
  const opening = (change: object): string =>
    withEvidence({ cut: { ...cut, opening: { ...cut.opening, ...change } } });
  return [
    ["evidence of another cut", "LEDGER_PROOF_INVALID", withEvidence({ cut: swe.cut })],
    ["evidence of the release in place of the cut's", "CUT_SYNTAX", withEvidence({ cut: evidence.release })],
    ["evidence as if it were an unsealing", "LEDGER_PROOF_INVALID", opening({ kind: "unsealing" })],
    ["another time in the evidence", "LEDGER_PROOF_INVALID", opening({ at: "2018-03-15T10:00:00.000Z" })],
    ["a time without milliseconds", "INSTANT_INVALID", opening({ at: "2018-03-14T10:00:00Z" })],
    ["an empty proof", "PROOF_SYNTAX", withEvidence({ cut: { ...cut, proof: "" } })],
    ["a cut committed before its release", "LEDGER_COMMITMENT_MISMATCH", sealed.seal(body, "cut first")],
  ];
}

/** An unsealing of `places` in the cut of `recipient`, put into the ledger of the release. */
function unseal(from: SealedRelease, recipient: string, places: readonly string[]): string {
  const { issued, authority, commit } = from;
  const cut = cutOf(from, recipient);
  const { body, digest } = unsealPlaces({ issued, cut, places, iat: IAT + 120, authority, primitives });
  return sealUnsealing(body, commit("unsealing", digest));
}

/** `vectors/releases/unsealings_valid.json`. */
export function listValidUnsealings(): VectorFile {
  const valid = (why: string, from: SealedRelease, recipient: string, ...places: string[]): JsonObject => {
    const files = { cut: cutOf(from, recipient), unsealing: unseal(from, recipient, places) };
    const { after, unsealed } = verifyUnsealing({ ...files, trust: from.trust, primitives });
    return {
      ...{ why, ...files, trust: pinnedOf(from), recipient, banner: after.document.banner },
      unsealed: { portions: [...unsealed.portions], parts: [...unsealed.parts] },
      portions: after.document.portions.map((one) =>
        one === null ? null : { id: one.id, number: one.number },
      ),
    };
  };
  return {
    about:
      "A cut and an unsealing of it that verify under the keys beside them, and what its holder has then.",
    cases: [
      valid("one of two portions behind a gap", sealed, "SWE", "p4"),
      valid("all behind a gap", sealed, "SWE", "p3", "p4"),
      valid("a stricter span and its note", sealed, "SWE", "p2/1", "n2"),
      valid("a place that was hidden", hidden, "SWE", "p5"),
      valid("rows, a picture and a source", sealedKinds, "SWE", "t1r3", "f1b", "s2"),
    ],
  };
}

/** `vectors/releases/unsealings_invalid.json`. */
export function listInvalidUnsealings(): VectorFile {
  const cut = cutOf(sealed, "SWE");
  const good = unseal(sealed, "SWE", ["p5"]);
  const edit = (change: (value: Record<string, JsonValue>) => JsonObject): string =>
    `${canonicalize(change(JSON.parse(good) as Record<string, JsonValue>))}\n`;
  const { disclosures } = JSON.parse(good) as { disclosures: string[] };
  const { evidence, kb_jwt } = JSON.parse(unseal(sealed, "FRA", ["p5"])) as Record<
    "evidence" | "kb_jwt",
    JsonValue
  >;
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["of another cut", "FILE_MISMATCH", cutOf(sealed, "DEU"), good],
    ["of another release", "FILE_MISMATCH", cutOf(other, "SWE"), good],
    ["bound to another recipient", "FILE_MISMATCH", cut, edit((value) => ({ ...value, kb_jwt }))],
    [
      "a place added on the way",
      "KEY_BINDING_MISMATCH",
      cut,
      edit((value) => ({ ...value, disclosures: addP4(disclosures) })),
    ],
    [
      "a disclosure the cut has already",
      "DISCLOSURE_REPEATED",
      cut,
      edit((value) => ({ ...value, disclosures: [...disclosures, openingOf("title")] })),
    ],
    [
      "a disclosure of another release",
      "DISCLOSURE_UNMATCHED",
      cut,
      edit((value) => ({ ...value, disclosures: [...disclosures, openingOf("p1", other)] })),
    ],
    [
      "disclosures in another order",
      "DISCLOSURE_INVALID",
      cut,
      edit((value) => ({ ...value, disclosures: [...disclosures].reverse() })),
    ],
    ["nothing opened", "CUT_SYNTAX", cut, edit((value) => ({ ...value, disclosures: [] }))],
    ["evidence of another unsealing", "LEDGER_PROOF_INVALID", cut, edit((value) => ({ ...value, evidence }))],
    ["a member that is not part of the format", "CUT_SYNTAX", cut, edit((value) => ({ ...value, more: 1 }))],
    ["a cut in its place", "CUT_SYNTAX", cut, cut],
  ];
  return {
    about:
      "A cut and a text that is no unsealing of it, with the code of the refusal on the keys the cut carries.",
    cases: cases.map(([why, code, beside, unsealing]) => ({ why, code, cut: beside, unsealing })),
  };
}

function addP4(disclosures: readonly string[]): string[] {
  const wanted = new Set([...disclosures, openingOf("p4"), openingOf("p4#marking"), openingOf("#gap/c4/1")]);
  return sealed.issued.openings.map(({ text }) => text).filter((text) => wanted.has(text));
}

/** `vectors/releases/notices.json`: `code` is `accepted` where the notice verifies. */
export function listNotices(): VectorFile {
  const cut = cutOf(sealed, "SWE");
  const { header } = verifyCut({ text: cut, trust: sealed.trust, primitives }).document;
  const replacedBy = "AAAAAAAAAAAAAAAAAAAAAA";
  const make = (kind: Notice["kind"], replaced: string | null, from = sealed): string => {
    const notice = { kind, text: "Read the later one.", replacedBy: replaced, at: AT };
    const signed = signNotice({ notice, header, authority: from.authority });
    return sealNotice(signed, from.commit("notice", digestNotice(signed, primitives)));
  };
  const recall = make("recall", null);
  const sign = (payload: JsonObject, type = "entente-notice+jwt", signer = sealed.authority): string => {
    const signed = signText(type, payload, signer);
    return sealNotice(signed, sealed.commit("notice", digestNotice(signed, primitives)));
  };
  const payload = {
    kind: "recall",
    release: header.release,
    text: "Send it back.",
    replaced_by: null,
    at: AT,
  };
  const cases: readonly (readonly [string, string, string])[] = [
    ["a correction", "accepted", make("correction", null)],
    ["a supersession", "accepted", make("supersession", replacedBy)],
    ["a recall", "accepted", recall],
    [
      "a recall that names a release in its place",
      "CUT_SYNTAX",
      sign({ ...payload, replaced_by: replacedBy }),
    ],
    ["a supersession that names none", "CUT_SYNTAX", sign({ ...payload, kind: "supersession" })],
    ["of another release", "FILE_MISMATCH", sign({ ...payload, release: replacedBy })],
    ["signed by the issuer", "SIGNATURE_INVALID", sign(payload, "entente-notice+jwt", sealed.issuer.ed25519)],
    ["signed as something else", "SIGNATURE_INVALID", sign(payload, "entente-approval+jwt")],
    [
      "committed to another ledger's entry",
      "LEDGER_PROOF_INVALID",
      make("recall", null, told).replace(/"salt":"[^"]*"/, `"salt":"${"A".repeat(43)}"`),
    ],
    ["a member that is not part of the format", "CUT_SYNTAX", sign({ ...payload, more: 1 })],
  ];
  return {
    about: "A cut and a notice of its release, with the code of the refusal on the keys the cut carries.",
    cases: cases.map(([why, code, notice]) => ({ why, code, cut, notice, trust: pinnedOf(sealed) })),
  };
}

function cutOf({ cuts }: SealedRelease, recipient: string): string {
  return cuts.get(recipient) ?? missing(recipient);
}

function bodyOf({ bodies }: SealedRelease, recipient: string): CutBody {
  return bodies.get(recipient) ?? missing(recipient);
}

function openingOf(place: string, { issued } = sealed): string {
  return issued.openings.find((one) => one.place === place)?.text ?? missing(place);
}

function missing(what: string): never {
  throw new Error(`the fixture has no ${what}`);
}
