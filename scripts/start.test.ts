import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const undo of cleanUp.splice(0)) undo();
});

/** A project of nothing but our scripts, a node that tells what it was given, and a build that leaves a mark. */
function createProject(): string {
  const root = mkdtempSync(join(tmpdir(), "entente-test-"));
  cleanUp.push(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const name of ["build-changed.mjs", "prepare.mjs", "runtime.mjs", "start.mjs"])
    cpSync(join(import.meta.dirname, name), join(root, "scripts", name));
  const manifest = { name: "project", version: "1.0.0", type: "module" };
  write("package.json", JSON.stringify(manifest));
  const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { "": manifest } };
  write("package-lock.json", JSON.stringify(lock));
  write("packages/core/src/index.ts", "export const one = 1;\n");
  write("packages/console/index.html", "<!doctype html>\n");
  write(
    "scripts/build.ts",
    `import { appendFileSync, mkdirSync } from "node:fs";
     for (const made of ["console/dist", "verifier/dist/pages"]) mkdirSync("packages/" + made, { recursive: true });
     appendFileSync("packages/console/dist/built", "x");`,
  );
  write(
    "packages/server/src/main.ts",
    `const args: string[] = process.argv.slice(2);
     if (args.includes("--stay")) {
       let stops = 0;
       const timer = setInterval(() => undefined, 1000);
       process.on("SIGINT", () => {
         stops += 1;
         if (stops === 1) setTimeout(() => { console.log("stopped after " + stops); clearInterval(timer); }, 300);
       });
     } else process.exitCode = args.includes("--fail") ? 2 : 0;
     console.log(JSON.stringify(args));`,
  );
  return root;
}

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(root: string, args: readonly string[], env: Record<string, string> = {}): Outcome {
  return spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", HOME: join(root, "home"), ...env },
  });
}

const sentence = /^entente: [A-Z_]+: [^\n]+\.\n$/;

describe("npm start", () => {
  it("installs and builds once, builds again when a source changed, and hands its options over", () => {
    const root = createProject();
    const built = (): number => readFileSync(join(root, "packages/console/dist/built"), "utf8").length;

    const first = run(root, ["scripts/start.mjs", "--once", "--data", "somewhere else"]);
    expect(first).toMatchObject({ status: 0, stdout: '["--once","--data","somewhere else"]\n' });
    expect(first.stderr).toMatch(/^Installing .*\nInstalled .*\nBuilding .*\n$/);
    expect(existsSync(join(root, "node_modules/.entente-stamp"))).toBe(true);

    const second = run(root, ["scripts/start.mjs"]);
    expect(second).toMatchObject({ status: 0, stdout: "[]\n", stderr: "" });
    expect(built()).toBe(1);

    writeFileSync(join(root, "packages/core/src/index.ts"), "export const one = 2;\n");
    expect(run(root, ["scripts/start.mjs"]).stderr).toBe("Building the console.\n");
    rmSync(join(root, "packages/console/dist"), { recursive: true });
    expect(run(root, ["scripts/start.mjs"]).stderr).toBe("Building the console.\n");
    expect(built()).toBe(1);

    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    writeFileSync(join(root, "package-lock.json"), `${lock}\n`);
    expect(run(root, ["scripts/start.mjs"]).stderr).toContain("Installed");
  });

  it("exits as the node exits", () => {
    expect(run(createProject(), ["scripts/start.mjs", "--fail"]).status).toBe(2);
  });

  it("stops the node once on Ctrl-C, which the terminal sends to all, and exits 0", async () => {
    const root = createProject();
    run(root, ["scripts/start.mjs"]);
    // As npm runs it: the shell in between must not be there any more, or it would die of the signal itself.
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } };
    const child = spawn("/bin/sh", ["-c", `${manifest.scripts.start} --stay`], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    const ended = new Promise((resolve) => child.once("close", resolve));
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        resolve();
      });
    });
    // The whole group, as a terminal does.
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await ended).toBe(0);
    expect(output).toMatch(/^\["--stay"\]\nstopped after [12]\n$/);
  });

  it("says in one sentence that the console cannot be built, and does not take it as built", () => {
    const root = createProject();
    writeFileSync(join(root, "scripts/build.ts"), `throw new Error("no such picture");`);
    const outcome = run(root, ["scripts/start.mjs"]);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain("entente: START_BUILD_FAILED: ");
    expect(outcome.stdout).toBe("");
    expect(run(root, ["scripts/start.mjs"]).status).toBe(2);
  });
});

