// What a recipient sees of a verified cut: the page and the text.
import { describe, expect, it } from "vitest";
import { encodeBase64, encodeBase64url, utf8 } from "../encoding/index.ts";
import { portablePrimitives as primitives, spellWords } from "../keys/index.ts";
import { verifyCut } from "../releases/index.ts";
import type { Trust } from "../releases/index.ts";
import { renderCutPage, renderCutText, verifyCutPage } from "./index.ts";
import { codeOf, portion, sample, sealRelease, text } from "../releases/release.fixture.ts";

const sealed = sealRelease({ document: sample, recipients: ["GBR", "CAN", "FRA", "SWE"] });
const script = `"use strict";`;
const carried: Trust = { kind: "carried" };
const { authority } = sealed;
const cutOf = (recipient: string): string => sealed.cuts.get(recipient) ?? "";
const pageOf = (recipient: string): string =>
  renderCutPage({ text: cutOf(recipient), names: { SWE: "Sweden" }, authority, script, primitives });
const textOf = (recipient: string): string =>
  renderCutText(verifyCut({ text: cutOf(recipient), trust: carried, primitives }).document);
const codeOfPage = (page: string): string =>
  codeOf(() => verifyCutPage({ text: page, trust: carried, primitives }));
const page = pageOf("SWE");

function nameDigest(body: string): Uint8Array {
  return utf8(`entente-page/1 ${encodeBase64url(primitives.sha256(utf8(body)))}\n`);
}

function sign(body: string): string {
  return `${body}<!-- entente-page-signature ${encodeBase64url(authority.sign(nameDigest(body)))} -->\n`;
}

const bodyOf = (signed: string): string => signed.slice(0, signed.lastIndexOf("<!-- entente"));

