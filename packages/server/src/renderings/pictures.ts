// The pictures a printed document asks for, each checked and cleaned before any renderer sees it.
import { createHash } from "node:crypto";
import type { PrintedDocument } from "@entente/core/printing";
import { ServerError } from "../errors.ts";
import { cleanPicture } from "./picture.ts";
import type { Picture } from "./picture.ts";

/**
 * Bytes of pictures as they lie beside the document, by the name the document has for them. Null where none come with a
 * copy, as with the cut of a release: each is then told by its words.
 */
export type PictureFiles = ReadonlyMap<string, Uint8Array> | null;

/**
 * The pictures of the renditions shown in `printed`, by name; others in `files` are not looked at.
 * @throws ServerError PICTURE_MISSING when one is not among `files`, PICTURE_INVALID when one is not what the document says.
 */
export function takePictures(
  { portions }: Pick<PrintedDocument, "portions">,
  files: PictureFiles,
): ReadonlyMap<string, Picture> {
  const pictures = new Map<string, Picture>();
  if (files === null) return pictures;
  for (const file of portions.map((portion) => portion?.file ?? null)) {
    if (file === null) continue;
    const bytes = files.get(file.name);
    if (bytes === undefined)
      throw new ServerError(
        "PICTURE_MISSING",
        `${file.name} is not here. Put the picture beside the document.`,
      );
    if (file.sha256 !== null && createHash("sha256").update(bytes).digest("hex") !== file.sha256)
      throw new ServerError(
        "PICTURE_INVALID",
        `${file.name} is not the picture the document names by its digest. Put the right one beside the document.`,
      );
    pictures.set(file.name, cleanPicture(bytes, file));
  }
  return pictures;
}
