import type { ReadSource } from "./import-result.ts";
export function readPdf(): Promise<ReadSource> { return Promise.reject(new Error("x")); }
