// Random documents, every member, every rendering: the scanner finds nothing withheld in any of them, and finds whatever is
// planted into them or hidden in files of its corpus. The words of the documents are in part those of markup and properties, so
// that the scanner is tempted to cry out.
import type { MarkedDocument, Portion, Span } from "../../packages/core/src/documents/index.ts";
import { renderCutPage, renderCutText } from "../../packages/core/src/pages/index.ts";
import { verifyCut } from "../../packages/core/src/releases/index.ts";
import {
  community,
  mark,
  portion,
  sealRelease,
  text,
} from "../../packages/core/src/releases/release.fixture.ts";
import { renderDocx, renderPdf } from "../../packages/server/src/renderings/index.ts";
import {
  listWithheld,
  QUICK_ENGINES,
  readFurniture,
  scanFile,
} from "../../packages/server/src/scans/index.ts";
import type { Finding, Withheld } from "../../packages/server/src/scans/index.ts";
import { plantCorpus } from "../../packages/server/src/scans/planted-corpus.fixture.ts";
import { drawFrom, makeSecret } from "../../packages/server/src/scans/planted.fixture.ts";
import type { Draw } from "../../packages/server/src/scans/planted.fixture.ts";
import type { Proof } from "./contract.ts";
import { nativeTools } from "./native-tools.ts";

const RECIPIENTS = ["GBR", "USA", "CAN", "DEU", "FRA", "SWE", "CHE", "PUBLIC"];
const MARKS = ["O", "OS", "S", "TS", "S - REL TO FVEY", "S - WALL", "S - REL TO DEU, FRA", "OPR"];
const WORDS = [
  ...[
    "document",
    "section",
    "paragraph",
    "border",
    "content",
    "signature",
    "authority",
    "release",
    "padding",
  ],
  ...[
    "producer",
    "resources",
    "language",
    "harbour",
    "watch",
    "meeting",
    "report",
    "vessel",
    "engine",
    "quiet",
  ],
  ...["between", "under", "within", "before", "the", "a", "of", "and", "to", "was", "were", "it", "in", "on"],
  ...[
    "hired",
    "found",
    "removed",
    "carried",
    "signed",
    "encrypted",
    "metadata",
    "stream",
    "object",
    "filter",
  ],
];
/** A PDF takes a process of its own, a DOCX some tens of milliseconds: not every case waits for them. */
const EVERY = { docx: 5, pdf: 20 };

