// Requests of seats that are let in, with ids that are not theirs. What each did is judged row by row before it is rolled back,
// and what it was told is searched for what others alone may read.
import { routes } from "../../packages/server/src/http/registry.ts";
import type { Route } from "../../packages/server/src/routing/index.ts";
import { LETTERS, TABLE } from "./authorisation-table.ts";
import { digestSecret, findSession } from "../../packages/server/src/seats/index.ts";
import type { FoundSession } from "../../packages/server/src/seats/index.ts";
import { invite } from "../../packages/server/src/seats/invitations/invitations.ts";
import { addMachine } from "../../packages/server/src/seats/machines/machines.ts";
import { readSeat } from "../../packages/server/src/access/index.ts";
import type { SeatCaller } from "../../packages/server/src/access/index.ts";
import type { Transactor } from "../../packages/server/src/storage/index.ts";
import type { Proof } from "./contract.ts";
import {
  connectToOwner,
  judgeEffects,
  noteEffects,
  readBelongings,
  readEffects,
  readKept,
} from "./effects.ts";
import type { Belonging, Doer, Effect } from "./effects.ts";
import { exchange } from "./exchanges.ts";
import { createRandom } from "./random.ts";
import { canary, CONCERNED, LEAD, MEMBERS, openSecurityWorld, ROLES } from "./security-world.ts";
import type { SecurityWorld } from "./security-world.ts";

type Owner = Awaited<ReturnType<typeof connectToOwner>>;

interface Caller {
  readonly member: string;
  readonly role: string;
}

type Which = "first" | "second";
const CONCERNS: Readonly<Record<Which, readonly string[]>> = { first: CONCERNED, second: ["LVA"] };

/** A text that stands in one case, and who may read it there beside the lead. */
interface Secret {
  readonly text: string;
  readonly slug: string;
  readonly readers: readonly string[];
}

interface Ready {
  readonly world: SecurityWorld;
  readonly belongings: ReadonlyMap<string, Belonging>;
  readonly secrets: readonly Secret[];
  readonly pool: readonly string[];
  readonly people: ReadonlyMap<string, { readonly person: string; readonly session: string }>;
  readonly turns: readonly { readonly route: Route; readonly caller: Caller; readonly which: Which }[];
}

export const proof: Proof = {
  name: "id-mismatch",
  claim:
    "Whoever is let in and names what is another's, in whatever way, changes nothing that is not its own and reads nothing of it.",
  smallCases: 1_200,
  defaultCases: 50_000,
  run: async ({ cases, seed, report }) => {
    const random = createRandom(seed);
    const world = await openSecurityWorld();
    const owner = await connectToOwner(world.node.folder);
    let failures = 0;
    const counts = { done: 0, refused: 0, effects: 0 };
    const wrong = new Map<string, unknown>();
    try {
      const ready = await prepare(world, owner);
      await noteEffects(owner);
      for (let ran = 0; ran < cases; ran += 1) {
        const found = await tryOne(ready, { turn: ran, random, counts });
        if (found !== null) {
          failures += 1;
          if (!wrong.has(found.kind)) wrong.set(found.kind, found.detail);
        }
        if ((ran + 1) % 2_500 === 0)
          report(`${ran + 1} of ${cases}: ${JSON.stringify(counts)}, ${failures} wrong`);
      }
      const kept = (await readKept(owner)).filter((effect) => !isUse(effect));
      if (kept.length > 0) {
        failures += kept.length;
        wrong.set("kept", kept.slice(0, 3));
      }
      report(`${cases} requests: ${JSON.stringify(counts)}`);
    } finally {
      await owner.end();
      await world.close();
    }
    return {
      ...{ cases, failures },
      counterExample: wrong.size === 0 ? null : Object.fromEntries([...wrong].slice(0, 30)),
    };
  },
};

async function prepare(world: SecurityWorld, owner: Owner): Promise<Ready> {
  const { first, second } = world.cases;
  const people = new Map<string, { person: string; session: string }>();
  for (const [seat, cookie] of world.cookies) {
    const { caller } = await findCaller(world, cookie);
    people.set(seat, { person: caller.person, session: caller.credential });
    await world.node.database.transact((tx) => addPeoplesThings(tx, caller));
  }
  const belongings = await readBelongings(owner);
  const secrets = ([first, second] as const).flatMap(({ slug }, index): Secret[] => {
    const concerned = CONCERNS[index === 0 ? "first" : "second"];
    const of = (place: string, readers: readonly string[]): Secret => ({
      ...{ text: canary(slug, place), slug, readers },
    });
    return [
      ...[of("all", concerned), of("both", concerned), of("lead", [])],
      of("EST", concerned.includes("EST") ? ["EST"] : []),
      ...concerned.map((member) => of(`asked-${member}`, [member])),
    ];
  });
  const pool = [
    ...[first, second].flatMap(({ slug, document, plan, release, unsealing, cuts, questions }) => [
      ...[slug, document, plan, release, unsealing],
      ...[...Object.values(cuts), ...Object.values(questions)],
    ]),
    ...MEMBERS,
    ...[...world.cookies.keys()].map((seat) => `${seat}/p.${seat.split("/")[1] ?? ""}`),
    ...belongings.keys(),
  ];
  return { ...{ world, belongings, secrets, pool, people }, turns: listTurns() };
}

async function findCaller(world: SecurityWorld, cookie: string): Promise<FoundSession> {
  const found = await world.node.database.read((reader) => findSession(reader, digestSecret(cookie)));
  if (found === null) throw new Error("a seat of the world has no session");
  return found;
}

