// Pages of a TAXII collection over real sockets: as an ally's machines get them (token looked up, admitted, the list asked
// whether it is as it was, the page cut, the reading durably in the journal before a byte leaves) against a bare Fastify route
// that sends one page from memory to anyone, in one run, alternating. Each request is for another page, anywhere in the list.
// What is kept are the texts of the objects, up to an eighth of the machine's memory and a gibibyte; no page and no answer is.
// First every page of what was added is asked for once, when none of it is in memory; then pages anywhere, when all of it is.
import Fastify from "fastify";
import { median } from "./contract.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { askFor, choosePages, fillList, listPages, openTaxiiWorld, TAXII } from "./taxii-world.ts";
import type { Measured, TaxiiWorld } from "./taxii-world.ts";

const SIZES = [10_000, 1_000_000] as const;
const PAGES = [100, 1_000] as const;
const COLD_PAGE = 100;
const ROUNDS = 3;
const asking = { ms: 2_000, connections: 32 } as const;
const warming = { ms: 1_000, connections: 32 } as const;

export const bench: Bench = {
  name: "taxii-get",
  claim:
    "A page of a TAXII collection reaches at least half of a bare Fastify route that sends the same buffer, however much is there.",
  run: async (report) => {
    await using world = await openTaxiiWorld();
    const rows: BenchRow[] = [];
    const rates = new Map<string, number>();
    let there = 0;
    for (const size of SIZES) {
      await fillList(world, { from: there, count: size });
      report(`${size} objects are there`);
      const cold = listPages(there, size, COLD_PAGE);
      there = size;
      for (const page of [COLD_PAGE, ...PAGES]) {
        const isCold = !rates.has(`cold ${size}`);
        const paths = isCold ? cold : choosePages(size, page);
        const rounds = await compareWith(world, {
          page,
          paths,
          isCold,
          tell: (text) => {
            report(`${page} of ${size}${isCold ? ", cold" : ""}, ${text}`);
          },
        });
        const name = `${page} objects of ${size}${isCold ? ", each page once and none of it in memory" : ""}`;
        // Of the short list there are too few pages for that to be measured; they are asked for all the same.
        if (!isCold || size === SIZES[1]) rows.push(...compare(`${name}, ${rounds.bytes} bytes`, rounds));
        rates.set(isCold ? `cold ${size}` : `${page} ${size}`, median(rounds.ours.map(({ rate }) => rate)));
      }
    }
    const [few, many] = SIZES;
    return [
      ...rows,
      ...PAGES.map((page) =>
        compareRates(`${page} objects of ${many}, wall`, `of ${few}`, {
          ours: rates.get(`${page} ${many}`) ?? Number.NaN,
          theirs: rates.get(`${page} ${few}`) ?? Number.NaN,
        }),
      ),
      compareRates(`${COLD_PAGE} objects of ${many}, none of it in memory, wall`, `of ${few}, in memory`, {
        ours: rates.get(`cold ${many}`) ?? Number.NaN,
        theirs: rates.get(`${COLD_PAGE} ${few}`) ?? Number.NaN,
      }),
    ];
  },
};

interface Compared {
  readonly bytes: number;
  readonly ours: readonly Measured[];
  readonly theirs: readonly Measured[];
}

/** The peer sends one page, which is asked for with words that are not among the paths: cold pages stay cold. */
async function compareWith(
  world: TaxiiWorld,
  {
    page,
    paths,
    isCold,
    tell,
  }: { page: number; paths: readonly string[]; isCold: boolean; tell: (text: string) => void },
): Promise<Compared> {
  const headers = { authorization: `Bearer ${world.tokens[0] ?? ""}`, accept: TAXII };
  const [path = ""] = choosePages(page, page);
  const response = await fetch(new URL(path, world.address), { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${path}: ${response.status} ${bytes.toString()}`);
  await using bare = Fastify({ logger: false });
  bare.get("/taxii2/*", (_request, reply) => reply.header("content-type", TAXII).send(bytes));
  const url = await bare.listen({ host: "127.0.0.1", port: 0 });
  const load = { paths, tokens: world.tokens, post: null };
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  await askFor(world, { ...load, url }, warming);
  if (!isCold) await askFor(world, { ...load, url: world.address }, warming);
  const part = Math.ceil(paths.length / ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const asked = isCold ? paths.slice(round * part, (round + 1) * part) : paths;
    const how = isCold ? { ...asking, ms: 0 } : asking;
    theirs.push(await askFor(world, { ...load, url }, asking));
    ours.push(await askFor(world, { ...load, paths: asked, url: world.address }, how));
    tell(`${round + 1}/${ROUNDS}  bare ${say(theirs.at(-1))}  TAXII ${say(ours.at(-1))}`);
  }
  return { bytes: bytes.length, ours, theirs };
}

function say(measured: Measured | undefined): string {
  return `${measured?.rate.toFixed(0)}/s, ${measured?.cpu.toFixed(3)} ms of the server each`;
}

function compare(what: string, { ours, theirs }: Compared): readonly BenchRow[] {
  const half = (
    of: string,
    pick: (measured: Measured) => number,
    { unit, fewer }: { readonly unit: string; readonly fewer: boolean },
  ): BenchRow => {
    const ratios = ours.map((one, turn) => {
      const [own, other] = [pick(one), pick(theirs[turn] ?? { rate: Number.NaN, cpu: Number.NaN })];
      return fewer ? other / own : own / other;
    });
    const ratio = median(ratios);
    return {
      ...{ what: `${what}, ${of}`, against: "a bare Fastify route", ratio, goal: "at least 0.5" },
      ...{ met: ratio >= 0.5, ours: round(median(ours.map(pick))), theirs: round(median(theirs.map(pick))) },
      ...{ unit, repetitions: ROUNDS },
    };
  };
  return [
    half("wall", ({ rate }) => rate, { unit: "pages/s", fewer: false }),
    half("CPU of the server", ({ cpu }) => cpu, { unit: "ms/page", fewer: true }),
  ];
}

/** Whether it stays the same however much is there. */
function compareRates(
  what: string,
  against: string,
  { ours, theirs }: { readonly ours: number; readonly theirs: number },
): BenchRow {
  const ratio = ours / theirs;
  return {
    ...{ what, against, ratio, goal: "at least 0.8", met: ratio >= 0.8, unit: "pages/s" },
    ...{ repetitions: ROUNDS, ours: round(ours), theirs: round(theirs) },
  };
}

const round = (value: number): number => Number(value.toPrecision(4));
