// Pages of a TAXII collection over real sockets: as an ally's machines get them (token looked up, admitted, the list asked
// whether it is as it was, the page cut, the reading durably in the journal before a byte leaves) against a bare Fastify route
// that sends one page from memory to anyone, in one run, alternating. Each request is for another page, anywhere in the list.
// What is kept are the texts of the objects, up to an eighth of the machine's memory and a gibibyte; no page and no answer is.
import Fastify from "fastify";
import { median } from "./contract.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { askFor, choosePages, fillList, openTaxiiWorld, TAXII } from "./taxii-world.ts";
import type { Measured } from "./taxii-world.ts";

const SIZES = [10_000, 1_000_000] as const;
const PAGES = [100, 1_000] as const;
const ROUNDS = 3;
const asking = { ms: 2_000, connections: 32 } as const;
const warming = { ms: 1_000, connections: 32 } as const;

export const bench: Bench = {
  name: "taxii-get",
  claim:
    "A page of a TAXII collection reaches at least half of a bare Fastify route that sends the same buffer.",
  run: async (report) => {
    await using world = await openTaxiiWorld();
    const rows: BenchRow[] = [];
    const rates = new Map<string, number>();
    let there = 0;
    for (const size of SIZES) {
      await fillList(world, { from: there, count: size });
      there = size;
      report(`${size} objects are there`);
      for (const page of PAGES) {
        const ours: Measured[] = [];
        const theirs: Measured[] = [];
        const load = { url: world.address, paths: choosePages(size, page), tokens: world.tokens, post: null };
        const [path = ""] = load.paths;
        const headers = { authorization: `Bearer ${world.tokens[0] ?? ""}`, accept: TAXII };
        const response = await fetch(new URL(path, world.address), { headers });
        const bytes = Buffer.from(await response.arrayBuffer());
        if (!response.ok) throw new Error(`${path}: ${response.status} ${bytes.toString()}`);
        const bare = Fastify({ logger: false });
        bare.get("/taxii2/*", (_request, reply) => reply.header("content-type", TAXII).send(bytes));
        const peer = { ...load, url: await bare.listen({ host: "127.0.0.1", port: 0 }) };
        for (const one of [peer, load]) await askFor(world, one, warming);
        for (let round = 0; round < ROUNDS; round += 1) {
          theirs.push(await askFor(world, peer, asking));
          ours.push(await askFor(world, load, asking));
          report(
            `${page} of ${size}, ${round + 1}/${ROUNDS}  bare ${say(theirs.at(-1))}  TAXII ${say(ours.at(-1))}`,
          );
        }
        await bare.close();
        rows.push(...compare(`${page} objects of ${size}, ${bytes.length} bytes`, ours, theirs));
        rates.set(`${page} ${size}`, median(ours.map(({ rate }) => rate)));
      }
    }
    return [...rows, ...PAGES.map((page) => compareSizes(page, rates))];
  },
};

function say(measured: Measured | undefined): string {
  return `${measured?.rate.toFixed(0)}/s, ${measured?.cpu.toFixed(3)} ms of the server each`;
}

function compare(what: string, ours: readonly Measured[], theirs: readonly Measured[]): readonly BenchRow[] {
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
function compareSizes(page: number, rates: ReadonlyMap<string, number>): BenchRow {
  const [few, many] = SIZES.map((size) => rates.get(`${page} ${size}`) ?? Number.NaN);
  const ratio = (many ?? Number.NaN) / (few ?? Number.NaN);
  return {
    ...{ what: `${page} objects of ${SIZES[1]}, wall`, against: `of ${SIZES[0]}` },
    ...{ ratio, goal: "at least 0.8", met: ratio >= 0.8, unit: "pages/s", repetitions: ROUNDS },
    ...{ ours: round(many ?? Number.NaN), theirs: round(few ?? Number.NaN) },
  };
}

const round = (value: number): number => Number(value.toPrecision(4));
