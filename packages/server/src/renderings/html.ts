// A printed document as one page of HTML, written by the core; the pictures in it are checked and cleaned here first.
import { renderDocumentPage } from "@entente/core/printing";
import type { PrintedDocument } from "@entente/core/printing";
import { nodePrimitives } from "@entente/verifier";
import { takePictures } from "./pictures.ts";
import type { PictureFiles } from "./pictures.ts";

/** @throws ServerError PICTURE_MISSING, PICTURE_INVALID. */
export function renderHtml(printed: PrintedDocument, options: { readonly pictures: PictureFiles }): string {
  const pictures = new Map(
    [...takePictures(printed, options.pictures)].map(([name, { bytes }]) => [name, bytes]),
  );
  // Digests are those of the files as they came, and were compared; a cleaned picture has another.
  const portions = printed.portions.map((portion) =>
    portion?.file === undefined || portion.file === null
      ? portion
      : { ...portion, file: { ...portion.file, sha256: null } },
  );
  return renderDocumentPage({ document: { ...printed, portions }, pictures, primitives: nodePrimitives });
}
