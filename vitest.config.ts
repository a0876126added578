import { resolve } from "node:path";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** Files that take long begin first, the longest before the others, so that no core waits for the last of them. */
const LONG = [
  ...[
    "two-worlds.test",
    "histories.test",
    "kill.test",
    "case-page.test",
    "leak-scan.test",
    "disk-faults.test",
  ],
  ...["embedded-postgres.test", "standby.test", "timer.test", "continuity.test", "release-steps.test"],
  ...["hostile.test", "restore.test", "database.test", "authorisation.test", "power.test", "cut-leak.test"],
];

/** Its place among the long ones; after all of them when it is none. */
function placeOf({ moduleId }: TestSpecification): number {
  const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.ts`));
  return place === -1 ? LONG.length : place;
}

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}

export default defineConfig({
  resolve: { conditions: ["source", "node"] },
  ssr: { resolve: { conditions: ["source", "node"] } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "e2e/**/*.test.ts", "scripts/**/*.test.ts"],
    globalSetup: ["scripts/build-changed.mjs", "scripts/compile-once.mjs"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
    execArgv: ["--conditions=source"],
    // Programs that tests start find here what Node compiled for the one before.
    env: { NODE_COMPILE_CACHE: resolve("node_modules/.cache/compiled") },
    sequence: { sequencer: LongFirst },
  },
});
