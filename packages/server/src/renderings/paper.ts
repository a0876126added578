// From the printed model to the data of `state-paper.typ`: words stay strings, places become labels made here, so that no
// text, id or file name of a document is ever read as anything but words.
import { describePortion, listBlocks, listNotes, splitCells } from "@entente/core/printing";
import type {
  CopyFacts,
  PrintedBlock,
  PrintedDocument,
  PrintedPortion,
  PrintedSpan,
} from "@entente/core/printing";
import type { Picture } from "./picture.ts";
import {
  cleanWords,
  describePicture,
  listTokens,
  nameBullet,
  nameAbsentPicture,
  nameLead,
  printImprint,
  printTitle,
  sayFact,
} from "./printed-words.ts";

type Words = readonly PaperSpan[];
type PaperSpan =
  | { readonly kind: "text" | "long"; readonly text: string }
  | { readonly kind: "withheld" | "withheld-at-source" }
  | {
      readonly kind: "note";
      readonly label: string;
      readonly number: string;
      readonly mark: string | null;
      readonly spans: Words;
    }
  | { readonly kind: "note-again"; readonly label: string }
  | { readonly kind: "link"; readonly label: string; readonly text: string }
  | { readonly kind: "restricted"; readonly mark: string; readonly spans: Words };

interface PaperPortion {
  readonly kind: "heading" | "paragraph" | "quotation";
  readonly mark: string | null;
  readonly number: string | null;
  /** 0 for the title; of headings and sub-paragraphs their depth. */
  readonly depth: number;
  /** Level in the structure of the file, which may skip none; 0 for what is no heading. */
  readonly level: number;
  readonly bullet: string | null;
  readonly label: string | null;
  readonly aside: string | null;
  readonly spans: Words;
}

interface PaperRow {
  readonly gap: boolean;
  readonly mark: string | null;
  readonly cells: readonly Words[];
}

type PaperBlock =
  | PaperPortion
  | { readonly kind: "gap" }
  | (Omit<PaperPortion, "kind"> & {
      readonly kind: "table";
      /** Share of the width, column by column. */
      readonly columns: readonly number[];
      readonly head: readonly PaperRow[];
      readonly rows: readonly PaperRow[];
    })
  | (Omit<PaperPortion, "kind"> & {
      readonly kind: "figure";
      /** Sizes in millimetres. */
      readonly pictures: readonly {
        readonly mark: string | null;
        /** Null for a picture that did not come with the copy: its words stand for it. */
        readonly path: string | null;
        readonly alt: string;
        readonly words: Words;
        readonly width: number;
        readonly height: number;
      }[];
    });

export interface Paper {
  readonly title: string;
  readonly imprint: string | null;
  /** Year, month, day. */
  readonly date: readonly number[] | null;
  readonly exercise: boolean;
  readonly handling: string | null;
  /** Below the handling line at the foot of every page. */
  readonly foot: string | null;
  readonly colophon: readonly { readonly term: string; readonly text: string }[];
  readonly bands: readonly { readonly colour: string; readonly ink: string; readonly words: Words }[];
  readonly portions: readonly PaperBlock[];
  /** Notes nothing refers to, then source descriptors. */
  readonly notes: readonly PaperPortion[];
  /** What the tokens for withheld places mean; only those that occur. */
  readonly key: readonly { readonly span: PaperSpan; readonly text: string }[];
}

/** Letters from which on a word may be wider than what it stands in. */
const LONG_WORD = 25;
const LONG_WORD_IN_CELL = 7;
const MILLIMETRES_PER_PIXEL = 25.4 / 144;
const PICTURE_WIDTH = 126;
const PICTURE_HEIGHT = 150;

/** Where `paper` finds the picture named `name` among `pictures`. */
export function pathOf(name: string, pictures: ReadonlyMap<string, Picture>): string {
  const index = [...pictures.keys()].indexOf(name);
  return `/picture-${index}.${pictures.get(name)?.kind ?? "none"}`;
}

/** @param date day of the file, YYYY-MM-DD, or null for a file that says none. */
export function layOutPaper(
  printed: PrintedDocument,
  {
    pictures,
    date,
    facts,
  }: {
    readonly pictures: ReadonlyMap<string, Picture>;
    readonly date: string | null;
    readonly facts: CopyFacts;
  },
): Paper {
  return new PaperLayout(printed, pictures).layOut(date, facts);
}

class PaperLayout {
  readonly #printed: PrintedDocument;
  readonly #pictures: ReadonlyMap<string, Picture>;
  readonly #notes: ReadonlyMap<string, PrintedPortion | null>;
  readonly #sources: ReadonlyMap<string, PrintedPortion | null>;
  /** Label of each place a reference leads to. */
  readonly #labels: ReadonlyMap<string, string>;
  /** Labels of the notes that stand at the foot of a page, and of those that stand at the end. */
  readonly #placed = new Set<string>();
  readonly #loose = new Set<string>();
  #level = 0;

