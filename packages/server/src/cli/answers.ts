// What a node answered, and how it is printed.
import { readInstant } from "@entente/core/encoding";
import { sayInstant } from "../cases/index.ts";
import type { operations } from "../client/index.ts";
import type { Terminal } from "./terminal.ts";

/** What a route answers with, by its id. */
export type AnswerTo<Id extends keyof operations> = operations[Id] extends {
  readonly responses: { readonly 200: { readonly content: { readonly "application/json": infer Answer } } };
}
  ? Answer
  : never;

/** An instant of an answer, as people read it. */
export function sayTime(instant: string, timeZone: string): string {
  return sayInstant(readInstant(instant), timeZone);
}

/** Prints an answer as JSON, or in lines. */
export function printAnswer(
  { json }: { readonly json?: true },
  terminal: Terminal,
  { value, lines }: { readonly value: unknown; readonly lines: readonly string[] },
): void {
  if (json === true) terminal.printJson(value);
  else for (const line of lines) terminal.print(line);
}
