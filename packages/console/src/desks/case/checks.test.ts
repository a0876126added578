import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { encodeHex } from "@entente/core/encoding";
import { portablePrimitives } from "@entente/core/keys";
import { digestCut } from "@entente/core/releases";
import type { CutFile } from "@entente/core/releases";
import type { OverviewCut } from "../../api/case-overview.ts";
import { checkCut } from "./check-cut.ts";
import { checkWith } from "./use-checks.ts";

interface Vector {
  readonly text: string;
  readonly recipient: string;
}
const [vector] = (
  JSON.parse(readFileSync("vectors/releases/cuts_valid.json", "utf8")) as { cases: [Vector, ...Vector[]] }
).cases;

const cut: OverviewCut = {
  id: "c1",
  document: "assessment",
  documentTitle: "Assessment",
  recipient: vector.recipient,
  recipientName: vector.recipient,
  banner: "UK OFFICIAL",
  released: 1,
  bytes: vector.text.length,
  sha256: encodeHex(digestCut((JSON.parse(vector.text) as CutFile).release, portablePrimitives)),
  json: "/cuts/c1.json",
  page: "/cuts/c1.html",
};
const signal = new AbortController().signal;

/** The network of a browser, for one test. */
function answerWith(answer: () => Promise<Response>): void {
  vi.stubGlobal("fetch", answer);
}
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a cut checked in the browser", () => {
  it("holds when file, fingerprint and recipient are the listed ones", async () => {
    answerWith(() => Promise.resolve(new Response(vector.text)));
    const check = await checkCut(cut, signal);
    expect(check.state).toBe("holds");
    if (check.state !== "holds") return;
    expect(check.authority).toMatch(/^[0-9a-f]{64}$/);
    expect(check.steps.slice(-2).map(({ name }) => name)).toEqual(["fingerprint", "recipient"]);
  });

  it.each([
    ["a file that was rewritten", `${vector.text} `, cut, "JSON_NOT_CANONICAL"],
    ["another cut", vector.text, { ...cut, sha256: "0".repeat(64) }, "FINGERPRINT_MISMATCH"],
    ["a cut for somebody else", vector.text, { ...cut, recipient: "CHE" }, "RECIPIENT_MISMATCH"],
    ["bytes that are no text", Uint8Array.of(0xff, 0xfe), cut, "CUT_SYNTAX"],
    ["a list without a fingerprint", vector.text, { ...cut, sha256: null as never }, "CHECK_FAILED"],
  ])("is broken by %s", async (_what, body, listed, code) => {
    answerWith(() => Promise.resolve(new Response(body)));
    expect(await checkCut(listed, signal)).toMatchObject({ state: "broken", code });
  });

  it("is never called broken text when the connection ends in the middle of it", async () => {
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode(vector.text.slice(0, 100)));
        stream.error(new TypeError("network error"));
      },
    });
    answerWith(() => Promise.resolve(new Response(body)));
    expect(await checkCut(cut, signal)).toMatchObject({ code: "NODE_UNREACHABLE" });
  });

  it("is not checked when the checking code cannot be loaded, and says so", async () => {
    const check = await checkWith(() => Promise.reject(new Error("gone")), cut, signal);
    expect(check).toMatchObject({ state: "broken", code: "CHECK_UNAVAILABLE" });
  });

  it("is left without a result when the reader stopped it", async () => {
    const control = new AbortController();
    control.abort();
    expect(await checkWith(() => Promise.reject(new Error("stopped")), cut, control.signal)).toBeNull();
  });
});
