// One PDF, made in a process of its own: the engine is native code that cannot be interrupted from inside, so that a
// document that takes too long is ended from outside, and its memory goes with it.
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { TypstAnswer, TypstRequest } from "./typst.ts";

// The folder does not exist and nothing is read from it: template, data, fonts and pictures all come in the request.
const NOWHERE = "/nowhere";

function compile({ template, paper, pictures, fonts, date }: TypstRequest): TypstAnswer {
  const compiler = NodeCompiler.create({
    workspace: NOWHERE,
    fontArgs: [{ fontBlobs: fonts.map((font) => Buffer.from(font)) }],
  });
  for (const [path, bytes] of pictures) compiler.mapShadow(`${NOWHERE}${path}`, Buffer.from(bytes));
  const compiled = compiler.compile({ mainFileContent: template, inputs: { paper } });
  if (compiled.result === null) {
    const error = compiled.takeError();
    return { problem: error === null ? "no document" : JSON.stringify(compiler.fetchDiagnostics(error)) };
  }
  const warnings = compiled.takeWarnings();
  if (warnings !== null) return { problem: JSON.stringify(compiler.fetchDiagnostics(warnings)) };
  try {
    const seconds = date === null ? 0 : Date.parse(date) / 1000;
    return { pdf: compiler.pdf(compiled.result, { pdfStandard: "ua-1", creationTimestamp: seconds }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

process.once("message", (request: TypstRequest) => {
  const answer = compile(request);
  process.send?.(answer, () => {
    process.disconnect();
  });
});
