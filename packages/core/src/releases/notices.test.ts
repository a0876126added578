// Notices about a release that is out, and approvals of one that is not yet: each signed by its release authority.
import { describe, expect, it } from "vitest";
import { canonicalize, decodeBase64url, encodeBase64url } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { noRules } from "../planning/index.ts";
import {
  digestApproval,
  digestNotice,
  listPresentations,
  requireApproved,
  sealNotice,
  signApproval,
  signNotice,
  verifyApproval,
  verifyCut,
  verifyNotice,
} from "./index.ts";
import type { Approval, Notice, Trust } from "./index.ts";
import { AT, codeOf, sample, sealRelease, text } from "./release.fixture.ts";
import { signText } from "./signed-text.ts";

const recipients = ["GBR", "FRA", "DEU", "SWE"];
const sealed = sealRelease({ document: sample, recipients });
const { authority, issuer, trust } = sealed;
const { header } = verifyCut({ text: sealed.cuts.get("SWE") ?? "", trust, primitives }).document;
const instead = encodeBase64url(new Uint8Array(16));

describe("a notice", () => {
  const said: Omit<Notice, "release"> = {
    ...{ kind: "correction", text: "The laboratory is another.", replacedBy: null, at: AT },
  };
  const make = (change: Partial<typeof said> = {}, signer = authority): string => {
    const signed = signNotice({ notice: { ...said, ...change }, header, authority: signer });
    return sealNotice(signed, sealed.commit("notice", digestNotice(signed, primitives)));
  };
  const check = (file: string, beside = header, under: Trust = trust) =>
    verifyNotice({ text: file, header: beside, trust: under, primitives });

  it("of each kind is read as it was signed, from the ledger", () => {
    for (const change of [
      {},
      { kind: "correction", replacedBy: instead },
      { kind: "supersession", replacedBy: instead },
      { kind: "recall" },
    ] as const) {
      const { notice, steps } = check(make(change));
      expect(notice).toEqual({ ...said, ...change, release: header.release });
      expect(steps.map(({ name }) => name)).toEqual(["notice", "ledger: notice"]);
    }
  });

  it("is not made unless it is whole and by the release's own authority", () => {
    const code = (change: Partial<typeof said>, signer = authority): string =>
      codeOf(() => make(change, signer));
    expect(code({ kind: "supersession" })).toBe("SHAPE_INVALID");
    expect(code({ kind: "recall", replacedBy: instead })).toBe("SHAPE_INVALID");
    expect(code({ replacedBy: header.release })).toBe("SHAPE_INVALID");
    expect(code({ text: "" })).toBe("SHAPE_INVALID");
    expect(code({ at: "2018-03-14" })).toBe("INSTANT_INVALID");
    expect(code({ at: "2018-03-14T10:00:00Z" })).toBe("INSTANT_INVALID");
    expect(code({}, issuer.ed25519)).toBe("SHAPE_INVALID");
  });

  it("is refused of another release, under other keys, or with other evidence", () => {
    const file = make();
    const code = (...rest: Parameters<typeof check>): string => codeOf(() => check(...rest));
    expect(code(file, { ...header, release: instead })).toBe("FILE_MISMATCH");
    expect(code(file, { ...header, cnf: { jwk: issuer.ed25519.publicKey } })).toBe("SIGNATURE_INVALID");
    expect(code(file, header, { ...trust, authorities: [] })).toBe("KEY_UNTRUSTED");
    expect(code(file, header, { kind: "carried" })).toBe("accepted");
    const edit = (change: (value: JsonObject) => JsonObject): string =>
      code(`${canonicalize(change(JSON.parse(file) as JsonObject))}\n`);
    expect(edit((value) => value)).toBe("accepted");
    expect(edit((value) => ({ ...value, more: 1 }))).toBe("CUT_SYNTAX");
    expect(edit((value) => ({ ...value, format: "entente-notice/2" }))).toBe("CUT_SYNTAX");
    expect(edit((value) => ({ ...value, notice: `${value["notice"] as string}.x` }))).toBe("CUT_SYNTAX");
    const { evidence } = JSON.parse(make({ kind: "recall" })) as { evidence: JsonObject };
    expect(edit((value) => ({ ...value, evidence }))).toBe("LEDGER_PROOF_INVALID");
    const approval = signText("entente-approval+jwt", { kind: "recall" }, authority);
    expect(edit((value) => ({ ...value, notice: approval }))).toBe("SIGNATURE_INVALID");
  });

  it("is refused wherever a character is changed", () => {
    const file = make();
    for (let at = 0; at < file.length; at += 7) {
      const other = file[at] === "A" ? "B" : "A";
      expect([at, codeOf(() => check(file.slice(0, at) + other + file.slice(at + 1)))]).not.toContain(
        "accepted",
      );
    }
  });
});

