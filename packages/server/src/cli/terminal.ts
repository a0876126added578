// What a command may say: answers on standard output, everything else on standard error, so that `--json` can be piped.

import { EXIT_FAILED } from "./failure.ts";

export interface Terminal {
  /** One line of the answer. */
  readonly print: (line: string) => void;
  /** The whole answer as JSON, for `--json`. */
  readonly printJson: (value: unknown) => void;
  /** The answer as it is, byte for byte: for answers that are files. */
  readonly printFile: (text: string) => void;
  /** Progress: overwrites one line on a TTY, prints nothing elsewhere but the final state. */
  readonly progress: (text: string) => void;
  /** A note for people, on standard error. */
  readonly note: (line: string) => void;
}

export function openTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  out.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that went away, as in `| head`, has what it wanted; an answer that could not be written is a failure.
    if (error.code === "EPIPE") return;
    err.write(
      `entente: FILE_UNREADABLE: The answer could not be written (${error.code ?? error.message}). Check the disk it goes to.\n`,
    );
    process.exitCode = EXIT_FAILED;
  });
  // Nobody listens to notes any more, as in `2>&1 | head`: that changes nothing about the answer.
  err.on("error", () => undefined);
  // Text from a file must not move the cursor or set a title: what could is shown instead of sent.
  const clear = err.isTTY ? "\r\u001b[K" : "";
  return {
    print: (line) => void out.write(`${showControls(line)}\n`),
    printJson: (value) => void out.write(`${JSON.stringify(value, null, 2)}\n`),
    printFile: (text) => void out.write(text),
    progress: (text) => {
      if (err.isTTY) err.write(clear + showControls(text));
    },
    note: (line) => void err.write(`${clear}${showControls(line)}\n`),
  };
}

/** Control characters other than tab as their symbols (U+2400 and on), so that they are seen and do nothing. */
function showControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(code < 0x20 ? 0x2400 + code : 0x2421);
  });
}

/** Aligned columns, two spaces apart; numbers align right. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, String(cell).length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        typeof cell === "number"
          ? String(cell).padStart(widths[column] ?? 0)
          : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
