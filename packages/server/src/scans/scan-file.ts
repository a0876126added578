// The scan of one file: its layers one after the other, each searched once and unfolded once, until nothing unfolds any more.
import { createHash } from "node:crypto";
import { readCharacters } from "./character-sets.ts";
import { decodeRuns } from "./codings.ts";
import type { Engine } from "./engines.ts";
import type { Finding } from "./finding.ts";
import { decompose, JOINER } from "./folding.ts";
import { Haystack } from "./haystack.ts";
import { Budget, MOST_DEPTH, MOST_SCANNED, ofBytes, ofText } from "./layer.ts";
import type { Layer } from "./layer.ts";
import type { NeedleKind } from "./needle-set.ts";
import { Needles } from "./needles.ts";
import { WINDOW } from "./rolling-hash.ts";
import { unpackAll } from "./packings.ts";
import { readWithPdfium, readWithPdfjs } from "./pdf-engines.ts";
import { walkPdf } from "./pdf-objects.ts";
import { isPng, readHiddenBits, readPng } from "./pictures.ts";
import { readBySight } from "./sight.ts";
import type { Withheld } from "./withheld.ts";

export interface ScanRequest {
  readonly bytes: Uint8Array;
  /** File name without folders. */
  readonly name: string;
  /** The same object for all files of a class: what is searched for is prepared once. */
  readonly withheld: Withheld;
  /** Which ways to look; see {@link QUICK_ENGINES}. */
  readonly engines: readonly Engine[];
}

const prepared = new WeakMap<Withheld, Needles>();
const KINDS: Readonly<Record<NeedleKind, string>> = {
  ...{ text: "text", word: "word", stem: "stem", backwards: "backwards" },
};
const DIGESTS: Readonly<Record<number, string>> = { 16: "md5", 32: "sha-256" };
const MOST_FINDINGS = 1_000;
/** Long texts are searched in pieces, which overlap by more than a word written letter by letter takes. */
const PIECE = 1_000_000;
const OVERLAP = 2_000;

/**
 * Looks for anything withheld in a file this node made itself. Files of others go through `scanForeignFile`.
 * @returns nothing when nothing was found; for a place and a part the plainest codings it was found in.
 * @throws ServerError SCAN_TOO_LARGE, SCAN_TIMEOUT, SCAN_UNREADABLE: the file counts as not scanned then.
 */
export async function scanFile(request: ScanRequest): Promise<readonly Finding[]> {
  return new Scan(request).run();
}

/** Withheld texts too short to be told from what stands in any file: nobody looks for those. */
export function countUnsearchable(withheld: Withheld): number {
  return prepare(withheld).unsearchable;
}

/** Every text of files that hold nothing secret, as the scan reads them: what a rendering holds whatever it renders. */
export async function readFurniture(
  files: readonly Pick<ScanRequest, "bytes" | "name">[],
  engines: readonly Engine[],
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const { bytes, name } of files) {
    const scan = new Scan({ bytes, name, engines, withheld: { texts: [], shown: [] } });
    await scan.run((text) => texts.push(text));
  }
  return texts;
}

function prepare(withheld: Withheld): Needles {
  const known = prepared.get(withheld) ?? new Needles(withheld);
  prepared.set(withheld, known);
  return known;
}

class Scan {
  readonly #request: ScanRequest;
  readonly #needles: Needles;
  readonly #budget: Budget;
  readonly #queue: Layer[] = [];
  readonly #seen = new Set<string>();
  readonly #findings: Finding[] = [];
  /** Codings told of already, by place and part. */
  readonly #told = new Map<string, readonly (readonly string[])[]>();
  #take: (text: string) => void = () => undefined;

  constructor(request: ScanRequest) {
    this.#request = request;
    this.#needles = prepare(request.withheld);
    this.#budget = new Budget(request.name);
  }

  async run(take: (text: string) => void = () => undefined): Promise<readonly Finding[]> {
    const { bytes, name } = this.#request;
    this.#take = take;
    if (bytes.length > MOST_SCANNED) this.#budget.refuse();
    this.#search({ bytes: null, text: name, codings: ["file name"], part: name }, false);
    try {
      this.#add({ bytes, text: null, codings: [], part: name });
      for (let layer = this.#queue.shift(); layer !== undefined; layer = this.#queue.shift())
        await this.#look(layer);
    } catch (error) {
      if (error instanceof RangeError) this.#budget.refuse();
      throw error;
    }
    return this.#findings;
  }

  #has(engine: Engine): boolean {
    return this.#request.engines.includes(engine);
  }

