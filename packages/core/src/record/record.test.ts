import { describe, expect, it } from "vitest";
import { canonicalize, encodeBase64url, parseJson, utf8 } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives, thumbprint } from "../keys/index.ts";
import { verifyCitation } from "./index.ts";
import type { ExposureVersion, RecordExposure } from "./index.ts";
import { makeParts, makeRecord, pinParts, planParts, publish, relist } from "./record.fixture.ts";
import { carried, codeOf, forge, makePlan, textOf, verdict, verify } from "./verdicts.fixture.ts";

const { parts, files } = makeRecord();
const fresh = makePlan;

const withFile = (path: string, bytes: Uint8Array | string): Map<string, Uint8Array> =>
  new Map(files).set(path, typeof bytes === "string" ? utf8(bytes) : bytes);

describe("a record", () => {
  it("verifies, step by step, and says whose it is", () => {
    const { steps, manifest, documents, tallies, key } = verify(files);
    expect(steps.map(({ name }) => name)).toEqual([
      "format",
      "manifest signature",
      "trust",
      "files",
      "ledger tree",
      "ledger: publication",
      "figures",
      "documents",
      "pages",
    ]);
    expect(manifest).toMatchObject({ case: "strelsau-2018", iss: "GBR", exercise: true });
    expect(manifest.files).toHaveLength(files.size - 1);
    expect(documents.map(({ recipient, title }) => [recipient, title])).toEqual([
      ["PUBLIC", "The annex"],
      ["PUBLIC", "The assessment"],
    ]);
    expect(tallies.map(({ persons }) => persons)).toEqual([34, 11]);
    expect(key).toBe(thumbprint(parts.issuer.ed25519.publicKey, primitives));
  });

  it("is the same bytes for the same parts", () => {
    expect([...makeRecord().files]).toEqual([...files]);
  });

  it("holds under pinned keys, and under no others", () => {
    const pinned = pinParts(parts);
    expect(verdict(files, pinned)).toBe("accepted");
    for (const list of ["issuers", "authorities"] as const)
      expect(verdict(files, { ...pinned, [list]: [] })).toBe("KEY_UNTRUSTED");
    const [documents = "", publisher = ""] = pinned.issuers;
    expect(verdict(files, { ...pinned, issuers: [documents] })).toBe("KEY_UNTRUSTED");
    expect(verdict(files, { ...pinned, issuers: [publisher] })).toBe("KEY_UNTRUSTED");
    const other = pinParts(makeParts({ seed: "another" }));
    expect(verdict(files, { ...pinned, policy: other.policy })).toBe("KEY_UNTRUSTED");
  });
});

