import { describe, expect, it } from "vitest";
import { buildPages } from "./build-pages.ts";
import {
  readPagePolicy,
  readRecordCheck,
  readSelfCheck,
  readVerifierPage,
} from "../packages/verifier/src/index.ts";

describe("the verifier's pages", () => {
  it("are built to the same bytes every time, with nothing of this machine in them", async () => {
    const [once, again] = [await buildPages(), await buildPages()];
    expect([...again]).toEqual([...once]);
    expect(once.get("self-check.js")).toBe(readSelfCheck());
    expect(once.get("record-check.js")).toBe(readRecordCheck());
    expect(once.get("verifier.html")).toBe(readVerifierPage());
    for (const text of once.values()) expect(text).not.toContain(import.meta.dirname);
  });

  it("hold no way to a network and nothing that could end their element", () => {
    const script = readSelfCheck();
    expect(script).not.toMatch(/<\/script|<!--/i);
    for (const text of [script, readVerifierPage()])
      expect(text).not.toMatch(
        /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\beval\(|new Function/,
      );
    expect(readPagePolicy(readVerifierPage())).toMatch(
      /^default-src 'none'; .*connect-src 'none'.*; frame-ancestors 'none'$/,
    );
    expect(readPagePolicy("<p>")).toBe("default-src 'none'; frame-ancestors 'none'");
  });
});
