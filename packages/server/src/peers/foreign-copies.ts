// What was brought of a foreign case to be read: the cut of a document as it was last brought, with what was opened of it and
// said of it since. All of it was verified when it was taken.
import { decodeUtf8, parseJson } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { readContent, readLetter } from "@entente/core/letters";
import type { Content } from "@entente/core/letters";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives as primitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import { keepRecent } from "../storage/index.ts";
import type { Reader } from "../storage/index.ts";
import { listInOfCase, readFiles } from "./store-letters.ts";

/** A document of a foreign case, named as the lead's node and a letter of it name it. */
export interface NamedDocument {
  /** Fingerprint of the lead's node. */
  readonly peer: string;
  readonly name: string;
  readonly document: string;
}

export interface ForeignCopy {
  readonly document: string;
  readonly title: string;
  /** Number of the letter that brought the cut, and when it came. */
  readonly letter: number;
  readonly broughtAt: Instant;
  /** The cut first, then what was unsealed of it and said of it, in the order in which it came. */
  readonly files: readonly [CopyFile, ...CopyFile[]];
}

export interface CopyFile {
  readonly kind: "cut" | "unsealing" | "notice";
  readonly path: string;
  readonly file: string;
}

type Came = Content & { readonly number: number; readonly at: Instant };

/** @throws ServerError NOT_FOUND. */
export async function readForeignCopy(
  reader: Reader,
  { peer, name, document }: NamedDocument,
): Promise<ForeignCopy> {
  const taken = (await listInOfCase(reader, peer, name)).flatMap(
    ({ number, state, letter, receivedAt }): readonly Came[] =>
      state === "taken"
        ? [{ number, at: receivedAt, ...readContent(readLetter(parseJson(letter), "letter")) }]
        : [],
  );
  const brought = taken.flatMap((one) =>
    one.kind === "approach"
      ? one.content.cuts.flatMap((cut) => (cut.document === document ? [{ ...cut, from: one }] : []))
      : [],
  );
  const cut = brought.at(-1);
  // A later letter may bring the same cut once more: what was opened of it belongs to the first.
  const first = brought.find(({ file }) => file === cut?.file);
  if (cut === undefined || first === undefined) throw noSuchCase();
  const later = taken.flatMap((one) =>
    (one.kind === "unsealing" || one.kind === "notice") &&
    one.content.document === document &&
    one.number > first.from.number
      ? [{ kind: one.kind, digest: one.content.file }]
      : [],
  );
  const bytes = await readFiles(reader, peer, [cut.file, ...later.map(({ digest }) => digest)]);
  const readFile = (kind: CopyFile["kind"], digest: string): CopyFile => {
    const found = bytes.get(digest);
    if (found === undefined) throw noSuchCase();
    return { kind, path: `${document}.${kind}.json`, file: decodeUtf8(Uint8Array.from(found)) };
  };
  const files = [
    readFile("cut", cut.file),
    ...later.map(({ kind, digest }) => readFile(kind, digest)),
  ] as const;
  return { document, title: cut.title, letter: cut.from.number, broughtAt: cut.from.at, files };
}

/** Files are named by their digests, so what was read of one once is read of it for good. */
const banners = keepRecent<string>(1000, () => 1);

/** The banner of each cut, by the digest of its file. */
export async function readCutBanners(
  reader: Reader,
  peer: string,
  digests: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const unread = digests.filter((digest) => banners.get(digest) === undefined);
  for (const [digest, bytes] of await readFiles(reader, peer, unread))
    banners.set(digest, readBanner(decodeUtf8(Uint8Array.from(bytes))));
  return new Map(digests.map((digest) => [digest, banners.get(digest) ?? ""]));
}

const readBanner = (text: string): string =>
  verifyCut({ text, trust: { kind: "carried" }, primitives }).document.banner;

export function noSuchCase(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "No such case was brought to this node by that member. The member's desk can say more.",
  );
}
