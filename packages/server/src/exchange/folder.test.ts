import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requireEmptyFolder, writeFolder } from "./index.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a folder for results", () => {
  it("may be new or empty", async () => {
    await requireEmptyFolder(folder);
    await requireEmptyFolder(join(folder, "not", "there"));
    expect(existsSync(join(folder, "not"))).toBe(false);
  });

  it("is refused with what lies in it, which stays as it was", async () => {
    writeFileSync(join(folder, "somebody's notes"), "kept");
    await expect(requireEmptyFolder(folder)).rejects.toMatchObject({ code: "OUT_NOT_EMPTY" });
    expect(readFileSync(join(folder, "somebody's notes"), "utf8")).toBe("kept");
  });

  it("gets files at any depth, as text and as bytes", async () => {
    await writeFolder(
      folder,
      new Map<string, string | Uint8Array>([
        ["a/b/c.txt", "text"],
        ["d", Uint8Array.of(0, 255)],
      ]),
    );
    expect(readFileSync(join(folder, "a/b/c.txt"), "utf8")).toBe("text");
    expect([...readFileSync(join(folder, "d"))]).toEqual([0, 255]);
  });
});
