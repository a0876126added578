// npm run mutate -- --mutate 'packages/core/src/ledger/*.ts': changes the program in small ways and counts how many of the
// changes some test notices. It takes hours for all three rooms and is no part of `npm test`.
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutate.config.ts" },
  mutate: [
    "packages/core/src/{ledger,releases}/*.ts",
    "packages/verifier/src/*.ts",
    "!packages/**/*.{test,fixture}.ts",
    "!packages/**/index.ts",
  ],
  coverageAnalysis: "perTest",
  reporters: ["clear-text", "progress-append-only"],
  // Rewritten text says nothing of a check.
  mutator: { excludedMutations: ["StringLiteral"] },
  clearTextReporter: { logTests: false, reportTests: false },
  concurrency: 2,
  tempDirName: ".cache/stryker",
  inPlace: false,
  disableTypeChecks: false,
  thresholds: { high: 95, low: 90, break: 90 },
};
