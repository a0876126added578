// The tests that must notice a change in the rooms that are mutated; those of other rooms would only cost time.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["source", "node"] },
  ssr: { resolve: { conditions: ["source", "node"] } },
  test: {
    include: ["packages/core/src/{ledger,releases,pages}/**/*.test.ts", "packages/verifier/src/**/*.test.ts"],
    testTimeout: 120_000,
    execArgv: ["--conditions=source"],
  },
});
