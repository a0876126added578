// The corpus of planted leaks: one secret in every hiding place.
import { plantInPackages, plantInPages, plantInPictures } from "./planted-files.fixture.ts";
import { plantInPdf } from "./planted-pdf.fixture.ts";
import { plantInText } from "./planted-text.fixture.ts";
import { drawFrom, HARMLESS, makeSecret } from "./planted.fixture.ts";
import type { Plant } from "./planted.fixture.ts";
import type { Withheld } from "./withheld.ts";

export interface Corpus {
  readonly plants: readonly Plant[];
  readonly withheld: Withheld;
}

export function plantCorpus(seed: string): Corpus {
  const draw = drawFrom(seed);
  const secret = makeSecret(draw);
  return {
    plants: [
      ...plantInText(secret, draw),
      ...plantInPages(secret),
      ...plantInPackages(secret),
      ...plantInPictures(secret),
      ...plantInPdf(secret),
    ],
    withheld: { texts: [{ place: "p7", text: secret.text }], shown: [HARMLESS] },
  };
}
