// coalition: which pledges hold together, why, and the proof of it. Glossary: pledge, level, acting, certificate.
export { certifyResolution, readCertificate } from "./certificate.ts";
export { checkCertificate } from "./certificate-check.ts";
export { compilePledges } from "./compilation.ts";
export { resolvePledges } from "./resolution.ts";
export { createState, settleDown, settleUp } from "./settling.ts";
export type { ResolutionCertificate } from "./certificate.ts";
export type { ResolutionGraph } from "./pledge-graph.ts";
export type { Resolution } from "./resolution.ts";
export type { ResolutionState } from "./settling.ts";