describe("a changed record", () => {
  it("is refused for any missing, changed or added file, by a code that names it", () => {
    for (const path of files.keys()) {
      const without = new Map(files);
      without.delete(path);
      expect(verdict(without), path).toBe("RECORD_FILE_MISSING");
      if (path === "record.json") continue;
      const changed = files.get(path)?.slice() ?? new Uint8Array();
      changed[0] = (changed[0] ?? 0) ^ 1;
      expect(verdict(withFile(path, changed)), path).toBe("RECORD_FILE_CHANGED");
      expect(verdict(withFile(path, `${textOf(files, path)}\n`)), path).toBe("RECORD_FILE_CHANGED");
    }
    expect(verdict(withFile("notes.txt", ""))).toBe("RECORD_FILE_UNLISTED");
    expect(verdict(withFile("documents/.hidden", ""))).toBe("RECORD_FILE_UNLISTED");
    expect(verdict(new Map())).toBe("RECORD_FILE_MISSING");
  });

  it("is refused for any changed character of record.json", () => {
    const text = textOf(files, "record.json");
    for (let at = 0; at < text.length; at += 29)
      for (const character of ["", "A", "0", '"', "é"]) {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        if (changed !== text) expect(verdict(withFile("record.json", changed)), `${at}`).not.toBe("accepted");
      }
    expect(verdict(withFile("record.json", "{}\n"))).toBe("RECORD_SYNTAX");
    expect(verdict(withFile("record.json", "{"))).toBe("JSON_SYNTAX");
    expect(verdict(withFile("record.json", `${text} `))).toBe("JSON_NOT_CANONICAL");
    expect(verdict(withFile("record.json", Uint8Array.of(0xff)))).toBe("SHAPE_INVALID");
  });

  it("is refused when parts of another record are put into it", () => {
    const other = makeRecord({ seed: "another" }).files;
    for (const path of files.keys()) {
      const theirs = other.get(path) ?? new Uint8Array();
      if (textOf(files, path) !== textOf(other, path))
        expect(verdict(withFile(path, theirs)), path).not.toBe("accepted");
    }
  });

  it("is refused when its manifest is another's, in another algorithm, or of another type", () => {
    const record = parseJson(textOf(files, "record.json")) as unknown as {
      manifest: { payload: string; protected: string; signature: string };
    };
    const encode = (value: JsonValue): string => Buffer.from(canonicalize(value)).toString("base64url");
    const header = (alg: string, typ: string): string => {
      const { kty, crv, x } = parts.issuer.ed25519.publicKey;
      return encode({ alg, jwk: { kty, crv, x }, typ });
    };
    const swap = (change: Partial<typeof record.manifest>): string =>
      verdict(
        withFile(
          "record.json",
          `${canonicalize({ ...record, manifest: { ...record.manifest, ...change } })}\n`,
        ),
      );
    expect(swap({ protected: header("none", "entente-manifest+jws") })).toBe("ALGORITHM_REFUSED");
    expect(swap({ protected: header("EdDSA", "entente-manifest+jws") })).toBe("ALGORITHM_REFUSED");
    expect(swap({ protected: header("Ed25519", "JWT") })).toBe("SIGNATURE_INVALID");
    expect(swap({ signature: "AAAA" })).toBe("SIGNATURE_INVALID");
    expect(swap({ payload: encode({ format: "entente-manifest/2" }) })).toBe("RECORD_SYNTAX");
    // Rightly signed by a stranger who puts his own key into the header: the ledger never saw it.
    const { kty, crv, x } = parts.authority.publicKey;
    const theirs = encode({ alg: "Ed25519", jwk: { kty, crv, x }, typ: "entente-manifest+jws" });
    const message = utf8(`${theirs}.${record.manifest.payload}`);
    const signature = Buffer.from(parts.authority.sign(message)).toString("base64url");
    expect(swap({ signature })).toBe("SIGNATURE_INVALID");
    expect(swap({ signature, protected: theirs })).toBe("LEDGER_PROOF_INVALID");
  });
});

