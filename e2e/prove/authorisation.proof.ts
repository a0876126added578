// Seat × route × object × verb × content type, against a table that was written apart from the routes. A seat the table does
// not name gets, to the byte, what it gets of a case that is not there; one that it names is let in; nobody gets a fault.
import { routes } from "../../packages/server/src/http/registry.ts";
import type { Route } from "../../packages/server/src/routing/index.ts";
import { LETTERS, TABLE } from "./authorisation-table.ts";
import type { Rule } from "./authorisation-table.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { composeRequest } from "./route-requests.ts";
import { CONCERNED, LEAD, MEMBERS, openSecurityWorld, ROLES } from "./security-world.ts";
import type { Reply, SecurityWorld } from "./security-world.ts";

const VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const TYPES = [
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "application/xml",
  "",
] as const;
const OBJECTS = ["there", "elsewhere", "absent"] as const;

/** Asked about what is not there yet, or any more: the one let in is told so. */
const NOTHING_YET = new Set([
  ...["approach.deliver", "resolution.show", "resolution.own", "job.show", "job.file", "job.cancel"],
  ...["t-zero.width", "t-zero.done", "measure.figure", "notice.acknowledge"],
  ...["session.sit", "session.end", "token.revoke", "seat.withdraw", "passkey.remove"],
  ...["invitation.confirm", "invitation.withdraw", "recovery.approve", "recovery.propose"],
  // No other node is paired, and none brought a case (e2e/node-desks.test.ts has two that are and did).
  ...["foreign.show", "foreign.open-cut", "foreign.ask", "foreign.position", "foreign.pledge"],
  ...["foreign.withdraw", "foreign.ready", "foreign.done", "foreign.acknowledge"],
  ...["node.pair", "node.end", "node.sync", "bundle.write", "kit.make"],
  // Nobody brought anything by TAXII (packages/server/src/taxii asks for what is there).
  ...["taxii.status", "taxii.object", "taxii.versions", "taxii.delete"],
  // No page about a person was drafted (http/record.test.ts drafts one, and asks as everybody).
  ...["exposure.validate", "exposure.check-in-law", "exposure.withdraw"],
  // The lead is no member that it approached, nor one that stands ready for its own T-0 here.
  ...[`${LEAD} question.ask`, `${LEAD} position.take`, `${LEAD} t-zero.ready`],
  // Events are named by what their cuts say, and none was pushed (packages/server/src/misp/sync.test.ts pulls and pushes).
  ...["misp.event", "misp.received"],
  // A real node opens no exercise, whoever asks.
  "exercise.open",
]);

interface Caller {
  readonly member: string;
  readonly role: string;
}

/** Nobody, and each seat of each member. */
const CALLERS: readonly (Caller | null)[] = [
  null,
  ...MEMBERS.flatMap((member) => ROLES.map((role) => ({ member, role }))),
];

/** Each route for each caller about each object, asked in the right way. */
const GRID = routes.length * CALLERS.length * OBJECTS.length;
/** Of so many cells one is drawn, and the others are the grid's. */
const ROUND = 8;

interface Cell {
  readonly route: Route;
  /** Null: no credential. */
  readonly caller: Caller | null;
  readonly object: (typeof OBJECTS)[number];
  readonly verb: string;
  readonly type: string;
}

/** What is wrong with an answer; null: nothing. */
type Verdict = string | null;

