// What the `document` commands share: a file as text, the schemes it is read by, and how things are shown on a line.
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { parseMarkedText } from "@entente/core/documents";
import type { ParsedDocument, Problem } from "@entente/core/documents";
import { decodeUtf8 } from "@entente/core/encoding";
import type { CompiledCommunity, Policy } from "@entente/core/markings";
import { ServerError } from "../errors.ts";
import { readGround } from "./marking-input.ts";

const TEXT_WIDTH = 72;

export interface SchemeOptions {
  readonly community?: string;
  readonly policy?: readonly string[];
}

/** What marks are read by. */
export interface Schemes {
  /** Those of the policy files first, then the community's, or the built-in ones where there is no community. */
  readonly policies: readonly Policy[];
  readonly community: CompiledCommunity | null;
}

/** What of a problem a command shows. */
export type ShownProblem = Pick<Problem, "line" | "column" | "severity" | "code" | "message">;

/** Adds the options that name other schemes than the built-in ones. */
export function withSchemes(command: Command): Command {
  return command
    .option("--community <file>", "community file: read marks by its policies and caveats")
    .option("--policy <files...>", "policy files: read marks by these schemes too");
}

/** @throws InputError of the readers of policies and communities; file errors. */
export function readSchemes({ policy = [], community }: SchemeOptions): Schemes {
  const ground = readGround({ policy, ...(community === undefined ? {} : { community }) });
  return { policies: ground.policies, community: ground.compiled };
}

/** @throws ServerError FILE_UNREADABLE; InputError SHAPE_INVALID when it is no UTF-8. */
export function readDocumentText(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new ServerError(
      "FILE_UNREADABLE",
      `${file} could not be read${code}. Check the name and your rights to it.`,
      { cause },
    );
  }
  return decodeUtf8(bytes);
}

/** A file of marked text. @throws as {@link readDocumentText}. */
export function readMarkedFile(
  file: string,
  { policies }: Schemes,
): ParsedDocument & { readonly text: string } {
  const text = readDocumentText(file);
  return { text, ...parseMarkedText(text, policies) };
}

export function showProblem({ line, column, severity, code, message }: Problem): ShownProblem {
  return { line, column, severity, code, message };
}

/** A text on one line of a terminal, with nothing in it that could steer the terminal. */
export function clip(text: string): string {
  const shown = makeHarmless(text);
  return shown.length > TEXT_WIDTH ? `${shown.slice(0, TEXT_WIDTH - 1)}…` : shown;
}

export function makeHarmless(text: string): string {
  // eslint-disable-next-line no-control-regex -- a document must not steer the terminal it is shown on
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/g, "\uFFFD");
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
