// scans: whether a file holds anything of what it withholds. Glossary: withheld text, layer (bytes or text found inside a file
// by undoing one coding), engine (one way to get layers out of a file), finding.
export { ALL_ENGINES, QUICK_ENGINES } from "./engines.ts";
export type { Engine } from "./engines.ts";
export { scanForeignFile } from "./foreign-scan.ts";
export type { Finding } from "./finding.ts";
export { countUnsearchable, readFurniture, scanFile } from "./scan-file.ts";
export { closeSight } from "./sight.ts";
export { listWithheld } from "./withheld.ts";
export type { Withheld } from "./withheld.ts";