/** A token on each desk's seat, and somebody each administrator has asked in. */
async function addPeoplesThings(tx: Transactor, caller: SeatCaller): Promise<void> {
  const { member, role } = caller.seat;
  if (role === "desk")
    await addMachine(tx, caller, {
      ...{ kind: "token", digest: digestSecret(member), label: "reader", scopes: "all", days: 1 },
    });
  if (role === "administrator")
    await invite(tx, caller, { ...{ seat: readSeat(`${member}/desk/new.one`), cases: "all", host: LEAD } });
}

/** Each route with each caller its line lets in, in each case it is let into. */
function listTurns(): Ready["turns"] {
  return routes
    .filter(({ id }) => !["case.stream", "node.stream"].includes(id))
    .flatMap((route) =>
      MEMBERS.flatMap((member) =>
        ROLES.flatMap((role) =>
          (["first", "second"] as const)
            .filter((which) => isLetIn(route, { member, role }, which))
            .map((which) => ({ route, which, caller: { member, role } })),
        ),
      ),
    );
}

function isLetIn({ id }: Route, { member, role }: Caller, which: Which): boolean {
  const rule = TABLE[id];
  const letter = LETTERS[role] ?? "?";
  if (rule === undefined || rule === "anyone" || rule === "peer") return false;
  if (rule === "signed-in") return true;
  if ("own" in rule) return rule.own.includes(letter);
  if ("host" in rule) return member === LEAD && rule.host.includes(letter);
  if (member === LEAD) return rule.lead.includes(letter);
  return CONCERNS[which].includes(member) && rule.allies.includes(letter);
}

interface Found {
  readonly kind: string;
  readonly detail: unknown;
}

async function tryOne(
  { world, belongings, secrets, pool, people, turns }: Ready,
  {
    turn,
    random,
    counts,
  }: {
    readonly turn: number;
    readonly random: () => number;
    readonly counts: { done: number; refused: number; effects: number };
  },
): Promise<Found | null> {
  const { route, caller, which } = turns[Math.floor(random() * turns.length)] as Ready["turns"][number];
  const seat = `${caller.member}/${caller.role}`;
  const member = caller.member === LEAD ? (CONCERNS[which][0] ?? LEAD) : caller.member;
  const from = { objects: world.cases[which], member, members: MEMBERS, pool };
  const { url, payload, slug } = exchange(route, from, random);
  const effects: Effect[] = [];
  const reply = await world.ask(
    {
      ...{ method: route.method, url },
      remoteAddress: `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`,
      headers: {
        cookie: `__Host-entente=${world.cookies.get(seat) ?? ""}`,
        ...(payload === null ? {} : { "content-type": "application/json" }),
      },
      ...(payload === null ? {} : { payload }),
    },
    async (tx) => {
      effects.push(...(await readEffects(tx)));
    },
  );
  counts[reply.status < 400 ? "done" : "refused"] += 1;
  counts.effects += effects.length;
  const named = Object.values(world.rows).find((row) => row.slug === slug);
  const leads = caller.member === LEAD;
  const doer: Doer = {
    ...(people.get(seat) ?? { person: "", session: "" }),
    ...{ seat: `${seat}/p.${caller.role}`, leads, case: named?.id ?? null },
  };
  const fault =
    judgeStatus(reply.status) ??
    judgeEffects(effects, doer, belongings) ??
    judgeAnswer(reply.body, {
      ...{ sent: `${url} ${payload ?? ""}`, secrets, belongings, doer },
      inCase: route.view === "case" ? slug : null,
    });
  return fault === null
    ? null
    : {
        kind: `${route.id} ${seat} ${fault.slice(0, 60)}`,
        detail: {
          fault,
          url,
          payload: payload?.slice(0, 300),
          status: reply.status,
          body: reply.body.slice(0, 300),
        },
      };
}

function judgeStatus(status: number): string | null {
  if (status === 429) return "asked too often for this proof";
  // A node has no provider, no queue and no stored files here, and says so.
  return status >= 500 && status !== 503 ? `a fault, ${status}` : null;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What was told to whom: no text of another's place, and no id of another's thing that was not sent. */
export function judgeAnswer(
  body: string,
  {
    sent,
    secrets,
    belongings,
    doer,
    inCase,
  }: {
    readonly sent: string;
    readonly secrets: readonly Secret[];
    readonly belongings: ReadonlyMap<string, Belonging>;
    readonly doer: Doer;
    /** Slug the request named; null: the route is in no case. */
    readonly inCase: string | null;
  },
): string | null {
  const [member = "", role = ""] = doer.seat.split("/");
  for (const { text, slug, readers } of secrets) {
    if (!body.includes(text)) continue;
    if (inCase !== null && slug !== inCase) return `told ${text} in another case`;
    if (!doer.leads && !readers.includes(member)) return `told ${text}`;
    if (role === "auditor" || role === "administrator") return `told ${text} to who looks after people`;
  }
  for (const id of body.match(ID) ?? []) {
    const of = belongings.get(id);
    if (of === undefined || sent.includes(id)) continue;
    if (of.case !== null && inCase !== null && of.case !== doer.case) return `told ${id} of another case`;
    if (of.person !== null && of.member !== member)
      return `told ${id} of a person of ${of.member ?? "nobody"}`;
    if (of.member !== null && !doer.leads && of.member !== member) return `told ${id} of ${of.member}`;
  }
  return null;
}

/** Whether nothing became of a credential but that it was used. */
function isUse({ table, before, after }: Effect): boolean {
  if (table === "session") return true;
  const { used_at: _before, ...was } = before ?? {};
  const { used_at: _after, ...is } = after ?? {};
  return table === "machine_credential" && before !== null && JSON.stringify(was) === JSON.stringify(is);
}
