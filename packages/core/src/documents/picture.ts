// Pictures an imported source points to. They are named and never fetched.
import type { RenditionFile } from "./document.ts";

const MEDIA_TYPES: Readonly<Record<string, RenditionFile["mediaType"]>> = {
  ...{ png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", webp: "image/webp" },
};

/** A picture of a form a rendition may have; its bytes are not known. */
export type Picture = RenditionFile & { readonly sha256: null };

/**
 * The picture an address or file name ends in, with a name that can stand beside a document; null for another form of picture
 * than a rendition may have.
 */
export function describePicture(address: string): Picture | null {
  const last = address.split(/[?#]/)[0]?.split(/[\\/]/).at(-1) ?? "";
  const name = last
    .trim()
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "");
  const mediaType = MEDIA_TYPES[/\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ""];
  return mediaType === undefined || name.length > 100 ? null : { name, mediaType, sha256: null };
}