interface Rendering {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A sentence with a name in most, so that no two are alike. */
function write(draw: Draw): string {
  const words = Array.from({ length: 3 + draw(12) }, () => WORDS[draw(WORDS.length)] ?? "");
  if (draw(4) > 0) words.splice(draw(words.length), 0, makeSecret(draw).name);
  return `${words.join(" ")}.`;
}

function writeDocument(draw: Draw, say: () => string): MarkedDocument {
  const pick = (): string => MARKS[draw(MARKS.length)] ?? "O";
  const spans = (): Span[] =>
    Array.from({ length: 1 + draw(3) }, (_, index): Span =>
      index > 0 && draw(2) === 0
        ? { kind: "restricted", marking: mark(pick()), spans: [text(say())] }
        : text(`${say()} `),
    );
  const body = Array.from({ length: 3 + draw(8) }, (_, index): readonly Portion[] => {
    const id = `p${index + 1}`;
    const number = draw(2) === 0 ? String(index + 1) : null;
    if (draw(5) > 0) return [portion(id, pick(), spans(), { number })];
    const row = (place: number, marking: string): Portion =>
      portion(`${id}r${place}`, marking, [text(say()), { kind: "cell-break" }, text(say())], {
        kind: "row",
        parent: id,
      });
    return [portion(id, "O", [text(say())], { kind: "table", number }), row(1, "O"), row(2, pick())];
  }).flat();
  const note = portion("n1", pick(), [text(say())], { kind: "footnote", number: "1" });
  return {
    ...{ title: "x", originator: "GBR", policy: "uk", caseSlug: null, date: null, exercise: true },
    portions: [
      portion("title", "OPR", [text(say())], { kind: "title" }),
      portion("p0", "OPR", [text(say()), { kind: "note-reference", note: "1" }]),
      ...body,
    ],
    footnotes: [note],
  };
}

/** Every file a member may be given, as it is made for real. */
async function render(
  document: MarkedDocument,
  seed: string,
  wants: { readonly recipients: readonly string[]; readonly docx: boolean; readonly pdf: boolean },
): Promise<{
  readonly files: ReadonlyMap<string, readonly Rendering[]>;
  readonly released: ReadonlyMap<string, readonly string[]>;
}> {
  const { recipients, docx, pdf } = wants;
  const sealed = sealRelease({ document, compiled: community, recipients, seed, tools: nativeTools });
  const { primitives } = nativeTools;
  const files = new Map<string, readonly Rendering[]>();
  const pictures = new Map<string, Uint8Array>();
  for (const [recipient, cut] of sealed.cuts) {
    const printed = verifyCut({ text: cut, trust: { kind: "carried" }, primitives }).document;
    const page = renderCutPage({
      text: cut,
      names: {},
      authority: sealed.authority,
      script: "0;",
      primitives,
    });
    const paper = { ...printed, handling: "x" };
    files.set(recipient, [
      { name: "cut.json", bytes: Buffer.from(cut) },
      { name: "cut.html", bytes: Buffer.from(page) },
      { name: "cut.txt", bytes: Buffer.from(renderCutText(printed)) },
      ...(docx ? [{ name: "cut.docx", bytes: await renderDocx(paper, { pictures }) }] : []),
      ...(pdf
        ? [{ name: "cut.pdf", bytes: await renderPdf(paper, { pictures, date: null, fonts: [] }) }]
        : []),
    ]);
  }
  const released = sealed.plan.classes.flatMap((of) => of.recipients.map((id) => [id, of.released] as const));
  return { files, released: new Map(released) };
}

const scan = ({ name, bytes }: Rendering, withheld: Withheld): Promise<readonly Finding[]> =>
  scanFile({ name, bytes, withheld, engines: QUICK_ENGINES });

/** `bytes` with the words in a random place, in a random spelling. */
function plantInto(bytes: Uint8Array, words: string, draw: Draw): { how: string; bytes: Buffer } {
  const secret = Buffer.from(words);
  const spellings = [
    { how: "plain", written: words },
    { how: "base64", written: secret.toString("base64") },
    { how: "base64url", written: secret.toString("base64url") },
    { how: "hex", written: secret.toString("hex") },
    { how: "backwards", written: Array.from(words).reverse().join("") },
    { how: "capitals", written: words.toUpperCase() },
  ];
  const { how, written } = spellings[draw(spellings.length)] ?? { how: "plain", written: words };
  const at = draw(bytes.length);
  const parts = [bytes.subarray(0, at), Buffer.from(written), bytes.subarray(at)];
  return { how: `${how} at ${at}`, bytes: Buffer.concat(parts) };
}

/** What is wrong in the cases of one document, or null, and how many there were. */
async function examine(
  seed: string,
  index: number,
  furniture: readonly string[],
): Promise<{ cases: number; fault: string | null }> {
  const draw = drawFrom(seed);
  const document = writeDocument(draw, () => write(draw));
  const wants = { docx: index % EVERY.docx === 0, pdf: index % EVERY.pdf === 0 };
  const { files, released } = await render(document, seed, { recipients: RECIPIENTS, ...wants });
  let cases = 0;
  for (const [recipient, renderings] of files) {
    cases += 1;
    const withheld = listWithheld(document, { released: released.get(recipient) ?? [] }, { furniture });
    for (const rendering of renderings) {
      const findings = await scan(rendering, withheld);
      if (findings.length > 0)
        return { cases, fault: `${recipient}, ${rendering.name}: ${JSON.stringify(findings[0])}` };
    }
    const telling = withheld.texts.filter(({ text: words }) => words.replace(/\W/g, "").length >= 30);
    const chosen = telling[draw(Math.max(telling.length, 1))];
    // Tables of pictures and fonts aside, a leak may stand anywhere: here in the page, in the cut, in the text.
    const into = renderings[draw(3)];
    if (chosen === undefined || into === undefined) continue;
    const { how, bytes } = plantInto(into.bytes, chosen.text, draw);
    if ((await scan({ name: into.name, bytes }, withheld)).length === 0)
      return { cases, fault: `${recipient}, ${into.name}: planted ${chosen.place} not found, ${how}` };
  }
  const corpus = plantCorpus(seed);
  for (let turn = 0; turn < 5; turn++) {
    const plant = corpus.plants[draw(corpus.plants.length)];
    if (
      plant !== undefined &&
      (await scan({ name: plant.file, bytes: plant.bytes }, corpus.withheld)).length === 0
    )
      return { cases, fault: `${plant.kind} not found` };
  }
  return { cases, fault: null };
}

export const proof: Proof = {
  name: "leak-scan",
  claim:
    "The scanner finds nothing withheld in any rendering of any cut, and every leak planted in them and in its corpus.",
  smallCases: 8,
  defaultCases: 10_000,
  run: async ({ cases, seed, report }) => {
    // Once, of a document without words: what stands in every file whoever it is for.
    const blank = writeDocument(drawFrom("blank"), () => "x");
    const { files } = await render(blank, "blank", { recipients: RECIPIENTS, docx: true, pdf: true });
    const furniture = await readFurniture([...files.values()].flat(), QUICK_ENGINES);
    let done = 0;
    for (let index = 0; done < cases; index++) {
      const one = `${seed} ${index}`;
      const { cases: more, fault } = await examine(one, index, furniture);
      done += more;
      if (index % 50 === 0) report(`${done} cases`);
      if (fault !== null) return { cases: done, failures: 1, counterExample: { document: one, why: fault } };
    }
    return { cases: done, failures: 0, counterExample: null };
  },
};
