// Pages and pictures as a reader sees them: rendered by PDFium or decoded, then read by Tesseract from the data in its package.
// Nothing is fetched. Two sizes, because what one misses at the edge of its reach the other reads.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Worker } from "tesseract.js";
import type { Budget } from "./layer.ts";
import { renderPages } from "./pdf-engines.ts";
import type { RenderedPage } from "./pdf-engines.ts";
import { gatherAlpha, isPng, readPng } from "./pictures.ts";

const SIZES = [150, 300];
const DATA = join(
  dirname(fileURLToPath(import.meta.resolve("@tesseract.js-data/eng/package.json"))),
  "4.0.0_best_int",
);
/** Pages of a file that are read; a page takes seconds. */
const MOST_PAGES = 400;
const MOST_PIXELS = 40_000_000;

export interface Seen {
  /** `page 3`; empty for a picture. */
  readonly part: string;
  readonly text: string;
}

/** What can be read on the pages of a PDF or in a picture. Nothing for other bytes. */
export async function readBySight(buffer: Buffer, name: string, budget: Budget): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  if (buffer.subarray(0, 1024).includes("%PDF-")) {
    for (const dpi of SIZES)
      await renderPages(buffer, name, {
        dpi,
        take: async (page, index) => {
          if (index >= MOST_PAGES) budget.refuse();
          budget.spend(page.pixels.length);
          seen.push({ part: `page ${index + 1}`, text: await read(writeGrey(page)) });
        },
      });
    return seen;
  }
  for (const picture of listPictures(buffer)) seen.push({ part: "", text: await read(picture) });
  return seen;
}

/** The pictures to read: as it is, and of one with transparency also its colours and its transparency alone. */
function listPictures(buffer: Buffer): readonly Buffer[] {
  if (buffer.length > 3 && buffer.readUIntBE(0, 3) === 0xffd8ff) return [buffer];
  const pixels = readPng(buffer);
  if (pixels === null) return isPng(buffer) ? [buffer] : [];
  const { width, height, channels, samples } = pixels;
  if (width * height > MOST_PIXELS) throw new RangeError("too many pixels");
  const pictures = [buffer];
  if (channels !== 2 && channels !== 4) return pictures;
  const bare = Buffer.alloc(width * height);
  for (let index = 0; index < bare.length; index++) bare[index] = samples[index * channels] ?? 0;
  return [
    ...pictures,
    writePgm(width, height, bare),
    writePgm(width, height, gatherAlpha(samples, channels)),
  ];
}

let worker: Promise<Worker> | null = null;

async function read(picture: Buffer): Promise<string> {
  worker ??= import("tesseract.js").then(({ createWorker, OEM }) =>
    createWorker("eng", OEM.LSTM_ONLY, { langPath: DATA, gzip: true, cacheMethod: "none" }),
  );
  try {
    return (await (await worker).recognize(picture)).data.text;
  } catch (error) {
    // A picture that cannot be decoded shows nothing to anybody; the reader is not to be trusted after it.
    await closeSight();
    throw error;
  }
}

/** Ends the thread that reads. A command that used it ends only then. */
export async function closeSight(): Promise<void> {
  const ending = worker;
  worker = null;
  await (await ending)?.terminate();
}

function writeGrey({ width, height, pixels }: RenderedPage): Buffer {
  const grey = Buffer.alloc(width * height);
  for (let index = 0; index < grey.length; index++)
    grey[index] =
      ((pixels[index * 4] ?? 0) * 29 +
        (pixels[index * 4 + 1] ?? 0) * 150 +
        (pixels[index * 4 + 2] ?? 0) * 77) >>
      8;
  return writePgm(width, height, grey);
}

function writePgm(width: number, height: number, grey: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]);
}