  async #look(layer: Layer): Promise<void> {
    const { bytes, text } = layer;
    if (bytes !== null) {
      await this.#lookAtBytes(bytes, layer);
      return;
    }
    this.#lookAtText(text ?? "", layer, false);
  }

  /** The same bytes again would give the same again. Where they are found first is where they are told of. */
  #isKnown({ bytes, text }: Layer): boolean {
    const digest = createHash("sha256")
      .update(bytes ?? text ?? "")
      .digest("base64");
    const key = `${bytes === null ? "text" : "bytes"} ${digest}`;
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    return false;
  }

  async #lookAtBytes(bytes: Uint8Array, layer: Layer): Promise<void> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (this.#has("digests")) this.#searchDigests(buffer, layer);
    if (this.#has("text"))
      for (const { name, text, noise } of readCharacters(bytes, this.#needles.scripts))
        this.#lookAtText(text, name === "" ? layer : ofText(layer, name, text), noise);
    if (layer.codings.length >= MOST_DEPTH) return;
    if (this.#has("packed"))
      for (const { coding, bytes: inner, entry } of unpackAll(bytes))
        this.#add({
          ...ofBytes(layer, coding, inner),
          part: entry === null ? layer.part : `${layer.part}: ${entry}`,
        });
    if (this.#has("pixels") && isPng(buffer)) {
      const pixels = readPng(buffer);
      if (pixels !== null)
        for (const { coding, bytes: inner } of readHiddenBits(pixels))
          this.#add(ofBytes(layer, coding, inner));
    }
    if (buffer.subarray(0, 1024).includes("%PDF-")) await this.#lookAtPdf(bytes, layer);
    if (this.#has("ocr"))
      for (const { part, text } of await readBySight(buffer, this.#request.name, this.#budget))
        this.#add({ ...ofText(layer, "by sight", text), part: part === "" ? layer.part : part });
  }

  async #lookAtPdf(bytes: Uint8Array, layer: Layer): Promise<void> {
    const within = (part: string): Pick<Layer, "codings" | "part"> => ({
      codings: layer.codings,
      part: layer.codings.length === 0 ? part : `${layer.part}: ${part}`,
    });
    if (this.#has("pdf-objects"))
      for (const { name, coding, bytes: inner, text, samples } of walkPdf(bytes)) {
        const from = within(name);
        if (text !== undefined) this.#add(ofText(from, coding, text));
        if (inner === undefined) continue;
        this.#add(ofBytes(from, coding, inner));
        if (samples && this.#has("pixels"))
          for (const hidden of readHiddenBits({ samples: Buffer.from(inner), channels: 3 }))
            this.#add(ofBytes(from, hidden.coding, hidden.bytes));
      }
    for (const [engine, read] of [
      ["pdfjs", readWithPdfjs],
      ["pdfium", readWithPdfium],
    ] as const) {
      if (!this.#has(engine)) continue;
      for (const { name, text, bytes: inner } of await read(bytes, this.#request.name)) {
        if (text !== undefined) this.#add(ofText(within(name), engine, text));
        if (inner !== undefined) this.#add(ofBytes(within(name), engine, inner));
      }
    }
  }

  #lookAtText(text: string, layer: Layer, noise: boolean): void {
    this.#search({ ...layer, text }, noise);
    if (layer.codings.length >= MOST_DEPTH) return;
    if (!noise && this.#has("markup") && /<[a-z!?/]/i.test(text))
      this.#add(ofText(layer, "markup", text.replace(/<[^<>]*>/g, JOINER)));
    if (!this.#has("text")) return;
    for (const { coding, bytes, text: decoded } of decodeRuns(text, noise)) {
      if (decoded !== undefined && decoded !== text) this.#add(ofText(layer, coding, decoded));
      if (bytes !== undefined && bytes.length > 5) this.#add(ofBytes(layer, coding, bytes));
    }
  }

  #add(layer: Layer): void {
    if (this.#isKnown(layer)) return;
    // Paid for when it is made and not when its turn comes, so that what waits is bounded too.
    this.#budget.spend(layer.bytes?.length ?? layer.text?.length ?? 0);
    this.#queue.push(layer);
  }

  #search(layer: Layer, noise: boolean): void {
    const text = layer.text ?? "";
    this.#take(text);
    for (let from = 0; from === 0 || from < text.length; from += PIECE - OVERLAP)
      this.#searchPiece(layer, { text: text.slice(from, from + PIECE), from, noise });
  }

  #searchPiece(
    layer: Layer,
    { text, from, noise }: { readonly text: string; readonly from: number; readonly noise: boolean },
  ): void {
    const hay = new Haystack(noise ? text : decompose(text), noise);
    const offset = (letter: number): number => from + (hay.places[letter] ?? 0);
    hay.search(this.#needles, {
      windows: (hash, end) => {
        const found = this.#needles.findWindow(hash, hay.letters, end);
        if (found === null) return;
        this.#report(layer, found.place, found.backwards ? "backwards" : "text", offset(end - WINDOW));
      },
      words: (_, { kind, place }, start) => this.#report(layer, place, KINDS[kind], offset(start)),
    });
  }

  #searchDigests(buffer: Buffer, layer: Layer): void {
    const { digests, mayBeDigest } = this.#needles;
    if (digests.size === 0) return;
    for (let at = 0; at + 16 <= buffer.length; at++) {
      if (!mayBeDigest(buffer[at] ?? 0, buffer[at + 1] ?? 0, buffer[at + 2] ?? 0)) continue;
      for (const length of [16, 32]) {
        const place = digests.get(buffer.toString("latin1", at, at + length));
        if (place !== undefined) this.#report(layer, place, DIGESTS[length] ?? "", at);
      }
    }
  }

  /** What is found in plain sight is not told of again for every coding somebody could see it through. */
  #report({ codings, part }: Layer, place: string, how: string, at: number): void {
    const key = JSON.stringify([place, part]);
    const before = this.#told.get(key) ?? [];
    const all = [...codings, how];
    const partial = how === "word" || how === "stem";
    const implies = (coding: string): boolean => all.includes(coding) || (partial && coding === "text");
    if (before.some((told) => told.every(implies))) return;
    this.#told.set(key, [...before, all]);
    // A file that holds everything is told of well enough by its first thousand findings.
    if (this.#findings.length < MOST_FINDINGS)
      this.#findings.push({ place, encoding: all.join(", "), where: `${part}, at ${at}` });
  }
}
