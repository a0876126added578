// The leak scan of a planned release: every rendering of every class, made from a rehearsal by what makes the real ones, and
// searched for what that class is not shown. Which renderings were looked through is part of what is approved.
import { utf8 } from "@entente/core/encoding";
import type { MarkedDocument, PlainSpan, Portion, Span } from "@entente/core/documents";
import type { Signer } from "@entente/core/keys";
import type { Policy } from "@entente/core/markings";
import type { ReleasePlan } from "@entente/core/planning";
import { readSelfCheck } from "@entente/verifier";
import { listWithheld, QUICK_ENGINES, readFurniture, scanFile } from "../scans/index.ts";
import { CUT_FORMS, writeCut, writeSheet } from "./cut-file.ts";
import type { CutForm, CutToWrite } from "./cut-file.ts";
import { createRehearsalKeys, rehearseRelease } from "./rehearsal.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { ScanReport } from "./rules.ts";

/** Forms a cut can be handed out in; a minister's sheet has one model for all of its forms. */
export type Rendering = CutForm | "minister";
export const allRenderings: readonly Rendering[] = [...CUT_FORMS, "minister"];

/** @throws ServerError as the renderings and the scan do: what could not be looked through is not approved unseen. */
export async function scanRelease({
  document,
  plan,
  policies,
  at,
  renderings,
  names,
}: {
  readonly document: MarkedDocument;
  readonly plan: ReleasePlan;
  readonly policies: readonly Policy[];
  /** Seconds since 1970. */
  readonly at: number;
  readonly renderings: readonly Rendering[];
  /** Names of members by id: they stand in every page. */
  readonly names: Readonly<Record<string, string>>;
}): Promise<ScanReport> {
  const findings: ScanReport["findings"][number][] = [];
  const render = ({ cuts, authority }: Rehearsal, of: string): Promise<readonly ScannedFile[]> => {
    const text = cuts.find((cut) => cut.class === of)?.text ?? "";
    return Promise.all(renderings.map((rendering) => write({ text, names, authority }, rendering)));
  };
  // The same keys for both, because their fingerprints stand in words on every page.
  const keys = createRehearsalKeys();
  const rehearsal = rehearseRelease({ document, policies, plan, at, keys });
  const empty = rehearseRelease({ document: emptyDocument(document), policies, plan, at, keys });
  for (const of of plan.classes) {
    // What the renderings of the same class say when the document says nothing: labels, styles, names.
    const furniture = await readFurniture(await render(empty, of.id), QUICK_ENGINES);
    const withheld = listWithheld(document, of, { furniture: [...Object.values(names), ...furniture] });
    for (const file of await render(rehearsal, of.id)) {
      const found = await scanFile({ ...file, withheld, engines: QUICK_ENGINES });
      for (const { place, encoding, where } of found)
        findings.push({ class: of.id, rendering: file.rendering, place, encoding, where });
    }
  }
  return { renderings, findings };
}

/** The pages of the plan's classes when the document says nothing, for the furniture of a page that is scanned by itself. */
export async function writeBlankPages(
  of: Omit<Parameters<typeof scanRelease>[0], "renderings">,
): Promise<readonly ScannedFile[]> {
  const { document, plan, policies, at, names } = of;
  const keys = createRehearsalKeys();
  const { cuts, authority } = rehearseRelease({
    ...{ document: emptyDocument(document), policies, plan, at, keys },
  });
  return Promise.all(cuts.map(({ text }) => write({ text, names, authority }, "html")));
}

/** The same document with every word of its text gone: its shape, its marks and its gradings stay. */
function emptyDocument(document: MarkedDocument): MarkedDocument {
  const emptySpan = (span: Span): Span =>
    span.kind === "text"
      ? { ...span, text: "x" }
      : span.kind === "restricted"
        ? { ...span, spans: span.spans.map((inner) => emptySpan(inner) as PlainSpan) }
        : span;
  const empty = (portion: Portion): Portion => ({ ...portion, spans: portion.spans.map(emptySpan) });
  return {
    ...document,
    title: "x",
    portions: document.portions.map(empty),
    footnotes: document.footnotes.map(empty),
  };
}

interface ScannedFile {
  readonly rendering: Rendering;
  readonly bytes: Uint8Array;
  readonly name: string;
}

async function write(
  cut: CutToWrite & { readonly authority: Signer },
  rendering: Rendering,
): Promise<ScannedFile> {
  const file = rendering === "minister" ? await writeSheet(cut, "html") : await writeCut(cut, rendering);
  const name = rendering === "minister" ? "minister.html" : `cut.${rendering}`;
  // A page carries its own check, the same bytes for every document, whose many English words say nothing of this one.
  const bytes = typeof file === "string" ? utf8(file.replaceAll(readSelfCheck(), "")) : file;
  return { rendering, bytes, name };
}
