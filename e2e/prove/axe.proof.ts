// No barrier on any screen: each desk from each side, coming in, the pages of cuts and of the record, in both themes, both
// languages, on a telephone and on a desk.
import { findBarriers, findOverflow, openBlank, settleWhole } from "../watched-page.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { listCutPages, listDesks, listOutside, listRecordPages, shuffle, withWorld } from "./screens.ts";
import type { Screen } from "./screens.ts";

const SLUG = "salisbury-2018";
const LEAD = "GBR";
const seats = ["GBR/drafter", "GBR/release-authority", "GBR/desk", "GBR/publisher", "EST/desk", null];
const locales = ["en-GB", "fr-FR"];
const looks = [360, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

export const proof: Proof = {
  name: "axe",
  claim:
    "axe finds nothing on any screen, in both themes and languages, at 360 and 1280 px, and nothing scrolls sideways.",
  smallCases: 8,
  // A round of all screens, from each seat that sees another side of them.
  defaultCases: 600,
  run: ({ cases, seed, report }) =>
    withWorld(async ({ exercise, browser }) => {
      const { origin } = exercise;
      const screens: readonly Screen[] = [
        ...seats.flatMap((seat) => listDesks(SLUG, LEAD, seat)),
        ...listOutside(),
        ...(await listCutPages(origin, SLUG, "EST")),
        ...(await listRecordPages(origin, SLUG)),
      ];
      const views = shuffle(
        screens.flatMap((screen) => locales.map((locale) => ({ screen, locale }))),
        createRandom(seed),
      );
      let looked = 0;
      const found: unknown[] = [];
      for (const { screen, locale } of views) {
        if (looked >= cases) break;
        const query = screen.seat === null ? "" : `?as=${screen.seat}`;
        const { page, close } = await openBlank(browser, origin, { locale, reducedMotion: "reduce" });
        try {
          await page.goto(`${origin}${screen.path}${query}`);
          await settleWhole(page);
          for (const { width, colorScheme } of looks) {
            await page.setViewportSize({ width, height: 900 });
            await page.emulateMedia({ colorScheme });
            looked += 1;
            const barriers = [...(await findBarriers(page)), ...(await findOverflow(page))];
            if (barriers.length > 0)
              found.push({ screen: screen.name, locale, width, colorScheme, barriers });
          }
        } finally {
          await close();
        }
        if (looked % 40 === 0) report(`${looked} of ${cases} views, ${found.length} with barriers`);
      }
      return { cases: looked, failures: found.length, counterExample: found[0] ?? null };
    }),
};
