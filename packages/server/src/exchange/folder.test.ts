import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimFolder, writeFolder } from "./index.ts";

let scratch = "";

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "entente-test-"));
});

afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

test.each(["new/deep", "."])(
  "a folder that is new or empty (%s) becomes ours, and stays ours after a run that was cut off",
  async (made) => {
    const folder = join(scratch, made);
    await claimFolder(folder);
    await writeFolder(folder, new Map([["cuts/EST/a.json", "{}"]]));
    await claimFolder(folder);
    expect(await readFile(join(folder, "cuts/EST/a.json"), "utf8")).toBe("{}");
    expect(await readdir(join(folder, "cuts/EST"))).toEqual(["a.json"]);
  },
);

test("a folder with something of somebody else's is refused and left alone", async () => {
  await writeFile(join(scratch, "letter.txt"), "dear");
  await expect(claimFolder(scratch)).rejects.toMatchObject({ code: "OUT_NOT_EMPTY" });
  expect(await readdir(scratch)).toEqual(["letter.txt"]);
});
