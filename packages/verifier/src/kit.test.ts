// What leaves a node by stick, as whoever got it checks it: by the command, on files.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { sealClaimingKit, sealed, sealSampleKit } from "../../core/src/kits/kit.fixture.ts";
import type { FileReport } from "./check.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "entente-verify-kit-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

function runJson(...args: readonly string[]) {
  const options = { cwd: folder, encoding: "utf8", timeout: 30_000 } as const;
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--conditions=source", main, ...args, "--json"],
    options,
  );
  return { status, ...(JSON.parse(stdout) as { verified: boolean; files: readonly FileReport[] }) };
}

describe("entente-verify", () => {
  it("checks a kit with every cut inside it, under carried keys and under a trust file", () => {
    const kit = write("kit.html", sealSampleKit());
    const { status, files: found } = runJson(kit);
    expect([status, found.length]).toEqual([0, 1]);
    expect(found[0]).toMatchObject({ input: "kit", verified: true, recipient: "SWE" });
    expect(found[0]?.message).toMatch(/^a whole kit of GBR for SWE in the case salisbury-2018, with 1 cut$/);
    // As the verifier says of the same cut by itself.
    const text = sealed.cuts.get("SWE") ?? "";
    const [alone] = runJson(write("inside.cut.json", text)).files;
    const inside = (found[0]?.steps ?? []).flatMap(({ name, detail }) =>
      name.startsWith('cut "What happened": ')
        ? [{ name: name.slice('cut "What happened": '.length), detail }]
        : [],
    );
    expect(inside).toEqual(alone?.steps);
    const { node = "", ...others } = found[0]?.fingerprints ?? {};
    expect(others).toEqual(alone?.fingerprints);

    const { issuer, authority, "ledger vkey": vkey } = others;
    const pins = { authorities: [authority], policy: `log ${vkey ?? ""}\nquorum none\n` };
    const under = (issuers: readonly (string | undefined)[]) => {
      write("kit-trust.json", JSON.stringify({ format: "entente-trust/2", issuers, ...pins }));
      const { status: exit, files: reports } = runJson(kit, "--trust", "kit-trust.json");
      return [exit, reports[0]?.code];
    };
    expect(under([issuer, node])).toEqual([0, null]);
    expect(under([issuer])).toEqual([3, "KEY_UNTRUSTED"]);
    expect(under([node])).toEqual([3, "KEY_UNTRUSTED"]);
  });

  it("finds a kit of which anything was changed, and one whose lead only claims another node's name", () => {
    const whole = sealSampleKit();
    for (const [from, to, status] of [
      ["Act with us.</q>", "Stand aside.</q>", 1],
      ['id="entente-kit">{', 'id="entente-kit">{ ', 2],
      [/entente-kit-signature ./, "entente-kit-signature _", 1],
      ["</html>", "", 1],
    ] as const) {
      const changed = whole.replace(from, to);
      expect(changed).not.toBe(whole);
      expect(runJson(write("changed.html", changed))).toMatchObject({ status, verified: false });
    }
    const [true_] = runJson(write("kit.html", whole)).files;
    const [false_] = runJson(write("claimed.html", sealClaimingKit())).files;
    expect(false_).toMatchObject({ verified: true });
    expect(false_?.words["node"]).not.toBe(true_?.words["node"]);
  });

  it("says of what is encrypted to a node that only that node can check it", () => {
    write("to-EST.bundle", "age-encryption.org/v1\n-> mlkem768x25519 AAAA\n");
    expect(runJson("to-EST.bundle")).toMatchObject({
      status: 2,
      files: [{ code: "FILE_SEALED", input: null }],
    });
  });
});
