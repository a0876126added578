// The program of the reading process: settings in, the reader loaded, "ready" out, the file in, the answer out. It reads one
// file and ends. Everything it is given besides the file comes from the node; everything it says is checked there.
import { registerHooks } from "node:module";
import { InputError } from "@entente/core/encoding";
import type { Policy } from "@entente/core/markings";
import { printAnswer } from "./answer.ts";
import { FRAME, readFrame, writeFrame } from "./frames.ts";
import { loadReader } from "./readers.ts";
import type { ImportForm } from "./recognise.ts";
import { ImportRefusal } from "./refusal.ts";

const NETWORK =
  /^(?:node:)?(?:net|tls|http|https|http2|dgram|dns|dns\/promises|inspector|child_process|cluster|worker_threads)$/;
const [INPUT, OUTPUT] = [0, 1];

interface Settings {
  readonly form: ImportForm;
  readonly name: string;
  readonly policies: readonly Policy[];
}

// The second fence: where the kernel keeps the network open, no module of this process opens it.
registerHooks({
  resolve: (specifier, context, next) => {
    if (NETWORK.test(specifier))
      throw new Error(`${specifier} is not for a process that reads foreign files`);
    return next(specifier, context);
  },
});
for (const name of ["fetch", "WebSocket", "EventSource", "BroadcastChannel", "WebAssembly"])
  Reflect.deleteProperty(globalThis, name);

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

// A library that gives up on a part of the file where nobody waits for it leaves that part out: nothing is taken then.
process.on("unhandledRejection", (error) => {
  refuse(
    new ImportRefusal(
      "IMPORT_DAMAGED",
      `The file is damaged (${nameFault(error)}): get it again from its sender`,
    ),
  );
});

try {
  const settings = JSON.parse(new TextDecoder().decode(readFrame(INPUT, FRAME.settings))) as Settings;
  const read = await loadReader(settings.form);
  writeFrame(OUTPUT, FRAME.ready);
  const source = await read(readFrame(INPUT, FRAME.file), {
    name: settings.name,
    policies: settings.policies,
    report: (progress) => writeFrame(OUTPUT, FRAME.progress, encode(progress)),
  });
  writeFrame(OUTPUT, FRAME.result, new TextEncoder().encode(printAnswer(source, settings.policies)));
  for (const { bytes } of source.attachments) writeFrame(OUTPUT, FRAME.attachment, bytes);
  process.exit(0);
} catch (error) {
  refuse(describeRefusal(error));
}

function refuse({ code, message }: ImportRefusal): never {
  writeFrame(OUTPUT, FRAME.refusal, encode({ code, message }));
  process.exit(0);
}

function nameFault(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").slice(0, 120);
}

function describeInput({ message, position }: InputError): string {
  return position === null ? message : `${message} (line ${position.line}, column ${position.column})`;
}

function describeRefusal(error: unknown): ImportRefusal {
  if (error instanceof ImportRefusal) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new ImportRefusal(
      "IMPORT_TOO_DEEP",
      "The file nests deeper than anything written by hand: ask its sender for it in another form",
    );
  if (error instanceof InputError) return new ImportRefusal("IMPORT_DAMAGED", describeInput(error));
  return new ImportRefusal(
    "IMPORT_CRASHED",
    `The file could not be read: ${nameFault(error)}. Ask its sender for it in another form, and report it`,
  );
}
