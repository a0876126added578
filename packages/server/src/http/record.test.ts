// The public record over HTTP: a page about a person that lacks something publishes nothing; corrections and retractions stand
// beside what was said; every edition stays; and what is public verifies.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeBase64, VerificationError } from "@entente/core/encoding";
import { verifyCitation, verifyRecord } from "@entente/core/record";
import { nodePrimitives } from "@entente/verifier";
import { openAsking } from "./two-worlds.fixture.ts";
import type { Asking } from "./two-worlds.fixture.ts";

const HOSTILE = `<img src=x onerror="window.hit=1"></script><script>window.hit=1</script>'"&`;
const text = (fourth: string): string =>
  `---\ntitle: (OPR) Strelsau\noriginator: GBR\npolicy: uk\nexercise: true\n---\n
1. (OPR) The bridge was closed at noon.

2. (S - REL TO DEU, EST) Two officers were seen there.

3. (OPR) ${fourth}
`;
const at = "/api/cases/world-a";
const page = {
  ...{ person: `Rupert ${HOSTILE}`, role: "Officer", summary: "He closed it.", why: null },
  claims: [{ text: "He gave the order.", document: "bridge", portion: 2 }],
  reply: { asked: "2018-03-04", note: "He did not answer." },
};
let asking: Asking;
let release = "";

beforeAll(async () => {
  asking = await openAsking();
  await asking.openWorld("world-a");
  release = await asking.release("world-a", "bridge", text("It was Hentzau."), ["DEU", "EST", "PUBLIC"]);
}, 120_000);
afterAll(() => asking.close());

const post = async (seat: string, path: string, body: object) => {
  const answer = await asking.ask(seat, `${at}${path}`, body);
  const said: Record<string, unknown> = answer.json();
  return { ...said, status: answer.statusCode } as Readonly<Record<string, unknown>> & {
    readonly status: number;
  };
};
const publish = (why: string | null, exposures: readonly string[]) =>
  post("GBR/publisher", "/record", { why, exposures });
const files = async (): Promise<Map<string, Uint8Array>> => {
  const answer = await asking.ask("EST/desk", "/api/records/world-a");
  const { files: all } = answer.json<{ files: { path: string; bytes: string }[] }>();
  return new Map(all.map(({ path, bytes }) => [path, decodeBase64(bytes)]));
};
const read = (all: ReadonlyMap<string, Uint8Array>, path: string): string =>
  Buffer.from(all.get(path) ?? "").toString();
const verify = (all: ReadonlyMap<string, Uint8Array>) =>
  verifyRecord({ files: all, trust: { kind: "carried" }, primitives: nodePrimitives });

