// What no sequence of acts of administrators may bring about, looked at from outside: before and after every request to the
// node's own routes, with the owner's eyes.
import type { FastifyInstance } from "fastify";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlacingView, readSeat } from "../access/index.ts";
import { SESSION_COOKIE } from "../sign-in/index.ts";
import { createApp } from "../http/app.ts";
import { loopbackEdge } from "../http/edge.ts";
import { identifySeats } from "../http/identify-seats.ts";
import { requireMayGive, requireMayRecover, requireMayTouch, staysWithin } from "./rules.ts";
import type { Cases } from "./rules.ts";
import { LIMITS, openSeatDesk } from "./seats.fixture.ts";
import type { SeatDesk } from "./seats.fixture.ts";
import { findPersonByName } from "./store.ts";

const CASES = ["c1", "c2", "c3"];
const HOST = "GBR";
const cases: fc.Arbitrary<Cases> = fc.oneof(
  fc.constant("all" as const),
  fc.uniqueArray(fc.constantFrom(...CASES), { minLength: 1 }),
);
const role = fc.constantFrom("drafter", "release-authority", "desk", "publisher", "auditor", "administrator");
const seat = fc
  .tuple(fc.constantFrom("GBR", "EST", "LVA"), role, fc.constantFrom("a", "b", "c"))
  .map(([member, office, name]) => readSeat(`${member}/${office}/${name}`));
const passes = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      ["NOT_FOUND", "GRANT_REFUSED"].includes(String(error.code))
    )
      return false;
    throw error;
  }
};

describe("the rules", () => {
  test("give, touch and recover only downwards, only among one's own people, never oneself", () => {
    let allowed = 0;
    fc.assert(
      fc.property(
        fc.record({ seat, cases }),
        fc.record({ seat, cases }),
        fc.option(fc.constantFrom("GBR", "EST")),
        fc.boolean(),
        (by, other, host, administered) => {
          const same = by.seat.member === other.seat.member && by.seat.name === other.seat.name;
          const own = by.seat.member === other.seat.member;
          const gives = passes(() => requireMayGive(by, other, { host, administered }));
          const touches = passes(() => requireMayTouch(by, other));
          const { member, name } = other.seat;
          const recovers = passes(() =>
            requireMayRecover(by, { member, name: name ?? "", seats: [other], host }),
          );
          if (gives || touches || recovers) {
            allowed += 1;
            expect(by.seat.role).toBe("administrator");
            expect(staysWithin(other.cases, by.cases)).toBe(true);
          }
          if (gives) {
            expect(same).toBe(false);
            expect(
              own || (by.seat.member === host && other.seat.role === "administrator" && !administered),
            ).toBe(true);
          }
          if (touches) expect(own).toBe(true);
          if (recovers) {
            expect(same).toBe(false);
            expect(own || by.seat.member === host).toBe(true);
          }
        },
      ),
      { numRuns: 20_000 },
    );
    expect(allowed).toBeGreaterThan(200);
  });

  test("cases within cases are an order, and no list of none is all", () => {
    fc.assert(
      fc.property(cases, cases, cases, (a, b, c) => {
        expect(staysWithin(a, a)).toBe(true);
        if (staysWithin(a, b) && staysWithin(b, c)) expect(staysWithin(a, c)).toBe(true);
        expect(staysWithin("all", b)).toBe(b === "all");
        expect(staysWithin(a, [])).toBe(false);
      }),
    );
  });
});

