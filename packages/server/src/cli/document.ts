// `entente document …`: documents before they go anywhere. A file per command; all work on files alone, without a node.
import type { Command } from "commander";
import { addDiffCommand } from "./document-diff.ts";
import { addExportCommand } from "./document-export.ts";
import { addFormatCommand } from "./document-format.ts";
import { addDocumentImport } from "./document-import.ts";
import { addInspectCommand } from "./document-inspect.ts";
import type { Terminal } from "./terminal.ts";

/** Adds the `document` commands to `program`. */
export function addDocumentCommands(program: Command, terminal: Terminal): void {
  const group = program.command("document").description("Look at documents, their marks and their versions.");
  addDocumentImport(group, terminal);
  addInspectCommand(group, terminal);
  addFormatCommand(group, terminal);
  addDiffCommand(group, terminal);
  addExportCommand(group, terminal);
}
