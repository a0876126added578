// config: what a node was asked to be. `environment.ts` reads variables, `config.ts` checks them; nothing else may read either.
export { readConfig } from "./config.ts";
export { readEnvironment } from "./environment.ts";
