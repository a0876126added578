// config: what a node was asked to be. `environment.ts` reads variables, the others check them; nothing else may read either.
export { readConfig } from "./config.ts";
export { readEnvironment } from "./environment.ts";
export { readServeConfig } from "./serve-config.ts";
export type { ServeConfig } from "./serve-config.ts";
export { listSettings } from "./settings.ts";
export type { SettingTexts } from "./settings.ts";
export { readSessionLimits, usualSessionLimits } from "./session-limits.ts";
export type { SessionLimits } from "./session-limits.ts";
