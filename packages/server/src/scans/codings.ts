// Codings that turn bytes into text, undone wherever text looks like them. Nothing here decides whether something is a leak: a
// run that only looks coded gives noise, in which nothing is found.
import { JOINER } from "./folding.ts";

export interface Decoded {
  readonly coding: string;
  /** Decoded runs, parted by line ends. */
  readonly bytes?: Uint8Array;
  readonly text?: string;
}

const LINE = Buffer.from("\n");

/**
 * Every coding undone once.
 * @param noise the text is bytes that are none: codings of single signs are then taken for chance unless they stand close.
 */
export function decodeRuns(text: string, noise: boolean): readonly Decoded[] {
  return [
    ...decodeBase64(text),
    ...decodeHex(text),
    ...decodeNumbers(text),
    ...decodeAscii85(text),
    ...decodeSigns(text, noise),
  ];
}

const BASE64 = /[\w+/-]{8,}(?:=?[\r\n]+[ \t]*[\w+/-]{4,})*/g;
/** A run that begins inside a coded one is off by up to three signs; short ones are not worth trying. */
const LEAST_SHIFTED = 16;

function decodeBase64(text: string): readonly Decoded[] {
  const runs = text.match(BASE64) ?? [];
  if (runs.length === 0) return [];
  return [0, 1, 2, 3].flatMap((offset): Decoded[] => {
    const parts = runs.flatMap((run) => {
      const signs = run.includes("\n") || run.includes("\r") ? run.replace(/[\s=]+/g, "") : run;
      if (offset > 0 && signs.length < LEAST_SHIFTED) return [];
      return [Buffer.from(signs.slice(offset), "base64"), LINE];
    });
    return parts.length === 0 ? [] : [{ coding: "base64", bytes: Buffer.concat(parts) }];
  });
}

const HEX = /(?:[0-9A-Fa-f]{2}(?:[\s:,;-]|\\x|0x|, ?0x)?){6,}/g;

function decodeHex(text: string): readonly Decoded[] {
  const runs = (text.match(HEX) ?? []).map((run) => run.replace(/0x|\\x|[^0-9A-Fa-f]/g, ""));
  if (runs.length === 0) return [];
  return [0, 1].map((offset) => ({
    coding: "hex",
    bytes: Buffer.concat(
      runs.flatMap((run) => {
        const digits = run.slice(offset);
        return [Buffer.from(digits.slice(0, digits.length - (digits.length % 2)), "hex"), LINE];
      }),
    ),
  }));
}

const NUMBERS = /\b\d{2,5}(?:[\s,;]+\d{2,5}){5,}\b/g;

/** `66, 101, 114`: characters by their numbers, as scripts write them. */
function decodeNumbers(text: string): readonly Decoded[] {
  const runs = text.match(NUMBERS) ?? [];
  if (runs.length === 0) return [];
  const decoded = runs.map((run) =>
    run
      .split(/[\s,;]+/)
      .map((number) => String.fromCharCode(Number(number)))
      .join(""),
  );
  return [{ coding: "character numbers", text: decoded.join("\n") }];
}

const ASCII85 = /<~([!-uz\s]{10,}?)~>/g;

function decodeAscii85(text: string): readonly Decoded[] {
  const parts = [...text.matchAll(ASCII85)].flatMap(([, run = ""]) => [unfoldAscii85(run), LINE]);
  return parts.length === 0 ? [] : [{ coding: "ascii85", bytes: Buffer.concat(parts) }];
}

/** What groups of five signs stand for; signs that are none are passed over. */
export function unfoldAscii85(run: string): Buffer {
  const out: number[] = [];
  let [group, count] = [0, 0];
  const flush = (length: number): void => {
    for (let index = 0; index < length; index++) out.push(Math.floor(group / 256 ** (3 - index)) & 0xff);
    group = 0;
    count = 0;
  };
  for (let index = 0; index < run.length; index++) {
    const unit = run.charCodeAt(index);
    if (unit === 0x7a && count === 0) flush(4);
    else if (unit >= 0x21 && unit <= 0x75) {
      group = group * 85 + unit - 0x21;
      if (++count === 5) flush(4);
    }
  }
  if (count > 1) {
    const length = count - 1;
    while (count++ < 5) group = group * 85 + 84;
    flush(length);
  }
  return Buffer.from(out);
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", shy: "\u00ad", zwnj: "\u200c" },
};

/** Single signs written as something else, in each of the ways this is done. */
function decodeSigns(text: string, noise: boolean): readonly Decoded[] {
  const found: Decoded[] = [];
  const add = (coding: string, pattern: RegExp, decode: (text: string) => string): void => {
    if (!noise && pattern.test(text)) found.push({ coding, text: decode(text) });
  };
  add("entities", /&(?:#\w|amp;|shy;|zwnj;)/, decodeEntities);
  add("escapes", /\\(?:u|x|[0-3][0-7]{2})/, decodeEscapes);
  // In style sheets: up to six digits, which eat the space after them.
  add("style escapes", /\\[0-9A-Fa-f]{2,6}/, (one) =>
    one.replace(/\\([0-9a-f]{2,6})\s?/gi, (_, digits) => signOf(Number.parseInt(String(digits), 16))),
  );
  for (const [coding, mark] of [
    ["percent", "%"],
    ["quoted-printable", "="],
  ] as const) {
    const decoded = decodeMarked(text, mark, noise);
    if (decoded.length > 0) found.push({ coding, bytes: decoded });
  }
  return found;
}

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,6}));?/gi, (whole, hex, decimal, name) => {
    if (typeof name === "string") return NAMED[name] ?? whole;
    return signOf(typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

function decodeEscapes(text: string): string {
  return text
    .replace(/\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_, braced, four, two) =>
      signOf(Number.parseInt(String(braced ?? four ?? two), 16)),
    )
    .replace(/\\([0-3][0-7]{2})/g, (_, octal) => signOf(Number.parseInt(String(octal), 8)));
}

function signOf(point: number): string {
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : JOINER;
}

/** How far from a coded sign the text around it still belongs to it. */
const REACH = 80;

/** Bytes written as `%C3` or `=C3` and a line that goes on after `=`, with the text around them. One alone in noise is chance. */
function decodeMarked(text: string, mark: "%" | "=", noise: boolean): Buffer {
  const runs: Buffer[] = [];
  let run: Buffer[] = [];
  let [marks, from, until] = [0, 0, 0];
  const end = (): void => {
    if (marks > (noise ? 2 : 0)) runs.push(...run, Buffer.from(text.slice(from, until)), LINE);
    run = [];
    marks = 0;
  };
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const [whole = "", digits] =
      (mark === "%" ? /^%([0-9A-Fa-f]{2})/ : /^=(?:([0-9A-F]{2})|[ \t]*\r?\n)/).exec(
        text.slice(at, at + 8),
      ) ?? [];
    if (whole === "") continue;
    if (marks > 0 && at > until) end();
    if (marks === 0) from = Math.max(until, at - REACH, 0);
    run.push(Buffer.from(text.slice(from, at)), Buffer.from(digits ?? "", "hex"));
    marks++;
    from = at + whole.length;
    until = from + REACH;
  }
  end();
  return Buffer.concat(runs);
}
