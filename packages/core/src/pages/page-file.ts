// What a page carries beside what it shows: the cut, the names it was written with and the script that checks it, each in
// an element of its own, and in the last line the release authority's signature over the digest of all bytes before it.
// They stand before the text, the script first: the check is under way when a browser comes to what it has to paint.
import { encodeBase64url, InputError, utf8, VerificationError } from "../encoding/index.ts";

/** What a page was written from, and its signature. */
export interface PageParts {
  /** The cut file as it stands in its element. */
  readonly cut: string;
  /** Canonical JSON of the names as it stands in its element. */
  readonly names: string;
  readonly script: string;
  /** Base64url. */
  readonly signature: string;
}

/** Ids of the elements, by what they carry. */
export const PART_IDS = { cut: "entente-cut", names: "entente-names", script: "entente-check" } as const;
const OPEN = {
  cut: `<script type="application/json" id="${PART_IDS.cut}">`,
  names: `<script type="application/json" id="${PART_IDS.names}">`,
  script: `<script id="${PART_IDS.script}">`,
};
const CLOSE = "</script>";
const PAGE = new RegExp(
  `^<!doctype html>\\n[^]*?</style>\\n${OPEN.script}([^<]*(?:<(?!/script)[^<]*)*)${CLOSE}\\n</head>\\n<body(?: class="exercise")?>\\n${OPEN.cut}([^<]*)${CLOSE}\\n${OPEN.names}([^<]*)${CLOSE}\\n<header[^]*\\n</body>\\n</html>\\n<!-- entente-page-signature ([\\w-]{86}) -->\\n$`,
);

/**
 * The elements that carry what a page is written from, in the one spelling a page has: that of the script, and those that
 * lead its body.
 * @throws VerificationError RENDERING_MISMATCH when `script` holds what would end it.
 */
export function embedParts({ cut, names, script }: Omit<PageParts, "signature">): {
  readonly script: string;
  readonly lead: string;
} {
  // A browser ends a script, or begins to read it as something else, at these.
  if (/<\/script|<!--/i.test(script))
    throw new VerificationError(
      "RENDERING_MISMATCH",
      "The script of this page holds what no script of a page may hold: ask the sender for the file again",
    );
  return {
    script: `${OPEN.script}${script}${CLOSE}\n`,
    lead: `${OPEN.cut}${escapeJson(cut)}${CLOSE}\n${OPEN.names}${escapeJson(names)}${CLOSE}\n`,
  };
}

/** What the release authority signs of a page: its digest, said to be one, so that it can stand for nothing else. */
export function nameDigest(digest: Uint8Array): Uint8Array {
  return utf8(`entente-page/1 ${encodeBase64url(digest)}\n`);
}

/** The last line of a page. */
export function writeSignature(signature: string): string {
  return `<!-- entente-page-signature ${signature} -->\n`;
}

/** The parts of a page as a file. @throws InputError CUT_SYNTAX. */
export function readPageFile(text: string): PageParts {
  const [, script = "", cut = "", names = "", signature = ""] = PAGE.exec(text) ?? [];
  if (signature === "" || !text.isWellFormed())
    throw new InputError(
      "CUT_SYNTAX",
      "This is not a signed page of a cut: its first or last lines are others. Ask the sender for the file again",
    );
  return { cut, names, script, signature };
}

/** "<" is spelled as JSON escapes it, so that no text can close the element. */
function escapeJson(text: string): string {
  return text.replaceAll("<", "\\u003c");
}

/** JSON as it stood before it was put into its element. What had another spelling there gives another page. */
export function unescapeJson(text: string): string {
  return text.replace(/\\\\|\\u003c/g, (escape) => (escape === "\\u003c" ? "<" : escape));
}
