// entente-verify FILE... [--trust FILE] [--json]: checks cuts, cut pages and records offline. It needs the core and the
// files, and asks nothing and nobody else. Exit: 0 all verify, 1 something does not, 2 usage or unreadable.
import { parseArgs } from "node:util";
import { decodeUtf8, InputError } from "@entente/core/encoding";
import { portablePrimitives } from "@entente/core/keys";
import type { Trust } from "@entente/core/releases";
import { checkInput, reportFailure } from "./check.ts";
import type { FileReport, Input } from "./check.ts";
import { VerifierError } from "./errors.ts";
import { makePrintable, printLimits, printReport } from "./print-report.ts";
import { readInput, readTrustBytes } from "./read-input.ts";
import { readTrust } from "./trust.ts";

const HELP = `Usage: entente-verify FILE... [--trust FILE] [--json]

Checks cuts (.json), cut pages (.html) and records (folders) without any network.

  --trust FILE  accept only the keys this file names: {"format": "entente-trust/1",
                "issuers": [thumbprint], "authorities": [thumbprint], "ledgers": [vkey]}
  --json        print the result as JSON
  --help        print this text

Exit: 0 if everything verifies, 1 if anything does not, 2 if something could not be read.

Examples:
  entente-verify assessment.cut.json
  entente-verify assessment.html annex.html --trust trust.json
  entente-verify out/record --json
`;
const EXIT_NO = 1;
const EXIT_FAILED = 2;
const UNREAD: readonly string[] = ["FILE_UNREADABLE", "FILE_TOO_LARGE", "FILE_KIND_UNKNOWN"];

interface Request {
  readonly files: readonly string[];
  readonly trustPath: string | undefined;
  readonly json: boolean;
}

process.stdout.on("error", () => process.exit(EXIT_FAILED));
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
  process.exitCode = EXIT_FAILED;
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
  const reports = files.map((file) => checkPath(file, trust));
  const verified = reports.every((report) => report.verified);
  if (json) process.stdout.write(`${JSON.stringify({ verified, files: reports }, null, 2)}\n`);
  else {
    const lines = [
      ...reports.flatMap((report) => [...printReport(report), ""]),
      ...printLimits(reports, trust),
    ];
    process.stdout.write(`${lines.join("\n").trimEnd()}\n`);
  }
  if (reports.some(({ code }) => code !== null && UNREAD.includes(code))) return EXIT_FAILED;
  return verified ? 0 : EXIT_NO;
}

function checkPath(file: string, trust: Trust): FileReport {
  let input: Input;
  try {
    input = readInput(file);
  } catch (error) {
    return reportFailure({ file, kind: null, error });
  }
  return checkInput({ file, input, trust, primitives: portablePrimitives });
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