describe("a page about a person", () => {
  let digest = "";

  test("stands on what the public is shown, or is not written", async () => {
    for (const [document, portion] of [
      ["bridge", 3],
      ["bridge", 99],
      ["other", 1],
    ] as const)
      expect(
        await post("GBR/drafter", "/exposures/rupert", {
          ...page,
          claims: [{ text: "x", document, portion }],
        }),
      ).toMatchObject({ code: "EXPOSURE_INCOMPLETE" });
    expect((await post("GBR/desk", "/exposures/rupert", page)).status).toBe(404);
    const drafted = await post("GBR/drafter", "/exposures/rupert", page);
    expect(drafted).toMatchObject({ name: "rupert", version: 1 });
    digest = String(drafted["digest"]);
    expect(await post("GBR/drafter", "/exposures/rupert", { ...page, why: "again" })).toMatchObject({
      version: 2,
    });
  });

  test("publishes nothing while anything is missing, and says what and who", async () => {
    const refused = await publish(null, ["rupert"]);
    expect(refused).toMatchObject({ code: "EXPOSURE_INCOMPLETE" });
    expect(refused["detail"]).toMatch(
      /rupert: 2 of 2 validations \(from .*release-authority, desk or publisher.*the legal check \(from /,
    );
    expect((await asking.ask("EST/desk", "/api/records")).json()).toEqual({ records: [] });
    const preview = (await asking.ask("GBR/desk", `${at}/record`)).json<{ exposures: unknown[] }>();
    expect(preview.exposures).toMatchObject([
      { name: "rupert", missing: [{ what: "2 of 2 validations" }, { what: "the legal check" }] },
    ]);
  });

  test("is validated by two persons of whom none wrote it, each of the version read", async () => {
    const listed = (await asking.ask("GBR/desk", `${at}/exposures`)).json<{
      exposures: { version: number; digest: string }[];
    }>();
    const newest = listed.exposures.find(({ version }) => version === 2)?.digest ?? "";
    const validate = (seat: string, of: string) =>
      post(seat, "/exposures/rupert/validations", { digest: of, note: "" });
    expect(await validate("GBR/desk", digest)).toMatchObject({ code: "TRANSITION_REFUSED" });
    expect((await validate("GBR/drafter", newest)).status).toBe(404);
    expect((await validate("EST/desk", newest)).status).toBe(404);
    expect((await validate("GBR/desk", newest)).status).toBe(200);
    expect(await validate("GBR/desk", newest)).toMatchObject({ code: "TRANSITION_REFUSED" });
    expect(await publish(null, ["rupert"])).toMatchObject({
      detail: expect.stringContaining("1 of 2 validations") as string,
    });
    expect((await validate("GBR/release-authority", newest)).status).toBe(200);
    const law = (seat: string, note: string) =>
      post(seat, "/exposures/rupert/legal-checks", { digest: newest, note });
    expect((await law("GBR/desk", "Fine.")).status).toBe(404);
    expect(await law("GBR/publisher", " ")).toMatchObject({ code: "REQUEST_INVALID" });
    expect((await law("GBR/publisher", "Counsel found no objection.")).status).toBe(200);
  });

  test("is public with its claim, reply and legal check, and nothing of it runs", async () => {
    expect(await publish(null, ["nobody"])).toMatchObject({ code: "NOT_FOUND" });
    expect(await publish("too early", ["rupert"])).toMatchObject({ code: "REQUEST_INVALID" });
    expect(await publish(null, ["rupert"])).toMatchObject({ edition: 1 });
    const all = await files();
    expect(verify(all).steps.map(({ name }) => name)).toContain("persons");
    const html = read(all, "persons/rupert.html");
    expect(html).toContain("He gave the order.");
    expect(html).toContain('href="../documents/bridge.html#p-2"');
    expect(html).toContain("He did not answer.");
    expect(html).toContain("Counsel found no objection.");
    expect(html).toContain("GBR/desk");
    for (const [path, bytes] of all)
      if (/\.(?:html|svg|xml)$/.test(path)) {
        const said = Buffer.from(bytes).toString();
        expect(said, path).not.toMatch(/<img src=x|<script>|onerror="window/);
      }
    expect(read(all, "documents/bridge.html")).not.toContain("Two officers");
  });
});

describe("what is said otherwise later", () => {
  let cited = "";

  test("stands beside what was said, with the reason, in the next edition", async () => {
    cited =
      /entente-cite:1\/bridge\/p-4\/[^<]+/.exec(read(await files(), "documents/bridge.html"))?.[0] ?? "";
    const next = await asking.release("world-a", "bridge", text("It was Rupert."), ["DEU", "EST", "PUBLIC"]);
    const notice = { kind: "supersession", text: "The name was wrong.", replacedBy: next };
    expect((await post("GBR/release-authority", `/releases/${release}/notices`, notice)).status).toBe(200);
    expect(await publish(null, ["rupert"])).toMatchObject({ code: "EXPOSURE_INCOMPLETE" });
    expect(await publish("The name is corrected.", ["rupert"])).toMatchObject({
      code: "EXPOSURE_INCOMPLETE",
      detail: expect.stringContaining("claim 1 was written from an earlier release") as string,
    });
    expect(await publish("The name is corrected.", [])).toMatchObject({ code: "REQUEST_INVALID" });
    const withdrawn = await post("GBR/drafter", "/exposures/rupert/withdrawal", { why: "It was not he." });
    expect(withdrawn.status).toBe(200);
    expect(await publish("The name is corrected.", ["rupert"])).toMatchObject({ code: "TRANSITION_REFUSED" });
    expect(await publish(null, [])).toMatchObject({ code: "TRANSITION_REFUSED" });
    const preview = (await asking.ask("GBR/desk", `${at}/record`)).json<{ corrections: unknown[] }>();
    expect(preview.corrections).toHaveLength(2);
    expect(await publish("The name is corrected.", [])).toMatchObject({ edition: 2 });
    const all = await files();
    verify(all);
    const said = read(all, "corrections.html");
    for (const words of ["It was Hentzau.", "It was Rupert.", "The name was wrong.", "It was not he."])
      expect(said).toContain(words);
    expect(said).toContain("The name is corrected.");
    expect(read(all, "persons/rupert.html")).not.toContain("He gave the order.");
    expect(read(all, "feed.xml").match(/<entry>/g)).toHaveLength(4);
  });

  test("leaves the first edition as it was, byte for byte", async () => {
    const first = await asking.ask("EST/desk", "/records/world-a/editions/1/persons/rupert.html");
    expect(first.body).toContain("He gave the order.");
    const newest = await asking.ask("EST/desk", "/records/world-a/persons/rupert.html");
    expect(newest.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(newest.body).toBe(read(await files(), "persons/rupert.html"));
    expect((await asking.ask("EST/desk", "/records/world-a/editions/3/index.html")).statusCode).toBe(404);
    expect((await asking.ask("EST/desk", "/api/records")).json()).toMatchObject({
      records: [{ case: "world-a", edition: 2 }],
    });
  });

  test("lets a citation of the first edition hold, and says that its words were replaced", async () => {
    const request = { trust: { kind: "carried" }, primitives: nodePrimitives } as const;
    const all = await files();
    const resolve = (citation: string) => verifyCitation({ files: all, citation, ...request }).cited;
    expect(resolve(cited)).toEqual({
      ...{ document: "bridge", title: "Strelsau", portion: 4, text: "It was Hentzau." },
      ...{ replaced: true, thisEdition: false },
    });
    expect(() => resolve(cited.replace("/p-4/", "/p-9/"))).toThrow(VerificationError);
    expect(() => resolve(cited.replace(/.$/, "999"))).toThrow(/entry/);
  });
});

describe("a preview", () => {
  test("gives each file as it will be, and none that is not there", async () => {
    const style = await asking.ask("GBR/desk", `${at}/record/files/style.css`);
    expect(style.headers["content-type"]).toContain("text/css");
    const french = await asking.ask("GBR/desk", `${at}/record/files/fr/index.html`);
    expect(french.body).toContain('<html lang="fr">');
    expect((await asking.ask("GBR/desk", `${at}/record/files/record.json`)).statusCode).toBe(404);
    expect((await asking.ask("EST/desk", `${at}/record/files/index.html`)).statusCode).toBe(404);
  });
});
