// coalition: which pledges hold together, and why. Glossary: pledge, level, acting.
export { resolvePledges } from "./resolution.ts";
export type { Resolution } from "./resolution.ts";