describe("renderCutPage", () => {
  it("verifies as a page of its cut, with the signature as one more step", () => {
    for (const recipient of sealed.cuts.keys()) {
      const { document, steps, cut } = verifyCutPage({ text: pageOf(recipient), trust: carried, primitives });
      expect(document.recipient).toBe(recipient);
      expect(steps.slice(-2).map(({ name }) => name)).toEqual(["page signature", "page text"]);
      expect(steps).toHaveLength(9);
      expect(cut).toEqual(verifyCut({ text: cutOf(recipient), trust: carried, primitives }).cut);
    }
  });

  it("names marking, exercise, recipient, release, keys and the command to check it", () => {
    expect(page.match(/<p class="level-0">UK OFFICIAL<\/p>/g)).toHaveLength(2);
    expect(page.match(/EXERCISE EXERCISE EXERCISE/g)).toHaveLength(2);
    expect(page).toContain(`<body class="exercise">`);
    expect(page).toContain("npx entente-verify FILE");
    const { header, keys } = verifyCut({ text: cutOf("SWE"), trust: carried, primitives }).document;
    expect(page).toContain(header.release);
    expect(keys.issuer).toBe(sealed.trust.issuers[0]);
    expect(page.match(/([0-9a-f]{4} ){15}[0-9a-f]{4}/g)).toHaveLength(2);
    expect(page.split(spellWords(keys.issuer, 12))).toHaveLength(3);
    expect(page).toContain(`data-state="unchecked"`);
    expect(page).toContain("@media print");
    expect(page).toContain("prefers-color-scheme:dark");
  });

  it("allows its own style and script by their digests, no connection, and nothing else", () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const [styleDigest, scriptDigest] = [style, script].map((one) =>
      encodeBase64(primitives.sha256(utf8(one))),
    );
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${styleDigest ?? ""}'; script-src 'sha256-${scriptDigest ?? ""}'; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types entente-page"`,
    );
    expect(page).not.toMatch(/\sstyle=|\son\w+=|https?:|url\(|@import/);
  });

  it("shows what is withheld as one constant token with a name", () => {
    expect(page).toContain(`role="img" aria-label="withheld">***</span>`);
    expect(pageOf("GBR")).toContain(`aria-label="withheld by the source">***</span>`);
    expect(page).toMatch(/<p id="note-0"><span class="number">1<\/span><span class="withheld"/);
  });

  it("keeps hostile text text", () => {
    expect(page).toContain("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; rare ***.\ufffd[31m");
    const attacks = [
      "</script><script>alert(1)</script>",
      "<!-- ",
      "]]>",
      `"><img src=x onerror=alert(1)>`,
      "</style>",
    ];
    const hostile = attacks.map((attack, index) => portion(`p${index}`, "O", [text(attack)]));
    const title = portion("title", "O", [text("</title><script>")], {
      kind: "title",
      number: attacks[0] ?? "",
    });
    const note = portion("n<b>", "O", [text("x")], { kind: "footnote", number: `"<b>` });
    const calls = portion("p9", "O", [{ kind: "note-reference", note: `"<b>` }]);
    const cuts = sealRelease({
      document: { ...sample, portions: [title, ...hostile, calls], footnotes: [note] },
      recipients: ["SWE"],
    });
    const attacked = renderCutPage({
      text: cuts.cuts.get("SWE") ?? "",
      names: { SWE: `<b>"&'` },
      authority,
      script,
      primitives,
    });
    const known =
      /^<(\/?(html|head|title|style|body|header|main|div|p|h[1-4]|span|sup|a|section|dl|dt|dd|code|footer|script|meta|details|summary|ol|li)\b|!doctype|!-- entente)/;
    for (const tag of attacked.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(known);
    expect(attacked.match(/<script/g)).toHaveLength(3);
    expect(attacked.match(/<!--/g)).toHaveLength(1);
    expect(attacked).not.toContain("<b>");
    expect(codeOfPage(attacked)).toBe("accepted");
  });

  it("names whose copy it is, and falls back to the id", () => {
    expect(pageOf("SWE")).toContain("Copy for Sweden (SWE), released by GBR.");
    expect(pageOf("FRA")).toContain("Copy for FRA, released by GBR.");
  });

  it("is signed by nobody but the authority the cut names", () => {
    expect(
      codeOf(() =>
        renderCutPage({
          text: cutOf("SWE"),
          names: {},
          authority: sealed.issuer.ed25519,
          script,
          primitives,
        }),
      ),
    ).toBe("KEY_UNTRUSTED");
    expect(
      codeOf(() => renderCutPage({ text: `${cutOf("SWE")}\n`, names: {}, authority, script, primitives })),
    ).toBe("JSON_NOT_CANONICAL");
  });
});