describe("a record its own publisher made wrong", () => {
  it("is refused when its figures do not follow from its case file", () => {
    const tallies = textOf(files, "data/tallies.json");
    const clocks = textOf(files, "data/clocks.json");
    expect(forge({ "data/tallies.json": tallies.replace('"persons":34', '"persons":35') })).toBe(
      "RECORD_TALLY_MISMATCH",
    );
    expect(forge({ "data/tallies.json": tallies.replace('"rule":"all"', '"rule":"most"') })).toBe(
      "SHAPE_INVALID",
    );
    expect(forge({ "data/tallies.json": tallies.trimEnd() })).toBe("JSON_NOT_CANONICAL");
    expect(forge({ "data/clocks.json": clocks.replace('"days":10', '"days":9') })).toBe(
      "RECORD_TALLY_MISMATCH",
    );
    expect(forge({ "data/clocks.json": clocks.replace('"days":22', '"days":2') })).toBe(
      "RECORD_TALLY_MISMATCH",
    );
    expect(forge({ "data/clocks.json": clocks.replace('"widthSeconds":null', '"widthSeconds":-1') })).toBe(
      "SHAPE_INVALID",
    );
    const caseText = textOf(files, "data/case.json");
    expect(forge({ "data/case.json": caseText.replace('"count": 4', '"count": 5') })).toBe(
      "RECORD_TALLY_MISMATCH",
    );
    expect(forge({ "data/case.json": caseText.replace("strelsau-2018", "other") })).toBe("RECORD_SYNTAX");
    expect(forge({ "data/case.json": "{}" })).toBe("CASE_INVALID");
  });

  it("is refused when its tree does not follow from its entries", () => {
    const bundle = [...files.keys()].find((path) => path.startsWith("ledger/tile/entries/")) ?? "";
    const tile = [...files.keys()].find((path) => path.startsWith("ledger/tile/0/")) ?? "";
    const flip = (path: string): Uint8Array => {
      const bytes = files.get(path)?.slice() ?? new Uint8Array();
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
      return bytes;
    };
    expect(forge({ [bundle]: flip(bundle) })).toBe("RECORD_TREE_MISMATCH");
    expect(forge({ [tile]: flip(tile) })).toBe("RECORD_TREE_MISMATCH");
    expect(forge({ [bundle]: null })).toBe("RECORD_TREE_MISMATCH");
    expect(forge({ [tile]: null })).toBe("RECORD_TREE_MISMATCH");
    expect(forge({ "ledger/tile/1/000.p/1": new Uint8Array(32) })).toBe("RECORD_TREE_MISMATCH");
    const note = textOf(files, "ledger/checkpoint");
    expect(forge({ "ledger/checkpoint": note.replace("\n7\n", "\n6\n") })).toBe("LEDGER_CHECKPOINT_INVALID");
  });

  it("is refused when the ledger at publication does not continue the one it shows", () => {
    const first = fresh();
    const forked = makeParts();
    forked.ledger.commit("pledge", new Uint8Array(32), "2018-03-27T00:00:00.000Z");
    // The plan shows one history, its publication stands in another under the same key.
    expect(verdict(publish({ ...forked, documents: first.made.documents }, first.plan))).toBe(
      "LEDGER_PROOF_INVALID",
    );
    const late = fresh();
    expect(verdict(publish(late.made, late.plan, "2018-03-31T00:00:00.000Z"))).toBe(
      "LEDGER_COMMITMENT_MISMATCH",
    );
  });

  it("is refused when a document is not a true cut for the public by the same originator", () => {
    const { made, plan } = fresh();
    const others = makeParts({ recipient: "GBR" }).documents[0];
    const path = "documents/assessment.cut.json";
    expect(verdict(publish(made, relist(plan, { [path]: others?.cut ?? "" })))).toBe("KEY_BINDING_MISMATCH");
    const elsewhere = makeParts({ seed: "elsewhere" }).documents[0];
    expect(forge({ [path]: elsewhere?.cut ?? "" })).toBe("KEY_BINDING_MISMATCH");
    expect(forge({ [path]: textOf(files, "documents/annex.cut.json") })).toBe("RECORD_PAGE_MISMATCH");
    const real = makeParts({ exercise: false });
    expect(codeOf(() => planParts(real))).toBe("KEY_BINDING_MISMATCH");
  });

  it("is refused when a document is proved in another history of the same ledger", () => {
    const made = makeParts();
    const shorter = makeParts();
    shorter.ledger.entries.length = 0;
    shorter.ledger.commit("pledge", new Uint8Array(32), "2018-03-26T00:00:00.000Z");
    // Same key, same documents, but the entries shown are not those the documents are proved in.
    expect(codeOf(() => planParts({ ...made, ledger: shorter.ledger }))).toBe("RECORD_TREE_MISMATCH");
  });

  it("is refused when any written file says something else than the data, is left out, or is one too many", () => {
    const written = [...files.keys()].filter((path) => /\.(?:html|svg|css|csv|xml)$/.test(path));
    expect(written).toHaveLength(23);
    for (const [index, path] of written.entries()) {
      // Every third, for the time it takes: prove record-deterministic changes any.
      if (index % 3 !== 0) continue;
      const changed = index % 2 === 0 ? null : textOf(files, path).replace(/e/, "f");
      expect(forge({ [path]: changed }), path).toBe("RECORD_PAGE_MISMATCH");
    }
    expect(forge({ "persons/nobody.html": "<p>x" })).toBe("RECORD_PAGE_MISMATCH");
    expect(forge({ "fr/documents/third.html": "<p>x" })).toBe("RECORD_PAGE_MISMATCH");
  });

  it("is refused when something lies where nothing belongs, or a document lacks a part", () => {
    expect(forge({ "assets/extra.js": "alert(1)" })).toBe("RECORD_SYNTAX");
    expect(forge({ "../outside": "x" })).toBe("RECORD_SYNTAX");
    expect(forge({ "documents/Upper.html": "x", "documents/Upper.cut.json": "x" })).toBe("RECORD_SYNTAX");
    expect(forge({ "documents/annex.cut.json": null })).toBe("RECORD_PAGE_MISMATCH");
    expect(forge({ "documents/annex.notice-2.json": "{}" })).toBe("RECORD_SYNTAX");
    expect(forge({ "data/clocks.json": null })).toBe("RECORD_SYNTAX");
  });

  it("is refused when its manifest repeats or disorders paths", () => {
    const { made, plan } = fresh();
    const list = plan.manifest.files;
    const [first] = list;
    for (const wrong of [[...list].reverse(), first === undefined ? [] : [first, ...list]])
      expect(verdict(publish(made, { ...plan, manifest: { ...plan.manifest, files: wrong } }))).toBe(
        "RECORD_SYNTAX",
      );
    const at = { ...plan.manifest, publishedAt: "2018-03-30T09:00:00Z" };
    expect(verdict(publish(made, { ...plan, manifest: at }))).toBe("RECORD_SYNTAX");
  });
});

