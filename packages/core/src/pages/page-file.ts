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
const HEAD = "<!doctype html>\n";
/** What ends the head's style and begins the script. */
const BEFORE_SCRIPT = `</style>\n${OPEN.script}`;
const AFTER_SCRIPT = new RegExp(
  `^${CLOSE}\\n</head>\\n<body(?: class="exercise")?>\\n${OPEN.cut}([^<]*)${CLOSE}\\n${OPEN.names}([^<]*)${CLOSE}\\n<header`,
);
const TAIL = /\n<\/body>\n<\/html>\n<!-- entente-page-signature ([\w-]{86}) -->\n$/;
const TAIL_LENGTH = 160;

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

/**
 * The parts of a page as a file, each looked for once: a page of any length is refused in the time it takes to read it.
 * @throws InputError CUT_SYNTAX.
 */
export function readPageFile(text: string): PageParts {
  const before = text.indexOf(BEFORE_SCRIPT);
  const start = before + BEFORE_SCRIPT.length;
  // A script holds nothing that would end it.
  const end = text.indexOf("</script", start);
  const [, cut, names] = AFTER_SCRIPT.exec(text.slice(end)) ?? [];
  const [, signature] = TAIL.exec(text.slice(-TAIL_LENGTH)) ?? [];
  const isWhole = text.startsWith(HEAD) && before >= HEAD.length && text.isWellFormed();
  if (!isWhole || cut === undefined || names === undefined || signature === undefined)
    throw new InputError(
      "CUT_SYNTAX",
      "This is not a signed page of a cut: its first or last lines are others. Ask the sender for the file again",
    );
  return { cut, names, script: text.slice(start, end), signature };
}

/** "<" is spelled as JSON escapes it, so that no text can close the element. */
function escapeJson(text: string): string {
  return text.replaceAll("<", "\\u003c");
}

/** JSON as it stood before it was put into its element. What had another spelling there gives another page. */
export function unescapeJson(text: string): string {
  return text.replace(/\\\\|\\u003c/g, (escape) => (escape === "\\u003c" ? "<" : escape));
}
