// The verifier's pages: the script inside pages of cuts, that of a record's check page, and the verifier as one HTML file.
// Nothing of this machine, of the time or of the folder goes in, so that the same sources give the same bytes everywhere.
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../", import.meta.url));
const sources = `${root}packages/verifier/src/pages/`;

/** File name to text. */
export async function buildPages(): Promise<ReadonlyMap<string, string>> {
  const selfCheck = await bundle("self-check.ts");
  const recordCheck = await bundle("record-check.ts");
  const kit = await bundle("kit.ts");
  const verifier = await bundle("verifier-page.ts");
  const [template, style] = await Promise.all(
    ["verifier.html", "verifier.css"].map((name) => readFile(`${sources}${name}`, "utf8")),
  );
  return new Map([
    ["self-check.js", selfCheck],
    ["record-check.js", `${recordCheck}\n`],
    ["kit.js", kit],
    ["verifier.html", fillTemplate(template ?? "", style ?? "", verifier)],
  ]);
}

/** Writes what `buildPages` gives to the verifier's dist folder; a reader never meets half a file. */
export async function writePages(): Promise<void> {
  const folder = `${root}packages/verifier/dist/pages/`;
  await mkdir(folder, { recursive: true });
  for (const [name, text] of await buildPages()) {
    const half = `${folder}${name}.${process.pid}`;
    await writeFile(half, text);
    await rename(half, `${folder}${name}`);
  }
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: "warn",
    resolve: { conditions: ["source", "module", "browser", "import", "default"] },
    build: {
      write: false,
      target: "es2023",
      minify: true,
      sourcemap: false,
      rolldownOptions: { input: `${sources}${entry}`, output: { format: "iife" } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    "output" in one ? one.output : [],
  );
  const [chunk] = outputs;
  if (outputs.length !== 1 || chunk?.type !== "chunk") throw new RangeError(`${entry} gives one script`);
  // No text of a bundle may end the element it stands in.
  return chunk.code
    .replace(/<\/(?=script)/gi, "<\\/")
    .replace(/<!--/g, "<\\!--")
    .trim();
}

function fillTemplate(template: string, style: string, script: string): string {
  const digest = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return template
    .replace("%STYLE_DIGEST%", digest(style))
    .replace("%SCRIPT_DIGEST%", digest(script))
    .replace(/<style>\s*%STYLE%\s*<\/style>/, () => `<style>${style}</style>`)
    .replace(/<script>\s*%SCRIPT%\s*<\/script>/, () => `<script>${script}</script>`);
}
