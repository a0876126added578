// The program of the process that looks through foreign files: settings and file in, findings out. It looks through one file
// and ends. Everything it says is checked by the node.
import { readFileSync, writeSync } from "node:fs";
import { ServerError } from "../errors.ts";
import { scanFile } from "./scan-file.ts";
import type { ScanRequest } from "./scan-file.ts";
import { closeSight } from "./sight.ts";

// Standard output is the answer's: what libraries have to say is not asked for.
for (const method of ["log", "warn", "error", "info", "debug"] as const) console[method] = () => undefined;
for (const name of ["fetch", "WebSocket", "EventSource", "BroadcastChannel"])
  Reflect.deleteProperty(globalThis, name);

function answer(value: unknown): never {
  const bytes = Buffer.from(JSON.stringify(value));
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
  process.exit(0);
}

function refuse(error: unknown): never {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").slice(0, 120);
  answer({
    findings: [],
    refusal:
      error instanceof ServerError
        ? { code: error.code, message: error.message }
        : {
            code: "SCAN_UNREADABLE",
            message: `The file could not be looked through (${reason}), so it counts as not scanned: get it in another form, and report it`,
          },
  });
}

process.on("unhandledRejection", refuse);
try {
  const input = readFileSync(0);
  const end = 4 + input.readUInt32BE(0);
  const settings = JSON.parse(input.toString("utf8", 4, end)) as Omit<ScanRequest, "bytes">;
  const findings = await scanFile({ ...settings, bytes: new Uint8Array(input.subarray(end)) });
  await closeSight();
  answer({ findings, refusal: null });
} catch (error) {
  refuse(error);
}