export const proof: Proof = {
  name: "authorisation",
  claim:
    "Every seat on every route, object, verb and content type gets what a table written apart says: let in, or told what is told of what is not there.",
  // The whole grid, and some that are drawn: what a run of the tests leaves to luck fails for somebody else.
  smallCases: Math.ceil((GRID * ROUND) / (ROUND - 1)),
  defaultCases: 120_000,
  run: async ({ cases, seed, report }) => {
    const missing = routes.filter(({ id }) => TABLE[id] === undefined).map(({ id }) => id);
    if (missing.length > 0)
      return { cases: missing.length, failures: missing.length, counterExample: { missing } };
    const random = createRandom(seed);
    const world = await openSecurityWorld();
    let failures = 0;
    const wrong = new Map<string, unknown>();
    try {
      for (let ran = 0; ran < cases; ran += 1) {
        const cell = drawCell(ran, random);
        const verdict = await judge(world, cell, ran);
        if (verdict !== null) {
          failures += 1;
          const { route, caller, object, verb, type } = cell;
          const kind = `${route.id} ${caller === null ? "nobody" : `${caller.member}/${caller.role}`} ${object}`;
          if (!wrong.has(kind)) wrong.set(kind, { verdict, verb, type });
        }
        if ((ran + 1) % 5_000 === 0) report(`${ran + 1} of ${cases} cells, ${failures} wrong`);
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

/** The grid in turn, asked in the right way, with a drawn cell after every few of it, so that a short run has both. */
function drawCell(index: number, random: () => number): Cell {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const round = Math.floor(index / ROUND);
  const place = index - round;
  if (index % ROUND < ROUND - 1 && place < GRID) {
    const turn = Math.floor(place / routes.length);
    const seat = turn % CALLERS.length;
    const pass = Math.floor(turn / CALLERS.length);
    const route = routes[place % routes.length] as Route;
    return {
      ...{ route, verb: route.method, type: "application/json" },
      caller: CALLERS[seat] ?? null,
      // Each pass asks every caller about another object than the pass before.
      object: OBJECTS[(seat + pass) % OBJECTS.length] ?? "absent",
    };
  }
  // Most of what is drawn is asked in the right way too: a wrong verb is refused before anything else.
  const proper = random() < 0.7;
  const [route, caller] = [pick(routes), pick(CALLERS)];
  return {
    ...{ route, caller, object: pick(OBJECTS) },
    verb: proper ? route.method : pick(VERBS),
    type: proper || random() < 0.3 ? "application/json" : pick(TYPES),
  };
}

async function judge(world: SecurityWorld, cell: Cell, turn: number): Promise<Verdict> {
  const { route, caller, object, verb, type } = cell;
  // A stream that is opened has no end to wait for (http/live.test.ts reads from it).
  if (
    ["case.stream", "node.stream"].includes(route.id) &&
    caller !== null &&
    isAdmitted(TABLE[route.id] as Exclude<Rule, "anyone">, caller, object)
  )
    return null;
  const given = await askFor(world, cell, turn);
  if (given.status >= 500) return `a fault: ${given.bytes.slice(0, 300)}`;
  if (given.status === 429) return "asked too often for this proof";
  if (verb !== route.method)
    return routes.some(({ method, path }) => method === verb && isMatched(path, route.path)) ||
      [400, 404, 415].includes(given.status)
      ? null
      : `another verb is answered with ${given.status}`;
  const rule = TABLE[route.id] as Rule;
  if (rule === "anyone") return given.status === 401 && !isSignIn(route) ? "a public address asks who" : null;
  // Where nodes come, a seat is nobody.
  if (rule === "peer") return given.status === 401 ? null : `a seat gets ${given.status} where nodes come`;
  if (caller === null) return given.status === 401 ? null : `nobody gets ${given.status}`;
  if (isAdmitted(rule, caller, object)) {
    if (type !== "application/json" || NOTHING_YET.has(route.id)) return null;
    if (NOTHING_YET.has(`${caller.member} ${route.id}`)) return null;
    return given.status === 404 ? `refused what is its own: ${given.body.slice(0, 200)}` : null;
  }
  if (type === "application/json" && given.status !== 404)
    return `let in with ${given.status}: ${given.body.slice(0, 200)}`;
  if (typeof rule === "object" && "allies" in rule) {
    const absent = await askFor(world, { ...cell, object: "absent" }, turn);
    if (absent.bytes !== given.bytes)
      return `differs from what is not there: ${given.bytes} / ${absent.bytes}`;
  }
  return null;
}

/** Whether an address that one path stands for may be one of the other's as well: `/passkeys/question`, `/passkeys/:passkey`. */
function isMatched(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replaceAll(/:[a-z]+/gi, "[^/]+")}$`).test(path);
}

/** Whoever signs in with nothing that holds is refused as at every other address. */
function isSignIn({ id }: Route): boolean {
  return /^(sign-in|invitation)\./.test(id);
}

function isAdmitted(
  rule: Exclude<Rule, "anyone">,
  { member, role }: Caller,
  object: Cell["object"],
): boolean {
  const letter = LETTERS[role] ?? "?";
  if (rule === "signed-in") return true;
  if (rule === "peer") return false;
  if ("own" in rule) return rule.own.includes(letter);
  if ("host" in rule) return member === LEAD && rule.host.includes(letter);
  if (object === "absent") return false;
  if (member === LEAD) return rule.lead.includes(letter);
  const concerned = object === "there" ? CONCERNED : ["LVA"];
  return concerned.includes(member) && rule.allies.includes(letter);
}

async function askFor(world: SecurityWorld, cell: Cell, turn: number): Promise<Reply> {
  const { route, caller, object, verb, type } = cell;
  const objects = object === "elsewhere" ? world.cases.second : world.cases.first;
  const named = object === "absent" ? { ...objects, slug: "no-such-case" } : objects;
  // The lead asks about a member of the case; everybody else about itself.
  const about =
    caller === null || caller.member === LEAD ? (object === "elsewhere" ? "LVA" : "EST") : caller.member;
  const { url, body } = composeRequest(route, named, about);
  const cookie = caller === null ? undefined : world.cookies.get(`${caller.member}/${caller.role}`);
  const payload = body === null || verb === "GET" ? undefined : JSON.stringify(body);
  return world.ask(
    {
      ...{
        method: verb,
        url,
        remoteAddress: `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`,
      },
      headers: {
        ...(cookie === undefined ? {} : { cookie: `__Host-entente=${cookie}` }),
        ...(payload === undefined || type === "" ? {} : { "content-type": type }),
      },
      ...(payload === undefined ? {} : { payload }),
    },
    null,
  );
}
