// imports: documents from outside. One door, one process per file, every form; glossary: original, aside, attachment, custody.
export { confineProcess, readProcessUse } from "./confinement.ts";
export { printCustody } from "./custody.ts";
export { importFile } from "./import-file.ts";
export type { ImportProgress, ImportResult } from "./import-result.ts";
export { MOST_BYTES } from "./limits.ts";
export { IMPORT_FORMS } from "./recognise.ts";
export type { ImportForm } from "./recognise.ts";