  constructor(printed: PrintedDocument, pictures: ReadonlyMap<string, Picture>) {
    this.#printed = printed;
    this.#pictures = pictures;
    const notes = listNotes(printed);
    const ofKind = (kind: string): ReadonlyMap<string, PrintedPortion | null> =>
      new Map(notes.filter((note) => note.kind === kind).map(({ label, portion }) => [label, portion]));
    this.#notes = ofKind("footnote");
    this.#sources = ofKind("source");
    const ids = printed.portions.filter((portion) => portion !== null).map(({ id }) => `portion ${id}`);
    const places = [
      ...ids,
      ...[...this.#notes.keys()].map((label) => `note ${label}`),
      ...[...this.#sources.keys()].map((label) => `source ${label}`),
    ];
    this.#labels = new Map(places.map((place, index) => [place, `place-${index}`]));
  }

  layOut(date: string | null, { imprint, colophon }: CopyFacts): Paper {
    const { handling, bands, exercise } = this.#printed;
    const portions = listBlocks(this.#printed).map((block) => this.#layOutBlock(block));
    return {
      title: printTitle(this.#printed),
      imprint: printImprint(this.#printed),
      date: date === null ? null : date.split("-").map(Number),
      exercise,
      handling: handling === "" ? null : cleanWords(handling),
      foot: imprint.length === 0 ? null : sayFact(imprint),
      colophon: colophon.map(({ term, line }) => ({ term: cleanWords(term), text: sayFact(line) })),
      bands: bands.map(({ text, colour, ink }) => ({ colour, ink, words: splitWords(text, LONG_WORD) })),
      portions,
      notes: [
        ...[...this.#notes].flatMap(([label, note]) => this.#layOutLooseNote(label, note)),
        ...[...this.#sources].map(([label, source]) => this.#layOutSource(label, source)),
      ],
      key: listTokens(this.#printed).map(({ kind, text }) => ({ span: { kind }, text })),
    };
  }

  #layOutBlock(block: PrintedBlock): PaperBlock {
    switch (block.kind) {
      case "gap":
        return { kind: "gap" };
      case "portion":
        return this.#layOutPortion(block.portion);
      case "table":
        return this.#layOutTable(block);
      case "figure":
        return this.#layOutFigure(block);
    }
  }

  #layOutPortion(portion: PrintedPortion): PaperPortion {
    const { kind, depth } = portion;
    const common = this.#layOutCommon(portion);
    if (kind === "title" || kind === "heading") {
      const wanted = kind === "title" ? 0 : Math.min(Math.max(depth, 1), 3);
      this.#level = Math.min(wanted, this.#level) + 1;
      return { ...common, kind: "heading", depth: wanted, level: this.#level };
    }
    if (kind === "quotation") return { ...common, kind };
    const hanging = kind === "paragraph" || kind === "judgement" ? Math.min(depth, 2) : 0;
    return hanging === 0
      ? { ...common, kind: "paragraph" }
      : { ...common, kind: "paragraph", depth: hanging, number: null, bullet: nameBullet(portion) };
  }

  #layOutCommon(portion: PrintedPortion): Omit<PaperPortion, "kind"> {
    const aside = describePortion(portion, this.#printed);
    return {
      mark: portion.mark === "" ? null : cleanWords(portion.mark),
      number: nameLead(portion),
      depth: 0,
      level: 0,
      bullet: null,
      label: this.#labels.get(`portion ${portion.id}`) ?? null,
      aside: aside === null ? null : cleanWords(aside),
      spans: this.#layOutSpans(portion.spans, LONG_WORD),
    };
  }

  #layOutTable({ portion, rows, columns: shown }: Extract<PrintedBlock, { kind: "table" }>): PaperBlock {
    const common = this.#layOutCommon(portion);
    // A table of which no row is shown still has a width to stand in.
    const columns = Math.max(1, shown);
    const cellsOf = (row: PrintedPortion): readonly (readonly PrintedSpan[])[] => {
      const cells = splitCells(row.spans);
      return [...cells, ...Array.from({ length: columns - cells.length }, () => [])];
    };
    const weights = Array.from({ length: columns }, (_, index) =>
      Math.max(1, ...rows.map((row) => (row === null ? 0 : weigh(cellsOf(row)[index] ?? [])))),
    );
    const layOutRow = (row: PrintedPortion | null): PaperRow =>
      row === null
        ? { gap: true, mark: null, cells: [] }
        : {
            gap: false,
            mark: row.mark === portion.mark ? null : cleanWords(row.mark),
            cells: cellsOf(row).map((cell) => this.#layOutSpans(cell, LONG_WORD_IN_CELL)),
          };
    const firstOfBody = rows.findIndex((row) => row?.depth !== 1);
    const heads = firstOfBody === -1 ? rows.length : firstOfBody;
    return {
      ...common,
      kind: "table",
      columns: weights,
      head: rows.slice(0, heads).map(layOutRow),
      rows: rows.slice(heads).map(layOutRow),
    };
  }

  #layOutFigure({ portion, renditions }: Extract<PrintedBlock, { kind: "figure" }>): PaperBlock {
    return {
      kind: "figure",
      pictures: renditions.map((rendition) => {
        const name = rendition.file?.name ?? "";
        const { width = 1, height = 1 } = this.#pictures.get(name) ?? {};
        const scale = Math.min(MILLIMETRES_PER_PIXEL, PICTURE_WIDTH / width, PICTURE_HEIGHT / height);
        return {
          mark: rendition.mark === portion.mark ? null : cleanWords(rendition.mark),
          path: this.#pictures.has(name) ? pathOf(name, this.#pictures) : null,
          alt: this.#pictures.has(name) ? describePicture(rendition) : nameAbsentPicture(rendition),
          words: this.#pictures.has(name) ? [] : this.#layOutSpans(rendition.spans, LONG_WORD),
          width: width * scale,
          height: height * scale,
        };
      }),
      ...this.#layOutCommon(portion),
    };
  }

  /** A note that nothing shown refers to has no page to stand at the foot of. */
  #layOutLooseNote(label: string, note: PrintedPortion | null): readonly PaperPortion[] {
    if (note === null || this.#placed.has(label)) return [];
    this.#loose.add(label);
    return [
      {
        ...this.#layOutCommon(note),
        kind: "paragraph",
        number: cleanWords(label),
        label: this.#labels.get(`note ${label}`) ?? null,
      },
    ];
  }

  #layOutSource(label: string, source: PrintedPortion | null): PaperPortion {
    const common =
      source === null
        ? {
            mark: null,
            depth: 0,
            level: 0,
            bullet: null,
            aside: null,
            spans: [{ kind: "withheld" } as const],
          }
        : this.#layOutCommon(source);
    return {
      ...common,
      kind: "paragraph",
      number: `[${cleanWords(label)}]`,
      label: this.#labels.get(`source ${label}`) ?? null,
    };
  }

  #layOutSpans(spans: readonly PrintedSpan[], longWord: number): Words {
    return spans.flatMap((span): Words => {
      switch (span.kind) {
        case "text":
          return splitWords(span.text, longWord);
        case "withheld":
        case "withheld-at-source":
          return [{ kind: span.kind }];
        case "note-reference":
          return [this.#layOutNote(span.note)];
        case "source-reference":
          return this.#link(`source ${span.source}`, `[${span.source}]`);
        case "cross-reference":
          return this.#link(`portion ${span.target}`, span.called);
        case "cell-break":
          return [{ kind: "text", text: " | " }];
        case "restricted":
          return [
            {
              kind: "restricted",
              mark: cleanWords(span.mark),
              spans: this.#layOutSpans(span.spans, longWord),
            },
          ];
      }
    });
  }

  #link(place: string, text: string): Words {
    const label = this.#labels.get(place);
    return [
      label === undefined
        ? { kind: "text", text: cleanWords(text) }
        : { kind: "link", label, text: cleanWords(text) },
    ];
  }

  /** A note stands at the foot of the page of its first reference; every later one leads there. */
  #layOutNote(label: string): PaperSpan {
    const place = this.#labels.get(`note ${label}`) ?? "";
    if (this.#loose.has(label)) return { kind: "link", label: place, text: cleanWords(label) };
    if (this.#placed.has(label)) return { kind: "note-again", label: place };
    this.#placed.add(label);
    const note = this.#notes.get(label) ?? null;
    const aside = note === null ? null : describePortion(note, this.#printed);
    return {
      kind: "note",
      label: place,
      number: cleanWords(label),
      mark: note === null ? null : cleanWords(note.mark),
      spans:
        note === null
          ? [{ kind: "withheld" }]
          : [
              ...this.#layOutSpans(note.spans, LONG_WORD),
              ...(aside === null ? [] : [{ kind: "text", text: ` ${cleanWords(aside)}` } as const]),
            ],
    };
  }
}

/** `text` with the words that may be too long for a line apart. */
function splitWords(text: string, longWord: number): Words {
  return cleanWords(text)
    .split(new RegExp(`(\\S{${longWord},})`, "u"))
    .map((piece, index) => ({ kind: index % 2 === 1 ? "long" : "text", text: piece }) as const)
    .filter((piece) => piece.text !== "");
}

/** How much of the width a cell asks for: its longest word, and its whole up to a limit. */
function weigh(cell: readonly PrintedSpan[]): number {
  const length = cell.reduce((sum, span) => sum + ("text" in span ? span.text.length : 6), 0);
  return Math.min(Math.max(length, 4), 40) + 2;
}
