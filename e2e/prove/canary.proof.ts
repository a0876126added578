// What reaches a member's browser: every byte of every answer that any of its screens asked for is searched, in all spellings, for
// what that member may not see: portions withheld from it, and what the others asked, said and pledged.
import { openBlank, settleWhole } from "../watched-page.ts";
import { findWithheld, listCuts } from "../withheld.ts";
import type { Proof } from "./contract.ts";
import { findLeak } from "./leak-scan.ts";
import { createRandom } from "./random.ts";
import { listCutPages, listDesks, listOutside, shuffle, withWorld } from "./screens.ts";
import type { Screen, World } from "./screens.ts";

const SLUG = "salisbury-2018";
const LEAD = "GBR";
/** Shorter texts also stand elsewhere by chance. */
const TELLING = 16;

export const proof: Proof = {
  name: "canary",
  claim: "No byte that reaches a member's browser on any of its screens holds what the member may not see.",
  smallCases: 4,
  // About twenty members with all of their screens.
  defaultCases: 300,
  run: ({ cases, seed, report }) =>
    withWorld(async (world) => {
      const { origin } = world.exercise;
      const random = createRandom(seed);
      const cuts = await listCuts(origin, SLUG);
      const members = shuffle(
        [...new Set(cuts.map(({ recipient }) => recipient))].filter((id) => id !== LEAD && id !== "PUBLIC"),
        random,
      );
      const said = await readSaid(origin);
      let looked = 0;
      const failures: unknown[] = [];
      for (const member of members) {
        if (looked >= cases) break;
        const withheld = new Set<string>();
        const shown: string[] = [];
        for (const cut of cuts.filter(({ recipient }) => recipient === member)) {
          const found = await findWithheld(SLUG, cut);
          for (const text of found.withheld) withheld.add(text);
          shown.push(...found.released);
        }
        // Members may say the same words as another.
        const own = [...shown, ...said.filter((one) => one.member === member).map(({ text }) => text)].join(
          "\n",
        );
        const secrets = [
          ...[...withheld].filter((text) => !own.includes(text)),
          ...said.filter((one) => one.member !== member && !own.includes(one.text)).map(({ text }) => text),
        ].filter((text) => text.length >= TELLING);
        const seat = `${member}/${random() < 0.7 ? "desk" : "release-authority"}`;
        const screens: readonly Screen[] = [
          ...listDesks(SLUG, LEAD, seat),
          ...(await listCutPages(origin, SLUG, member)),
          ...listOutside(),
        ];
        for (const screen of screens) {
          if (looked >= cases) break;
          looked += 1;
          const leak = findLeak(await collectBytes(world, screen, seat), secrets);
          if (leak !== null) failures.push({ screen: screen.name, leak });
        }
        report(`${looked} of ${cases} screens, ${secrets.length} texts that ${member} may not see`);
      }
      // The search itself: what the lead's browser gets holds what the members said.
      const ofLead = { name: "case as the lead", path: `/cases/${SLUG}`, seat: `${LEAD}/desk` };
      const texts = said.map(({ text }) => text).filter((text) => text.length >= TELLING);
      if (findLeak(await collectBytes(world, ofLead, ofLead.seat), texts) === null)
        failures.push({ scan: "found nothing where there is something" });
      return { cases: looked, failures: failures.length, counterExample: failures[0] ?? null };
    }),
};

/** Every body that the node sent for a screen, with what each part of it asks for after it is shown. */
async function collectBytes(
  { exercise: { origin }, browser }: World,
  { path }: Screen,
  seat: string,
): Promise<readonly string[]> {
  const { page, close } = await openBlank(browser, origin);
  const bodies: Promise<string>[] = [];
  const known = new Set<string>();
  page.on("response", (response) => {
    const url = new URL(response.url());
    // The console's own files are the same for everybody; the stream of changes does not end, and is asked for apart.
    if (url.pathname.startsWith("/assets/") || url.pathname.endsWith("/stream")) return;
    known.add(url.pathname);
    bodies.push(response.text().catch(() => ""));
  });
  try {
    await page.goto(`${origin}${path}?as=${seat}`);
    await settleWhole(page);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    const headers = await Promise.all(bodies);
    return [await page.content(), ...known, ...headers];
  } finally {
    await close();
  }
}

interface Said {
  readonly member: string;
  readonly text: string;
}

/** What each member asked and stated, as the lead reads it. */
async function readSaid(origin: string): Promise<readonly Said[]> {
  const read = async (rest: string): Promise<unknown> => {
    const response = await fetch(`${origin}/api/cases/${SLUG}/${rest}`, {
      headers: { "entente-seat": `${LEAD}/desk` },
    });
    return response.json();
  };
  const lists = [await read("questions"), await read("positions"), await read("pledges")];
  return lists.flatMap((list) => findSaid(list));
}

/** Every text beside a member's id, wherever in an answer the two stand together. */
function findSaid(value: unknown): readonly Said[] {
  if (Array.isArray(value)) return value.flatMap(findSaid);
  if (typeof value !== "object" || value === null) return [];
  const row = value as Readonly<Record<string, unknown>>;
  const { member } = row;
  const own =
    typeof member !== "string"
      ? []
      : ["text", "statement", "pledge", "source"].flatMap((name) => {
          const text = row[name];
          return typeof text === "string" ? [{ member, text }] : [];
        });
  return [...own, ...Object.values(row).flatMap(findSaid)];
}
