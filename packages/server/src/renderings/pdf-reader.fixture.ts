// A PDF as the tests see it: its words, structure, furniture and metadata, as another engine reads them.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PrintedDocument } from "@entente/core/printing";
import { renderPdf } from "./index.ts";
import { samplePictures } from "./renderings.fixture.ts";

export interface ReadPdf {
  readonly pages: readonly { readonly furniture: string; readonly body: string }[];
  /** Roles of the structure, parents before children, page by page. */
  readonly roles: readonly string[];
  readonly alts: readonly string[];
  /** The words in the order of the structure. */
  readonly words: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly language: unknown;
  readonly scripts: unknown;
  readonly outline: readonly string[];
  readonly links: number;
}

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages: { furniture: string; body: string }[] = [];
  const roles: string[] = [];
  const alts: string[] = [];
  const words: string[] = [];
  let links = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const byId = new Map<string, string>();
    const open: (string | null)[] = [];
    let furniture = "";
    for (const item of items) {
      if (!("str" in item)) {
        if (item.type === "endMarkedContent") open.pop();
        else open.push("id" in item && typeof item.id === "string" ? item.id : null);
        continue;
      }
      const id = open.findLast((one) => one !== null) ?? null;
      const said = item.str + (item.hasEOL ? "\n" : "");
      if (id === null) furniture += said;
      else byId.set(id, (byId.get(id) ?? "") + said);
    }
    const walk = (node: Node): string => {
      if (node.role !== undefined) roles.push(node.role);
      if (node.alt !== undefined) alts.push(node.alt);
      return (
        (node.id === undefined ? "" : (byId.get(node.id) ?? "")) + (node.children ?? []).map(walk).join("")
      );
    };
    const tree = (await page.getStructTree()) as Node | null;
    const body = tree === null ? "" : walk(tree);
    pages.push({ furniture, body });
    words.push(body);
    links += (await page.getAnnotations()).length;
  }
  const { info } = await pdf.getMetadata();
  interface Entry {
    readonly title: string;
    readonly items: readonly Entry[];
  }
  const listOutline = (items: readonly Entry[]): string[] =>
    items.flatMap(({ title, items: inner }) => [title, ...listOutline(inner)]);
  const outline: unknown = await pdf.getOutline();
  const read: ReadPdf = {
    ...{ pages, roles, alts, words: words.join("\n"), links },
    info: info as Record<string, unknown>,
    language: (info as Record<string, unknown>)["Language"],
    scripts: await pdf.getJSActions(),
    outline: Array.isArray(outline) ? listOutline(outline as readonly Entry[]) : [],
  };
  await task.destroy();
  return read;
}

/** Without its spaces, which a PDF does not keep. */
export function squeeze(words: string): string {
  return words.replace(/\s+/gu, "");
}

/** A document as a PDF, with the sample's pictures and a day. */
export function render(printed: PrintedDocument): Promise<Uint8Array> {
  return renderPdf(printed, { pictures: samplePictures, date: "2031-03-01", fonts: [] });
}
