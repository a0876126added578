// Leaks that only a reader sees: words that are nothing but pixels.
import { buildPdf, buildStream, textAt } from "../imports/fixtures/build-files.ts";
import { renderPages } from "./pdf-engines.ts";
import { writePng } from "./planted-files.fixture.ts";
import { HARMLESS, plant } from "./planted.fixture.ts";
import type { Plant, Secret } from "./planted.fixture.ts";

export async function plantInSight({ text }: Secret): Promise<readonly Plant[]> {
  const { width, height, grey } = await draw(text);
  const white = Buffer.alloc(width * height * 4, 0xff);
  for (let index = 0; index < grey.length; index++) white[index * 4 + 3] = grey[index] ?? 0;
  const faint = Buffer.from(grey.map((value) => 0xff - ((0xff - value) >> 2)));
  const scan = buildPdf(
    [`${textAt(72, 760, HARMLESS)}q 560 0 0 ${Math.round((560 * height) / width)} 18 500 cm /I Do Q\n`],
    {
      objects: [
        buildStream(
          grey,
          `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
        ),
      ],
      resources: "/XObject << /I 10 0 R >>",
    },
  );
  return [
    plant(
      "words drawn in a picture",
      "11 pictures",
      "map.png",
      writePng({ width, height, channels: 1, samples: grey }),
    ),
    plant(
      "words drawn faintly",
      "11 pictures",
      "map.png",
      writePng({ width, height, channels: 1, samples: faint }),
    ),
    plant(
      "words drawn in transparency",
      "2.1 alpha channel",
      "map.png",
      writePng({ width, height, channels: 4, samples: white }),
    ),
    plant("page that is a picture", "4 scan", "cut.pdf", scan),
  ];
}

/** A line of words as grey pixels, drawn by an engine for pages. */
async function draw(text: string): Promise<{ width: number; height: number; grey: Buffer }> {
  const drawn = { width: 0, height: 0, grey: Buffer.alloc(0) };
  const latin = text.normalize("NFKD").replace(/\p{M}/gu, "");
  const [first, second] = [latin.slice(0, 50), latin.slice(50)];
  const page = buildPdf([textAt(40, 100, first, 14) + textAt(40, 70, second, 14)], {
    page: "/CropBox [0 0 595 140]",
  });
  await renderPages(page, "page", {
    dpi: 200,
    take: ({ width, height, pixels }) => {
      const grey = Buffer.alloc(width * height);
      for (let index = 0; index < grey.length; index++) grey[index] = pixels[index * 4 + 1] ?? 0;
      Object.assign(drawn, { width, height, grey });
      return Promise.resolve();
    },
  });
  return drawn;
}