describe("a page about a person in a record", () => {
  const made = makeParts();
  const digest = encodeBase64url(primitives.sha256(utf8(made.documents[0]?.cut ?? "")));
  const by = { by: "GBR/desk", at: "2018-03-28T00:00:00.000Z" };
  const version: ExposureVersion = {
    ...{ version: 1, digest: "0".repeat(64), person: "Rupert", role: "Officer", summary: "He was there." },
    claims: [{ text: "He gave the order.", document: "assessment", portion: 2, cut: digest }],
    ...{ reply: { asked: null, note: "He could not be reached." }, why: null, validations: [by, by] },
    legalCheck: { ...by, note: "No objection." },
  };
  const plan = (change: Partial<ExposureVersion>, withdrawn: RecordExposure["withdrawn"] = null): string => {
    const exposures = [{ name: "rupert", versions: [{ ...version, ...change }], withdrawn }];
    return codeOf(() => planParts(made, { exposures }));
  };
  const claim = (change: object) => ({ claims: version.claims.map((one) => ({ ...one, ...change })) });

  it("has a place that is shown behind each claim, two validations, a reply and a legal check", () => {
    expect(plan({})).toBe("accepted");
    for (const wrong of [
      claim({ portion: 3 }),
      claim({ portion: 0 }),
      claim({ document: "nothing" }),
      claim({ cut: digest.replace(/^./, (first) => (first === "A" ? "B" : "A")) }),
      { claims: [] },
      { validations: [by] },
      { reply: { asked: null, note: " " } },
      { legalCheck: { ...by, note: "" } },
    ])
      expect(plan(wrong)).toBe("EXPOSURE_INCOMPLETE");
    expect(plan({ validations: [] }, { at: by.at, why: "Wrong." })).toBe("accepted");
    expect(
      codeOf(() => planParts(made, { exposures: [{ name: "a/b", versions: [version], withdrawn: null }] })),
    ).toBe("RECORD_SYNTAX");
  });
});

describe("a citation", () => {
  const page = textOf(files, "documents/assessment.html");
  const cited = /entente-cite:1\/assessment\/p-2\/[^<]+/.exec(page)?.[0] ?? "";
  const resolve = (citation: string): string =>
    codeOf(() => verifyCitation({ files, trust: carried, primitives, citation }));

  it("holds for what the page shows, and gives its words", () => {
    const { cited: found } = verifyCitation({ files, trust: carried, primitives, citation: ` ${cited}\n` });
    expect(found).toMatchObject({ text: "What anyone may read.", replaced: false, thisEdition: true });
  });

  it("does not hold for another place, document, digest or entry, nor in a record that fails", () => {
    expect(resolve(cited.replace("/p-2/", "/p-3/"))).toBe("CITATION_MISMATCH");
    expect(resolve(cited.replace("assessment", "annex"))).toBe("CITATION_MISMATCH");
    expect(resolve(cited.replace("assessment", "nothing"))).toBe("CITATION_MISMATCH");
    expect(resolve(cited.replace(/\d+$/, "6"))).toBe("CITATION_MISMATCH");
    expect(page).not.toContain("/p-3/");
    const broken = withFile("index.html", "");
    const request = { files: broken, trust: carried, primitives, citation: cited };
    expect(codeOf(() => verifyCitation(request))).toBe("RECORD_FILE_CHANGED");
  });

  it.each(["", "x", "entente-cite:2/a/p-1", "p-2"])("is refused as none where it is %j", (text) => {
    expect(resolve(text)).toBe("CITATION_SYNTAX");
    expect(resolve(`${cited}0${text}x`)).toBe("CITATION_SYNTAX");
  });
});

describe("planning a record", () => {
  it("refuses what would not verify", () => {
    const made = makeParts();
    const plan = (change: Parameters<typeof planParts>[1]): string => codeOf(() => planParts(made, change));
    const [document] = made.documents;
    if (document === undefined) throw new Error("no document");
    expect(plan({ documents: [document, document] })).toBe("RECORD_SYNTAX");
    expect(plan({ documents: [{ ...document, name: "../up" }] })).toBe("RECORD_SYNTAX");
    expect(plan({ documents: [{ ...document, cut: `${document.cut} ` }] })).toBe("JSON_NOT_CANONICAL");
    expect(plan({ entries: made.ledger.entries.slice(1) })).toBe("RECORD_TREE_MISMATCH");
    expect(plan({ iss: "DEU" })).toBe("KEY_BINDING_MISMATCH");
    expect(plan({ tallies: [] })).toBe("accepted");
    expect(plan({ documents: [] })).toBe("accepted");
    made.ledger.entries.length = 0;
    expect(plan({ documents: [] })).toBe("RECORD_SYNTAX");
  });
});
