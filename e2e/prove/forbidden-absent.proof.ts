// What is closed against what is not there, for each route of a case and each of a person: the same status, headers and body
// from the first, and the same time. Which of the two is asked first is drawn anew for each pair.
import { randomUUID } from "node:crypto";
import { routes } from "../../packages/server/src/http/registry.ts";
import type { Route } from "../../packages/server/src/routing/index.ts";
import { LETTERS, TABLE } from "./authorisation-table.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { composeRequest } from "./route-requests.ts";
import type { CaseObjects } from "./route-requests.ts";
import { openSecurityWorld } from "./security-world.ts";
import type { Reply, SecurityWorld } from "./security-world.ts";
import { MOST_T, welch } from "./welch.ts";

/** Seats the second case does not concern, each of a member of its community. */
const OUTSIDERS = [
  "EST/desk",
  "EST/release-authority",
  "EST/publisher",
  "EST/drafter",
  "FIN/desk",
  "FIN/publisher",
];
/** Fewer pairs of a route than this, and its time says nothing. */
const FEWEST_TO_TIME = 50;

interface Pairing {
  readonly route: Route;
  /** What is named: the case as a whole, or one thing inside a case that the caller is let into. */
  readonly kind: "case" | "object";
  readonly seats: readonly string[];
  readonly closed: CaseObjects;
  readonly absent: () => CaseObjects;
  readonly member: string;
}

export const proof: Proof = {
  name: "forbidden-absent",
  claim:
    "What is closed to a seat is answered as what is not there: to the byte, and in the same time (|t| < 4.5 for each route).",
  smallCases: 400,
  defaultCases: 100_000,
  run: async ({ cases, seed, report }) => {
    const random = createRandom(seed);
    const world = await openSecurityWorld();
    const wrong = new Map<string, unknown>();
    let failures = 0;
    try {
      const pairings = listPairings(world);
      const times = pairings.map(() => ({ closed: [] as number[], absent: [] as number[] }));
      for (let ran = 0; ran < cases; ran += 1) {
        const index = ran % pairings.length;
        const pairing = pairings[index] as Pairing;
        const fault = await askPair(world, pairing, { turn: ran, random, times: times[index] });
        if (fault !== null) {
          failures += 1;
          if (!wrong.has(nameOf(pairing))) wrong.set(nameOf(pairing), fault);
        }
        if ((ran + 1) % 5_000 === 0) report(`${ran + 1} of ${cases} pairs, ${failures} wrong`);
      }
      for (const [index, { closed, absent }] of times.entries()) {
        if (closed.length < FEWEST_TO_TIME) continue;
        const t = welch({ one: closed, other: absent });
        report(
          `t ${t.toFixed(2).padStart(7)}  ${closed.length} pairs  ${nameOf(pairings[index] as Pairing)}`,
        );
        if (Math.abs(t) < MOST_T) continue;
        failures += 1;
        wrong.set(`${nameOf(pairings[index] as Pairing)} in time`, { t });
      }
    } finally {
      await world.close();
    }
    return {
      ...{ cases, failures },
      counterExample: wrong.size === 0 ? null : Object.fromEntries([...wrong].slice(0, 30)),
    };
  },
};

const nameOf = ({ route, kind }: Pairing): string => `${route.id} (${kind})`;

/** Each route with a case against a case that is closed; and each that names a thing, against one of another case. */
function listPairings({ cases }: SecurityWorld): readonly Pairing[] {
  const { first, second } = cases;
  return routes
    .filter(({ view, id }) => view === "case" && id !== "case.stream")
    .flatMap((route): Pairing[] => {
      const whole: Pairing = {
        ...{ route, kind: "case", seats: OUTSIDERS, closed: second, member: "EST" },
        // As long as the one that is there, and never twice the same.
        absent: () => ({
          ...second,
          slug: `${randomUUID().replaceAll(/[^a-f]/g, "")}xxxxx`.slice(0, second.slug.length),
        }),
      };
      const rule = TABLE[route.id];
      const allies = typeof rule === "object" && "allies" in rule ? rule.allies : "";
      const seats = Object.entries(LETTERS).filter(([, letter]) => allies.includes(letter));
      const inside: Pairing = {
        ...{ route, kind: "object", seats: seats.map(([role]) => `EST/${role}`), member: "EST" },
        closed: {
          ...first,
          cuts: { EST: first.cuts["LVA"] ?? "" },
          questions: { EST: first.questions["LVA"] ?? "" },
        },
        absent: () => ({ ...first, cuts: { EST: randomUUID() }, questions: { EST: randomUUID() } }),
      };
      // Only where the path names the thing itself.
      const own = composeRequest(route, first, "EST").url;
      const names = seats.length > 0 && composeRequest(route, inside.closed, "EST").url !== own;
      return names ? [whole, inside] : [whole];
    });
}

async function askPair(
  world: SecurityWorld,
  { route, seats, closed, absent, member }: Pairing,
  {
    turn,
    random,
    times,
  }: {
    readonly turn: number;
    readonly random: () => number;
    readonly times: { readonly closed: number[]; readonly absent: number[] } | undefined;
  },
): Promise<unknown> {
  const seat = seats[Math.floor(random() * seats.length)] ?? "";
  const ask = (objects: CaseObjects): Promise<Timed> =>
    askTimed(world, route, { objects, member, seat, turn });
  const nothing = absent();
  const closedFirst = random() < 0.5;
  const one = await ask(closedFirst ? closed : nothing);
  const other = await ask(closedFirst ? nothing : closed);
  const [shut, gone] = closedFirst ? [one, other] : [other, one];
  times?.closed.push(shut.time);
  times?.absent.push(gone.time);
  if (shut.reply.status === 429 || gone.reply.status === 429) return "asked too often for this proof";
  if (shut.reply.bytes === gone.reply.bytes && gone.reply.status >= 400) return null;
  return { seat, closed: shut.reply.bytes.slice(0, 600), absent: gone.reply.bytes.slice(0, 600) };
}

interface Timed {
  readonly reply: Reply;
  readonly time: number;
}

async function askTimed(
  world: SecurityWorld,
  route: Route,
  {
    objects,
    member,
    seat,
    turn,
  }: { readonly objects: CaseObjects; readonly member: string; readonly seat: string; readonly turn: number },
): Promise<Timed> {
  const { url, body } = composeRequest(route, objects, member);
  const options = {
    ...{ method: route.method, url },
    remoteAddress: `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`,
    headers: {
      cookie: `__Host-entente=${world.cookies.get(seat) ?? ""}`,
      ...(body === null ? {} : { "content-type": "application/json" }),
    },
    ...(body === null ? {} : { payload: JSON.stringify(body) }),
  };
  const started = performance.now();
  const reply = await world.ask(options, null);
  return { reply, time: performance.now() - started };
}