describe("the runtime", () => {
  it("is asked for in one sentence where neither the pinned one nor a new enough Node is there", () => {
    const root = createProject();
    const pretend = `Object.defineProperty(process.versions, "node", { value: "20.11.0" });
      const { handOver } = await import("${join(root, "scripts/runtime.mjs")}");
      handOver("${join(root, "packages/server/src/main.ts")}", []);`;
    const outcome = run(root, ["--input-type=module", "-e", pretend]);
    expect(outcome).toMatchObject({ status: 2, stdout: "" });
    expect(outcome.stderr).toMatch(/^entente: START_NO_RUNTIME: /);
    expect(outcome.stderr).toMatch(sentence);
  });
});

describe("the installation", () => {
  it.each([
    ["18.19.0", 2],
    ["20.10.0", 2],
    ["20.11.0", 0],
    ["22.0.0", 0],
  ])("on Node %s exits %i", (version, status) => {
    const root = createProject();
    const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" });
      process.argv[1] = "${join(root, "scripts/prepare.mjs")}";
      await import(process.argv[1]);`;
    const outcome = run(root, ["--input-type=module", "-e", pretend]);
    expect(outcome.status).toBe(status);
    if (status !== 0) {
      expect(outcome.stderr).toMatch(/^entente: START_NODE_OLD: /);
      expect(outcome.stderr).toMatch(sentence);
    }
  });

  it.each([
    [
      "a full disk",
      "npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write",
      "START_DISK_FULL",
    ],
    ["a folder it may not write", "npm error code EACCES", "START_INSTALL_FAILED"],
    ["a registry out of reach", "npm error code ECONNREFUSED", "START_INSTALL_FAILED"],
    [
      "a lockfile that does not fit",
      "npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install",
      "START_INSTALL_FAILED",
    ],
    ["npm saying nothing", "", "START_INSTALL_FAILED"],
  ])("ends with one sentence on %s, and is tried again next time", (_what, output, code) => {
    const root = createProject();
    const npm = join(root, "npm-cli.js");
    writeFileSync(npm, `process.stderr.write(${JSON.stringify(output)}); process.exit(1);`);
    for (let time = 1; time <= 2; time += 1) {
      const outcome = run(root, ["scripts/prepare.mjs"], { npm_execpath: npm });
      expect(outcome.status).toBe(2);
      const last = outcome.stderr.split("\n").slice(1).join("\n");
      expect(last).toMatch(new RegExp(`^entente: ${code}: `));
      expect(last).toMatch(sentence);
    }
  });

  it("runs no package's scripts, and keeps npm's cache in the project for a user without a home", () => {
    const root = createProject();
    const npm = join(root, "npm-cli.js");
    writeFileSync(
      npm,
      `require("node:fs").writeFileSync("seen.json", JSON.stringify(process.argv.slice(2)));`.replace(
        "require(",
        "process.getBuiltinModule(",
      ),
    );
    // A home that is a file can hold no cache, whoever asks.
    writeFileSync(join(root, "home"), "");
    expect(run(root, ["scripts/prepare.mjs"], { npm_execpath: npm }).status).toBe(0);
    const seen = JSON.parse(readFileSync(join(root, "seen.json"), "utf8")) as string[];
    expect(seen[0]).toBe("ci");
    expect(seen).toContain("--ignore-scripts");
    expect(seen).toContain(`--cache=${join(root, ".cache/npm")}`);
  });
});
