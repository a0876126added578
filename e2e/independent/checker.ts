// The second checker: Python, in an interpreter that comes as a package, so that it runs wherever the tests do. It shares
// no line with the product; what both say of the same file can be compared.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

export interface Checker {
  /** Null when the file is accepted, else why it is not. */
  readonly checkCut: (text: string) => string | null;
  readonly checkUnsealing: (cut: string, unsealing: string) => string | null;
  /** Whether `entry` stands in the ledger `vkey` where the proof says. */
  readonly checkProof: (text: string, entry: string, vkey: string) => string | null;
  readonly checkCheckpoint: (note: string, vkey: string) => string | null;
}

const CALL = `
import json
import ledger, release
from canonical import Refused

CHECKS = {
    "cut": lambda text: release.check_cut(text),
    "unsealing": lambda cut, unsealing: release.check_unsealing(cut, unsealing),
    "proof": lambda text, entry, vkey: ledger.check_proof(text, entry.encode(), vkey),
    "checkpoint": lambda note, vkey: ledger.open_checkpoint(note, vkey),
}

def call(request):
    kind, *arguments = json.loads(request)
    try:
        CHECKS[kind](*arguments)
        return ""
    except Refused as refusal:
        return str(refusal) or "refused"
call
`;

const STORE = `
def store(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)
store
`;

/** Starts the interpreter with the files of this folder, which takes about a second. */
export async function openChecker(): Promise<Checker> {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const python = await loadPyodide();
  const files = (await readdir(folder)).filter((name) => name.endsWith(".py"));
  const store = python.runPython(STORE) as (name: string, text: string) => void;
  for (const name of files) store(name, await readFile(`${folder}${name}`, "utf8"));
  const call = python.runPython(CALL) as (request: string) => string;
  const ask = (...request: readonly string[]): string | null => {
    const answer = call(JSON.stringify(request));
    return answer === "" ? null : answer;
  };
  return {
    checkCut: (text) => ask("cut", text),
    checkUnsealing: (cut, unsealing) => ask("unsealing", cut, unsealing),
    checkProof: (text, entry, vkey) => ask("proof", text, entry, vkey),
    checkCheckpoint: (note, vkey) => ask("checkpoint", note, vkey),
  };
}
