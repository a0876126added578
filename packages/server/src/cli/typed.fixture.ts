// Commands as people type them: what is said on the terminal, and how it ends.
import { Command } from "commander";
import { describeFailure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface Said {
  readonly exit: number;
  readonly code: string | null;
  readonly message: string;
  readonly lines: readonly string[];
  /** As a program that reads it gets it; empty where none was asked for. */
  readonly json: Record<string, unknown>;
}

/** A way to type commands of these groups. */
export function openTyping(
  ...groups: readonly ((program: Command, terminal: Terminal) => void)[]
): (...words: readonly string[]) => Promise<Said> {
  return async (...words) => {
    const lines: string[] = [];
    let json: Record<string, unknown> = {};
    let [code, message]: [string | null, string] = [null, ""];
    const terminal: Terminal = {
      print: (line) => void lines.push(line),
      printJson: (value) => void (json = JSON.parse(JSON.stringify(value)) as Record<string, unknown>),
      printFile: (text) => void lines.push(text),
      progress: () => undefined,
      note: () => undefined,
    };
    const program = new Command("entente").exitOverride().configureOutput({ writeErr: () => undefined });
    for (const add of groups) add(program, terminal);
    process.exitCode = undefined;
    try {
      await program.parseAsync(words, { from: "user" });
    } catch (error) {
      const failure = describeFailure(error);
      ({ code, message } = failure);
      process.exitCode = failure.exit;
    }
    const exit = process.exitCode ?? 0;
    process.exitCode = undefined;
    return { exit, code, message, lines, json };
  };
}
