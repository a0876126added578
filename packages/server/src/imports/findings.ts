// What an import has to say about a source beside its document: problems, and the text that is set aside.
import type { Problem, ProblemCode } from "@entente/core/documents";
import type { ImportedAside } from "./import-result.ts";

const SHOWN = 160;

export class Findings {
  readonly problems: Problem[] = [];
  readonly asides: ImportedAside[] = [];

  warn(line: number, code: ProblemCode, message: string): void {
    this.problems.push({ line, column: 1, severity: "warning", code, message });
  }

  fail(line: number, code: ProblemCode, message: string): void {
    this.problems.push({ line, column: 1, severity: "error", code, message });
  }

  setAside(line: number, kind: ImportedAside["kind"], text: string, author: string | null = null): void {
    this.asides.push({ kind, line, author, text });
  }
}

/** Text of the source inside a message: short enough to read, the whole of it stands among the asides. */
export function quote(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return `"${flat.length > SHOWN ? `${flat.slice(0, SHOWN)}…` : flat}"`;
}
