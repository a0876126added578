// Objects brought by TAXII over real sockets: envelopes read strictly, admitted, kept durably with their status and journal row,
// against plain `pg` that inserts the same rows in batches as large as an envelope, in one run on one database, alternating.
import pg from "pg";
import { median } from "./contract.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { askFor, MEMBER, openTaxiiWorld, SLUG, writeEnvelope } from "./taxii-world.ts";
import type { TaxiiWorld } from "./taxii-world.ts";

const SIZES = [1, 100] as const;
const ROUNDS = 3;
const CONNECTIONS = 16;
const ROUND_MS = 2_000;
const WARM_MS = 800;

export const bench: Bench = {
  name: "taxii-post",
  claim:
    "Objects brought by TAXII are kept at least 0.4 as fast as plain pg inserts the same rows in batches.",
  run: async (report) => {
    await using world = await openTaxiiWorld();
    const { host, port, user, database, password } = world.owner;
    const pool = new pg.Pool({
      ...{ host, port, max: CONNECTIONS },
      ...(user === undefined ? {} : { user }),
      ...(database === undefined ? {} : { database }),
      ...(password == null ? {} : { password }),
    });
    // Idle connections end with the server.
    pool.on("error", () => undefined);
    try {
      await pool.query("INSERT INTO entente.taxii_list VALUES ($1, 'inbox', 'LVA', 0)", [world.caseId]);
      const rows: BenchRow[] = [];
      for (const size of SIZES) {
        const load = {
          ...{ url: world.address, tokens: world.tokens, post: size },
          paths: [`/taxii2/${SLUG}/collections/inbox/objects/`],
        };
        const ours: number[] = [];
        const theirs: number[] = [];
        await insertFor(pool, world, { size, ms: WARM_MS });
        await askFor(world, load, { ms: WARM_MS, connections: CONNECTIONS });
        for (let round = 0; round < ROUNDS; round += 1) {
          theirs.push(await insertFor(pool, world, { size, ms: ROUND_MS }));
          ours.push((await askFor(world, load, { ms: ROUND_MS, connections: CONNECTIONS })).rate);
          report(
            `${size} objects, ${round + 1}/${ROUNDS}  plain ${theirs.at(-1)?.toFixed(0)} batches/s  TAXII ${ours.at(-1)?.toFixed(0)} requests/s`,
          );
        }
        const ratio = median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));
        rows.push({
          ...{ what: `envelopes of ${size} for ${MEMBER}, ${CONNECTIONS} machines`, ratio },
          against: "plain pg, a batch of the same rows",
          ...{ goal: "at least 0.4", met: ratio >= 0.4, unit: "requests/s", repetitions: ROUNDS },
          ...{ ours: Math.round(median(ours)), theirs: Math.round(median(theirs)) },
        });
      }
      return rows;
    } finally {
      await pool.end();
    }
  },
};

let turn = 0;

/** Batches a second, with as many connections; the rows are made before the clock of each statement. */
async function insertFor(
  pool: pg.Pool,
  { caseId }: TaxiiWorld,
  { size, ms }: { readonly size: number; readonly ms: number },
): Promise<number> {
  const until = performance.now() + ms;
  let done = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        turn += 1;
        const first = turn * 1_000;
        const { objects } = JSON.parse(writeEnvelope(size, String(turn))) as {
          objects: readonly { id: string }[];
        };
        await pool.query({
          name: "batch",
          text: `INSERT INTO entente.taxii_object (case_id, box, member, added, object_id, type, spec_version, version,
              version_at, object, brought_by)
            SELECT $1::uuid, 'inbox', 'LVA', $2::bigint + place, id, 'indicator', '2.1', '2018-03-04T16:15:00.000Z', 0,
              object, 'LVA/desk'
            FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS given (id, object, place)`,
          values: [caseId, first, objects.map(({ id }) => id), objects.map((one) => JSON.stringify(one))],
        });
        done += 1;
      }
    }),
  );
  return done / (ms / 1000);
}