describe("an approval", () => {
  const { signatures: _, ...prepared } = sealed.issued;
  const planDigest = encodeBase64url(new Uint8Array(32));
  const approval: Approval = {
    ...{ release: header.release, planDigest, at: AT },
    ...{ proposedBy: "GBR/drafter", approvedBy: "GBR/release-authority" },
    presentations: listPresentations(prepared, primitives),
  };
  const sign = (change: Partial<Approval> = {}): string =>
    signApproval({ approval: { ...approval, ...change }, authority });
  const verify = (signed: string, key = authority.publicKey): Approval =>
    verifyApproval({ text: signed, authority: key, primitives });

  it("is of every recipient's cut, and reads back as it was signed", () => {
    expect(approval.presentations.map(({ recipient }) => recipient)).toEqual([...recipients].sort());
    expect(verify(sign())).toEqual(approval);
    expect(digestApproval(sign(), primitives)).toHaveLength(32);
    expect(digestApproval(sign(), primitives)).not.toEqual(
      digestApproval(sign({ at: "2018-03-14T10:00:00.001Z" }), primitives),
    );
  });

  it("is nobody's of what they proposed themselves, signed or read", () => {
    expect(codeOf(() => sign({ approvedBy: approval.proposedBy }))).toBe("RELEASE_SAME_PERSON");
    const [, payload = ""] = sign().split(".");
    const same = JSON.parse(Buffer.from(decodeBase64url(payload)).toString()) as JsonObject;
    const forged = signText("entente-approval+jwt", { ...same, approved_by: approval.proposedBy }, authority);
    expect(codeOf(() => verify(forged))).toBe("RELEASE_SAME_PERSON");
  });

  it("is refused by another key, in another shape, or with recipients out of order", () => {
    expect(codeOf(() => verify(sign(), issuer.ed25519.publicKey))).toBe("SIGNATURE_INVALID");
    expect(codeOf(() => verify("a.b"))).not.toBe("accepted");
    const [first = { recipient: "", digest: "" }, ...rest] = approval.presentations;
    for (const presentations of [[], [...rest, first], [first, first], [{ ...first, digest: "AAAA" }]])
      expect(codeOf(() => sign({ presentations }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => sign({ planDigest: "" }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => sign({ at: "2018-03-14T10:00:00Z" }))).toBe("INSTANT_INVALID");
    const alg = signText("JWT", {}, authority);
    expect(codeOf(() => verify(alg))).toBe("SIGNATURE_INVALID");
  });

  it("is dropped by a changed character, marking, recipient, rule, plan or release", () => {
    const require = (change: Partial<Parameters<typeof requireApproved>[0]> = {}): string =>
      codeOf(() =>
        requireApproved({ approval: verify(sign()), prepared, planDigest, primitives, ...change }),
      );
    const dropped = "RELEASE_CHANGED_SINCE_APPROVAL";
    expect(require()).toBe("accepted");
    expect(require({ planDigest: encodeBase64url(new Uint8Array(32).fill(1)) })).toBe(dropped);
    const [title, ...others] = sample.portions;
    const retold =
      title === undefined
        ? []
        : [{ ...title, spans: [text("Assessment of the attack in Strelsaw")] }, ...others];
    const remarked = sample.portions.map((one) =>
      one.id === "p4" ? { ...one, marking: sample.portions[1]?.marking ?? null } : one,
    );
    for (const change of [
      { document: { ...sample, portions: retold } },
      { document: { ...sample, portions: remarked } },
      { recipients: ["GBR", "FRA", "DEU"] },
      { recipients: [...recipients, "CAN"] },
      { rules: { ...noRules, countsFor: ["SWE"] } },
      { seed: "other" },
    ])
      expect(require({ prepared: sealRelease({ document: sample, recipients, ...change }).issued })).toBe(
        dropped,
      );
  });

  it("is dropped by a copy that shares its classes and has another payload or another opening", () => {
    const require = (change: Partial<typeof prepared>): string =>
      codeOf(() =>
        requireApproved({ approval, prepared: { ...prepared, ...change }, planDigest, primitives }),
      );
    expect(require({})).toBe("accepted");
    const payload = JSON.parse(Buffer.from(decodeBase64url(prepared.payload)).toString()) as JsonObject;
    const later = encodeBase64url(Buffer.from(canonicalize({ ...payload, exercise: false })));
    expect(require({ payload: later })).toBe("RELEASE_CHANGED_SINCE_APPROVAL");
    const openings = prepared.openings.map((one) => (one.place === "p4" ? { ...one, text: "AAAA" } : one));
    expect(require({ openings })).toBe("RELEASE_CHANGED_SINCE_APPROVAL");
    expect(require({})).toBe("accepted");
  });
});