describe("a sequence of requests to every route of people", () => {
  let desk: SeatDesk;
  let app: FastifyInstance;
  const sessions = new Map<string, string>();
  const SEATS = [
    ...["GBR/administrator/a", "GBR/administrator/b", "GBR/drafter/c", "GBR/auditor/d"],
    ...["EST/administrator/a", "EST/drafter/b", "GBR/release-authority/b"],
  ];

  const ADMINISTRATORS = SEATS.filter((one) => one.includes("/administrator/"));

  /** Where an earlier act has taken the seat or the session away, the node gives another. */
  const bring = async (one: string): Promise<string> => {
    const secret = sessions.get(one) ?? "";
    if ((await desk.ask(secret))?.seat.id === one) return secret;
    const person = await desk.place(one).catch(async () => {
      const found = await desk.database.read((reader) =>
        findPersonByName(reader, openPlacingView(readSeat(one).member), {
          ...{ member: readSeat(one).member, name: readSeat(one).name ?? "" },
        }),
      );
      return found?.id ?? "";
    });
    const opened = await desk.signIn(one, person);
    sessions.set(one, opened.secret);
    return opened.secret;
  };

  beforeAll(async () => {
    desk = await openSeatDesk();
    for (const one of SEATS) {
      const person = await desk.place(one);
      sessions.set(one, (await desk.signIn(one, person)).secret);
    }
    app = await createApp({
      ...{
        database: desk.database,
        folder: desk.folder,
        kind: "real",
        host: HOST,
        site: null,
        edge: loopbackEdge,
      },
      ...{
        sessionLimits: LIMITS,
        origin: null,
        signIn: null,
        cosigners: [],
        keystore: {} as never,
        files: {} as never,
        jobs: {} as never,
        ledger: {} as never,
      },
      identify: identifySeats(desk.database, null),
    });
  });
  afterAll(async () => {
    await app.close();
    await desk.close();
  });

  interface Seen {
    readonly grants: ReadonlyMap<
      string,
      { readonly by: string; readonly seat: string; readonly cases: Cases }
    >;
    readonly standing: ReadonlyMap<string, string>;
  }
  const look = async (): Promise<Seen> => {
    const owner = await desk.storage.connectOwner();
    try {
      const grants = await owner.query<{ id: string; seat: string; by: string; cases: string[] | null }>(
        "SELECT id, member || '/' || role || '/' || name AS seat, granted_by AS by, cases FROM seat_grant WHERE withdrawn_at IS NULL",
      );
      const standing = await owner.query<{ id: string; person: string }>(
        `SELECT s.id, p.member || ':' || p.name AS person FROM session s JOIN person p ON p.id = s.person_id WHERE s.ended_at IS NULL
         UNION ALL SELECT m.id, p.member || ':' || p.name FROM machine_credential m JOIN person p ON p.id = m.person_id WHERE m.revoked_at IS NULL`,
      );
      return {
        grants: new Map(grants.rows.map((row) => [row.id, { ...row, cases: row.cases ?? "all" }])),
        standing: new Map(standing.rows.map(({ id, person }) => [id, person])),
      };
    } finally {
      await owner.end();
    }
  };
  const personOf = (text: string): string => `${readSeat(text).member}:${readSeat(text).name ?? ""}`;

  const names = fc.constantFrom("a", "b", "c", "d", "e");
  const anySeat = fc
    .tuple(fc.constantFrom("GBR", "EST", "LVA"), role, names)
    .map(([member, office, name]) => `${member}/${office}/${name}`);
  const act = fc.record({
    // Those who may do something, more often than those who may not.
    as: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ADMINISTRATORS) }, fc.constantFrom(...SEATS)),
    what: fc.constantFrom(
      "give",
      "invite",
      "withdraw",
      "end",
      "sit",
      "propose",
      "approve",
      "confirm",
      "revoke",
    ),
    seat: anySeat,
    pick: fc.nat(50),
  });

  test("raises nobody's own reach, gives nobody a seat past its giver's, and ends nothing of another member", async () => {
    let done = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 8 }), async (acts) => {
        for (const { as, what, seat: wanted, pick } of acts) {
          const secret = await bring(as);
          const before = await look();
          const ids = [...before.grants.keys(), ...before.standing.keys()];
          const id = ids[pick % ids.length] ?? "";
          const { member, name } = readSeat(wanted);
          const body = { seat: wanted, cases: "all" };
          const asked = {
            give: ["POST", "/api/seats", body],
            invite: ["POST", "/api/invitations", body],
            withdraw: ["DELETE", `/api/seats/${id}`, undefined],
            end: ["DELETE", `/api/sessions/${id}`, undefined],
            revoke: ["DELETE", `/api/tokens/${id}`, undefined],
            sit: ["PUT", "/api/session/seat", { seat: wanted }],
            propose: ["POST", "/api/recoveries", { member, name }],
            approve: ["POST", `/api/recoveries/${id}/approval`, { member }],
            confirm: ["POST", `/api/invitations/${id}/confirmation`, { check: "000000" }],
          } as const;
          const [method, url, payload] = asked[what];
          const { statusCode, body: answer } = await app.inject({
            ...{ method, url, headers: { cookie: `${SESSION_COOKIE}=${secret}` } },
            ...(payload === undefined ? {} : { payload }),
          });
          expect([200, 401, 404, 409]).toContain(statusCode);
          if (statusCode === 200) done += 1;
          else refused += 1;
          const after = await look();
          const caller = readSeat(as);
          for (const [grant, { by, seat: given, cases: reach }] of after.grants) {
            if (before.grants.has(grant)) continue;
            expect(personOf(given)).not.toBe(personOf(as));
            expect(by.split("/")[1]).toBe("administrator");
            expect(readSeat(given).member).toBe(caller.member);
            expect(
              [...before.grants.values()].some((g) => g.seat === by && staysWithin(reach, g.cases)),
            ).toBe(true);
          }
          for (const [ended, person] of before.standing) {
            if (!after.standing.has(ended)) expect(person.split(":")[0]).toBe(caller.member);
          }
          for (const [grant, { seat: gone }] of before.grants) {
            if (!after.grants.has(grant)) expect(readSeat(gone).member).toBe(caller.member);
          }
          // Somebody can always go on.
          for (const of of ["GBR", "EST"])
            expect([...after.grants.values()].some((g) => g.seat.startsWith(`${of}/administrator/`))).toBe(
              true,
            );
          for (const one of sessions.values()) expect(answer).not.toContain(one);
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
    expect(done).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(5);
  }, 120_000);
});
