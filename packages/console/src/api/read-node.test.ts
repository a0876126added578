import { afterEach, describe, expect, it, vi } from "vitest";
import { nextAfterFailure, readFile, readNode, toProblem } from "./read-node.ts";

const ready = { state: "ready", value: 7, at: 1000 } as const;

describe("what a page shows after a request failed", () => {
  it("keeps the last answer, greyed, while the node is away or ill", () => {
    const away = toProblem(0, null);
    expect(nextAfterFailure(ready, away)).toEqual({ state: "stale", value: 7, at: 1000, problem: away });
    expect(nextAfterFailure(nextAfterFailure(ready, away), toProblem(500, null))).toMatchObject({
      state: "stale",
      at: 1000,
    });
  });

  it("keeps nothing that the reader may no longer see", () => {
    for (const status of [401, 403])
      expect(nextAfterFailure(ready, toProblem(status, null))).toEqual({
        state: "forbidden",
        problem: toProblem(status, null),
      });
    expect(nextAfterFailure(ready, toProblem(404, null)).state).toBe("failed");
  });

  it("has nothing to keep before the first answer", () => {
    expect(nextAfterFailure({ state: "loading" }, toProblem(500, null)).state).toBe("failed");
  });
});

describe("problem details", () => {
  it("are taken as sent", () => {
    expect(toProblem(403, { title: "No", detail: "Ask.", code: "VIEW_REFUSED", status: 200 })).toEqual({
      status: 403,
      title: "No",
      detail: "Ask.",
      code: "VIEW_REFUSED",
    });
  });

  it("survive any body", () => {
    for (const body of [null, "text", 7, [], { title: 4, code: "" }])
      expect(toProblem(502, body)).toMatchObject({ status: 502, code: "HTTP_502" });
  });
});

describe("asking the node", () => {
  const signal = new AbortController().signal;
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("ends with a code when nothing answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    for (const ask of [readNode("/api/cases", signal), readFile("/cuts/c1.json", signal)])
      await expect(ask).rejects.toMatchObject({ problem: { status: 0, code: "NODE_UNREACHABLE" } });
  });

  it("ends with a code when the answer is something else than JSON, a proxy's page for instance", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<!doctype html>")));
    await expect(readNode("/api/cases", signal)).rejects.toMatchObject({
      problem: { status: 200, code: "ANSWER_UNREADABLE" },
    });
  });

  it("passes the reader's own stop through", async () => {
    const control = new AbortController();
    control.abort();
    vi.stubGlobal("fetch", () => Promise.reject(new DOMException("stopped", "AbortError")));
    await expect(readNode("/api/cases", control.signal)).rejects.toThrow("stopped");
  });
});