describe("hostile pages", () => {
  it("fail with a code wherever a character is changed, dropped or doubled", () => {
    for (let at = 0; at < page.length; at += 127) {
      const here = page[at] ?? "";
      const instead = [here === "A" ? "B" : "A", "", here + here][at % 3] ?? "";
      expect([at, codeOfPage(page.slice(0, at) + instead + page.slice(at + 1))]).not.toContain("accepted");
    }
  });

  it("fail when what people read is changed and the cut is not", () => {
    expect(codeOfPage(page.replace("What happened", "What did not happen"))).toBe("RENDERING_MISMATCH");
    expect(codeOfPage(page.replace("Copy for Sweden", "Copy for France"))).toBe("RENDERING_MISMATCH");
  });

  it("fail with no cut, two cuts, another script or another spelling of the cut, even when the authority signs", () => {
    const body = bodyOf(page);
    const element = /<script type="application\/json"[\s\S]*?<\/script>/.exec(body)?.[0] ?? "";
    expect(codeOfPage(sign(body))).toBe("accepted");
    expect(codeOfPage(sign(body.replace(element, "")))).toBe("CUT_SYNTAX");
    expect(codeOfPage(sign(body.replace(element, element + element)))).toBe("CUT_SYNTAX");
    expect(codeOfPage(sign(body.replace("</body>", "<SCRIPT>x</SCRIPT></body>")))).toBe("CUT_SYNTAX");
    expect(codeOfPage(sign(body.replace("</style>", "</style><script>x</script>")))).toBe("CUT_SYNTAX");
    expect(codeOfPage(sign(body.replace(`"use strict";`, `"use strict";</script><script>alert(1)`)))).toBe(
      "CUT_SYNTAX",
    );
    expect(codeOfPage(sign(body.replace(`{"evidence"`, `{ "evidence"`)))).toBe("JSON_NOT_CANONICAL");
    expect(codeOfPage(sign(body.replace(element, `<script type="application/json" id="entente-cut">`)))).toBe(
      "CUT_SYNTAX",
    );
    // Signed by the authority and still not what the cut gives.
    for (const [from, to] of [
      ['<p class="level-0">', '<p class="level-0" hidden>'],
      ["What happened", "What did not happen"],
      [`{"SWE":"Sweden"}`, `{"SWE": "Sweden"}`],
      [`{"SWE":"Sweden"}`, `{"FRA":"France","SWE":"Sweden"}`],
      [`{"SWE":"Sweden"}`, `{}`],
      [`"use strict";`, `"use strict";alert(1)`],
      ["</style>", "p{display:none}</style>"],
    ] as const) {
      const changed = body.replace(from, to);
      expect(changed).not.toBe(body);
      expect([to, codeOfPage(sign(changed))]).toEqual([to, "RENDERING_MISMATCH"]);
    }
    expect(codeOfPage(sign(body.replace(`{"SWE":"Sweden"}`, `{"SWE":1}`)))).toBe("SHAPE_INVALID");
  });

  it("fail with a code at any length, in the time it takes to read them", () => {
    const long = page.replace(script, "<a".repeat(10_000_000));
    expect(codeOfPage(long)).toBe("RENDERING_MISMATCH");
    expect(codeOfPage(long.slice(0, -1))).toBe("CUT_SYNTAX");
    const begun = '</style>\n<script id="entente-check">'.repeat(200_000);
    expect(codeOfPage(`<!doctype html>\n${begun}`)).toBe("CUT_SYNTAX");
    const led = page.slice(page.indexOf("</style>"), page.indexOf("<header") + 7);
    expect(codeOfPage(`<!doctype html>\n${led.repeat(300)}`)).toBe("CUT_SYNTAX");
  });

  it("fail when the cut is another authority's, or nothing is a page at all", () => {
    const body = bodyOf(page);
    const byIssuer = `${body}<!-- entente-page-signature ${encodeBase64url(sealed.issuer.ed25519.sign(nameDigest(body)))} -->\n`;
    expect(codeOfPage(byIssuer)).toBe("RENDERING_MISMATCH");
    for (const noise of [
      "",
      "\n",
      "<!doctype html>\n",
      cutOf("SWE"),
      body,
      `\ufeff${page}`,
      `${page}\n`,
      `${page}x`,
    ])
      expect(codeOfPage(noise)).toBe("CUT_SYNTAX");
    expect(
      codeOf(() =>
        verifyCutPage({
          text: page,
          trust: { ...sealed.trust, issuers: [] },
          primitives,
        }),
      ),
    ).toBe("KEY_UNTRUSTED");
  });
});

describe("renderCutText", () => {
  it("has the banner first and last, 66 characters, gaps in place and fingerprints", () => {
    const lines = textOf("SWE").trimEnd().split("\n");
    expect(lines[0]).toBe("UK OFFICIAL");
    expect(lines.slice(-2)).toEqual(["EXERCISE EXERCISE EXERCISE", "UK OFFICIAL"]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(66);
    expect(lines.filter((line) => line === "***")).toHaveLength(3);
    expect(textOf("SWE")).toContain("[1] ***");
    expect(textOf("SWE").replace(/\n +/g, " ")).toContain(
      "[Highly likely (PHIA yardstick), high confidence; rests on 1.]",
    );
    expect(textOf("SWE")).toMatch(/^Words:(\s+[a-z]+){12}$/m);
    expect(textOf("GBR")).toContain("Graded B2.");
    expect(textOf("GBR")).toContain("source: [***]");
    expect(textOf("CAN")).toContain("(S - REL TO FVEY: The second");
  });

  it("lets no text pass for something withheld or act on a terminal", () => {
    expect(textOf("SWE")).toContain("\\*\\*\\*");
    // eslint-disable-next-line no-control-regex
    expect(textOf("SWE")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});
