// entente-verify FILE... [--trust FILE] [--json]: checks cuts, cut pages and records offline; entente-verify cite FOLDER
// CITATION: whether a citation holds in a record. It needs the core and the files, and asks nothing and nobody else.
import { parseArgs } from "node:util";
import { decodeUtf8, InputError } from "@entente/core/encoding";
import { portablePrimitives } from "@entente/core/keys";
import type { Trust } from "@entente/core/releases";
import { checkFiles, reportCitation, reportFailure } from "./check.ts";
import type { FileReport, NamedInput } from "./check.ts";
import { VerifierError } from "./errors.ts";
import { makePrintable, printLimits, printReport } from "./print-report.ts";
import { readInput, readTrustBytes } from "./read-input.ts";
import { readTrust, TRUST_SHAPE } from "./trust.ts";

const HELP = `Usage: entente-verify FILE... [--trust FILE] [--json]
       entente-verify cite FOLDER CITATION [--trust FILE] [--json]

Checks without any network: cuts and their pages, unsealings, notices and approvals together with a cut they
belong to, kits with every cut inside them, ledger proofs (NAME.tlog-proof beside NAME), and the folders of
records. What is encrypted to a node, as a bundle is, only that node can check. With cite: whether the citation
of a place, as a record's page gives it, holds in the record in FOLDER.

  --trust FILE  accept only what this file names, witnesses of the ledger included:
                ${TRUST_SHAPE.replace("\n", "\n                ")}
  --json        print the result as JSON
  --help        print this text

Exit: 0 everything verifies; 1 a proof does not hold; 3 a rule says no, such as your trust file;
2 something could not be read, or was asked wrongly. Of several, the first of 1, 3 and 2.

Examples:
  entente-verify assessment.cut.json
  entente-verify assessment.html annex.html --trust trust.json
  entente-verify assessment.cut.json assessment.unsealing.json
  entente-verify kit-EST-salisbury-2018-3-20261123T101500123Z.html
  entente-verify out/record --json
  entente-verify cite out/record entente-cite:1/assessment/p-12/DIGEST/ENTRY
`;
const EXIT = { cryptographic: 1, policy: 3, input: 2 } as const;
const GRAVEST = ["cryptographic", "policy", "input"] as const;

interface Request {
  readonly files: readonly string[];
  readonly trustPath: string | undefined;
  readonly json: boolean;
}

process.stdout.on("error", () => process.exit(EXIT.input));
try {
  const request = readArguments(process.argv.slice(2));
  if (request === null) process.stdout.write(HELP);
  else process.exitCode = run(request);
} catch (error) {
  const [code, message] =
    error instanceof VerifierError
      ? [error.code, error.message]
      : [
          "INTERNAL",
          `This should not have happened: ${String(error)}. Please report it with the command you typed.`,
        ];
  process.stderr.write(`entente-verify: ${code}: ${makePrintable(message)}\n`);
  process.exitCode = EXIT.input;
}

function readArguments(args: readonly string[]): Request | null {
  const { values, positionals } = parseOrRefuse(args);
  if (values.help) return null;
  if (positionals.length === 0)
    throw new VerifierError("USAGE", "Say which files to check, or add --help for examples");
  return { files: positionals, trustPath: values.trust, json: values.json };
}

function parseOrRefuse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        trust: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new VerifierError("USAGE", `${detail}. Add --help for examples`, { cause });
  }
}

function run({ files, trustPath, json }: Request): number {
  const trust = trustPath === undefined ? ({ kind: "carried" } as const) : loadTrust(trustPath);
  const [first, folder, citation, ...rest] = files;
  const cites = first === "cite" && folder !== undefined && citation !== undefined && rest.length === 0;
  if (first === "cite" && !cites)
    throw new VerifierError("USAGE", "Give the folder of the record and one citation after cite");
  const reports = cites ? [checkCitation({ folder, citation, trust })] : checkPaths(files, trust);
  const verified = reports.every((report) => report.verified);
  if (json) process.stdout.write(`${JSON.stringify({ verified, files: reports }, null, 2)}\n`);
  else {
    const lines = [
      ...reports.flatMap((report) => [...printReport(report), ""]),
      ...printLimits(reports, trust),
    ];
    process.stdout.write(`${lines.join("\n").trimEnd()}\n`);
  }
  const gravest = GRAVEST.find((kind) => reports.some((report) => report.kind === kind));
  return gravest === undefined ? 0 : EXIT[gravest];
}

function checkCitation({
  folder,
  citation,
  trust,
}: {
  readonly folder: string;
  readonly citation: string;
  readonly trust: Trust;
}): FileReport {
  try {
    const input = readInput(folder);
    return reportCitation({ file: folder, input, citation, trust, primitives: portablePrimitives });
  } catch (error) {
    return reportFailure({ file: folder, input: null, error });
  }
}

/** Reports in the order of the names; what cannot be read takes nothing from the check of the others. */
function checkPaths(files: readonly string[], trust: Trust): readonly FileReport[] {
  const read = files.map((file): NamedInput | FileReport => {
    try {
      return { file, input: readInput(file) };
    } catch (error) {
      return reportFailure({ file, input: null, error });
    }
  });
  const inputs = read.filter((one): one is NamedInput => !("verified" in one));
  const checked = checkFiles({ files: inputs, trust, primitives: portablePrimitives });
  return read.map((one) => ("verified" in one ? one : (checked[inputs.indexOf(one)] as FileReport)));
}

function loadTrust(path: string): Trust {
  const bytes = readTrustBytes(path);
  try {
    return readTrust(decodeUtf8(bytes), portablePrimitives);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerifierError("TRUST_INVALID", `The trust file cannot be used: ${cause.message}`, { cause });
  }
}
