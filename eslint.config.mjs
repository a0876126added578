import js from "@eslint/js";
import tseslint from "typescript-eslint";

const clockless = [
  { name: "Date", message: "core has no clock: take an instant as an argument" },
  { name: "crypto", message: "core has no randomness: take it as an argument" },
  { name: "fetch", message: "core does no I/O" },
];

const wayOut = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"].map((name) => ({
  name,
  message: "the server connects to others through outbound/ alone",
}));

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", ".cache/**", "out/**", "data/**", "formats/*.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: [] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "no-warning-comments": ["error", { terms: ["fixme", "xxx", "hack"] }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "named exports only" },
        { selector: "ExportAllDeclaration", message: "name what the door exports" },
      ],
    },
  },
  {
    files: ["packages/core/src/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-globals": ["error", ...clockless],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "core has no randomness: take it as an argument" },
      ],
    },
  },
  {
    files: ["packages/server/src/**/*.ts"],
    // A command's own client asks the node that whoever types it names, from their machine and not from the node's.
    ignores: ["**/*.test.ts", "**/*.fixture.ts", "packages/server/src/client/http-transport.ts"],
    rules: { "no-restricted-globals": ["error", ...wayOut] },
  },
  {
    files: ["**/*.mjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: { process: "readonly", console: "readonly", URL: "readonly" },
    },
  },
  {
    files: ["*.config.ts", "**/vite.config.ts", "*.config.mjs", ".dependency-cruiser.mjs"],
    rules: { "no-restricted-syntax": "off" },
  },
);
