// Plants one violation of every boundary rule in a copy of the tree and expects that rule to fire: a rule that has gone
// blind (a wrong path, an exclusion too wide) is found here and nowhere else.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

interface Violation {
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
}

const core = "packages/core/src";
const server = "packages/server/src";
const order = [
  "encoding",
  "keys",
  "markings",
  "ledger",
  "documents",
  "printing",
  "planning",
  "releases",
  "pages",
  "kinds",
  "arrangements",
  "pledges",
  "letters",
  "kits",
  "embargoes",
  "coalition",
  "measures",
  "record",
];

const violations: readonly Violation[] = [
  {
    rule: "no-cycles",
    files: {
      [`${core}/encoding/planted-a.ts`]: 'import "./planted-b.ts";',
      [`${core}/encoding/planted-b.ts`]: 'import "./planted-a.ts";',
    },
  },
  { rule: "resolvable", files: { [`${core}/encoding/planted.ts`]: 'import "./nowhere.ts";' } },
  { rule: "core-is-pure", files: { [`${core}/encoding/planted.ts`]: 'import "node:fs";' } },
  {
    rule: "core-imports-core-only",
    files: { [`${core}/encoding/planted.ts`]: 'import "../../../server/src/errors.ts";' },
  },
  {
    rule: "console-to-core-only",
    files: { "packages/console/src/planted.ts": 'import "../../server/src/errors.ts";' },
  },
  {
    rule: "verifier-to-core-only",
    files: { "packages/verifier/src/planted.ts": 'import "../../server/src/errors.ts";' },
  },
  {
    rule: "verifier-never-reaches-network-or-db",
    files: {
      "packages/verifier/src/planted.ts": 'import "./planted-deep.ts";',
      "packages/verifier/src/planted-deep.ts": 'import "node:https";',
    },
  },
  ...order.slice(0, -1).map((module, index) => ({
    rule: `core-order-${module}`,
    files: { [`${core}/${module}/planted.ts`]: `import "../${order[index + 1] ?? ""}/index.ts";` },
  })),
  {
    rule: "core-module-by-its-index",
    files: { [`${core}/record/planted.ts`]: 'import "../encoding/bytes.ts";' },
  },
  {
    rule: "server-module-by-its-index",
    files: { [`${server}/releases/planted.ts`]: 'import "../documents/store.ts";' },
  },
  {
    rule: "http-takes-index-or-routes",
    files: { [`${server}/http/planted.ts`]: 'import "../documents/store.ts";' },
  },
  {
    rule: "http-and-cli-are-the-edge",
    files: { [`${server}/documents/planted.ts`]: 'import "../http/problems.ts";' },
  },
  { rule: "sql-only-in-store", files: { [`${server}/documents/planted.ts`]: 'import "kysely";' } },
  { rule: "fastify-only-in-http", files: { [`${server}/documents/routes.ts`]: 'import "fastify";' } },
  { rule: "outbound-is-the-only-way-out", files: { [`${server}/misp/planted.ts`]: 'import "undici";' } },
  {
    rule: "rules-touch-no-io",
    files: {
      [`${server}/planted/rules.ts`]: 'import "./store.ts";',
      [`${server}/planted/store.ts`]: "export {};",
    },
  },
  {
    rule: "unlabelled-reads-are-named",
    files: {
      [`${server}/documents/planted.ts`]: 'import "../storage/system.ts";',
      [`${server}/storage/system.ts`]: "export {};",
    },
  },
  {
    rule: "publication-reads-the-ledger-only",
    files: { [`${server}/publication/planted.ts`]: 'import "../pledges/index.ts";' },
  },
  {
    rule: "renderings-see-what-is-printed",
    files: { [`${server}/renderings/planted.ts`]: 'import "../documents/index.ts";' },
  },
  {
    rule: "tests-are-leaves",
    files: {
      [`${core}/encoding/planted.ts`]: 'import "./planted.test.ts";',
      [`${core}/encoding/planted.test.ts`]: "export {};",
    },
  },
];

/** What a run reports: the rule and the file it was broken in. */
interface Report {
  readonly rule: string;
  readonly from: string;
}

let copy = "";
let clean: readonly Report[] = [];
let planted: readonly Report[] = [];

/** Each violation in files of its own name, so that all can be planted side by side. */
function nameApart(text: string, index: number): string {
  return text.replaceAll("planted", `planted-${index}`);
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "entente-boundaries-"));
  const filter = (path: string): boolean => !/(^|\/)(dist|node_modules)(\/|$)/.test(path);
  // Every folder of the tree: a list of names would miss the next one that somebody imports from.
  for (const entry of readdirSync(".", { withFileTypes: true }))
    if (entry.isDirectory() && !entry.name.startsWith("."))
      cpSync(entry.name, join(copy, entry.name), { recursive: true, filter });
  for (const file of [".dependency-cruiser.mjs", "tsconfig.base.json", "package.json"])
    cpSync(file, join(copy, file));
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  clean = cruise();
  violations.forEach(({ files }, index) => {
    for (const [path, text] of Object.entries(files)) {
      const target = join(copy, nameApart(path, index));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, `${nameApart(text, index)}\n`);
    }
  });
  planted = cruise();
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

function cruise(): readonly Report[] {
  const tool = resolve("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const args = [tool, "--config", ".dependency-cruiser.mjs", "--output-type", "json", "packages"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8", maxBuffer: 2 ** 28 });
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

describe("the boundaries of the house", () => {
  test("every rule has a planted violation", async () => {
    const { default: configuration } = (await import(
      pathToFileURL(resolve(".dependency-cruiser.mjs")).href
    )) as {
      default: { forbidden: { name: string }[] };
    };
    const rules = configuration.forbidden.map((rule) => rule.name).sort();
    expect(violations.map(({ rule }) => rule).sort()).toEqual(rules);
  });

  test("the tree itself has none", () => {
    expect(clean).toEqual([]);
  });

  test.each(violations.map((violation, index) => ({ ...violation, index })))(
    "$rule fires",
    ({ rule, files, index }) => {
      const fired = planted.filter((report) => report.rule === rule).map(({ from }) => from);
      expect(fired.some((from) => Object.keys(files).some((path) => nameApart(path, index) === from))).toBe(
        true,
      );
    },
  );
});
