// A verified cut as a file for people, in any of the forms the house writes: one printed model, one renderer for each form.
import { extname } from "node:path";
import {
  describeCopy,
  describeSheet,
  renderCutPage,
  renderCutText,
  renderSheetPage,
} from "@entente/core/pages";
import type { Names } from "@entente/core/pages";
import type { Signer } from "@entente/core/keys";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives, readSelfCheck } from "@entente/verifier";
import { renderDocx, renderPdf } from "../renderings/index.ts";

export const CUT_FORMS = ["html", "pdf", "docx", "txt", "json"] as const;
export type CutForm = (typeof CUT_FORMS)[number];

/** The form that the ending of `file` names, or null. */
export function formOf(file: string): CutForm | null {
  const ending = extname(file).slice(1).toLowerCase();
  return CUT_FORMS.find((form) => form === ending) ?? null;
}

export interface CutToWrite {
  /** The cut file. */
  readonly text: string;
  readonly names: Names;
  /** Signs the page; nothing else is signed again. */
  readonly authority: Signer;
}

/** The cut in the form asked for. The day a PDF says is that of the release, so that the same cut is the same file. */
export async function writeCut(cut: CutToWrite, form: CutForm): Promise<string | Uint8Array> {
  const { text, names, authority } = cut;
  if (form === "json") return text;
  if (form === "html")
    return renderCutPage({ text, names, authority, script: readSelfCheck(), primitives: nodePrimitives });
  const verified = verifyCut({ text, trust: { kind: "carried" }, primitives: nodePrimitives });
  if (form === "txt") return renderCutText(verified.document);
  return writeOffice(
    describeCopy(verified, names),
    form,
    verified.cut.evidence.release.opening.at.slice(0, 10),
  );
}

/** The minister's sheet of the cut. */
export async function writeSheet(
  { text, names }: CutToWrite,
  form: Exclude<CutForm, "json" | "txt">,
): Promise<string | Uint8Array> {
  const verified = verifyCut({ text, trust: { kind: "carried" }, primitives: nodePrimitives });
  const sheet = describeSheet(verified, names);
  if (form === "html") return renderSheetPage(sheet, nodePrimitives);
  return writeOffice(sheet, form, verified.cut.evidence.release.opening.at.slice(0, 10));
}

async function writeOffice(
  { document, facts }: ReturnType<typeof describeCopy>,
  form: "pdf" | "docx",
  date: string,
): Promise<Uint8Array> {
  return form === "docx"
    ? renderDocx(document, { pictures: null, facts })
    : renderPdf(document, { pictures: null, date, fonts: [], facts });
}
