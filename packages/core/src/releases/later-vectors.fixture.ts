// The cases of `vectors/releases` for what comes after a cut: unsealings and notices.
import { canonicalize } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import {
  digestNotice,
  sealNotice,
  sealUnsealing,
  signNotice,
  unsealPlaces,
  verifyCut,
  verifyUnsealing,
} from "./index.ts";
import type { Notice } from "./index.ts";
import { AT, IAT } from "./release.fixture.ts";
import type { SealedRelease } from "./release.fixture.ts";
import { signText } from "./signed-text.ts";
import { cutOf, hidden, openingOf, other, pinnedOf, sealed, sealedKinds, told } from "./vectors.fixture.ts";
import type { VectorFile } from "./vectors.fixture.ts";

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
