import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeatCaller } from "../../access/index.ts";
import { openSeatDesk } from "../seats.fixture.ts";
import type { SeatDesk } from "../seats.fixture.ts";
import { digestSecret, makeSecret } from "../secrets.ts";
import { listSeats, withdrawSeat } from "../seats.ts";
import { changeSeat, endSession, noteSessionUse, openSession } from "./sessions.ts";
import { findSession, listSessions } from "./store.ts";
import { openSelfView } from "../../access/index.ts";

let desk: SeatDesk;
let chief: SeatCaller;
beforeAll(async () => {
  desk = await openSeatDesk();
  chief = await desk.sit("GBR/administrator/chief");
});
afterAll(() => desk.close());

let count = 0;
const nextSeat = (role = "drafter", member = "GBR"): string => `${member}/${role}/p${(count += 1)}`;
const open = async (seat: string, limits = { idleSeconds: 900, absoluteSeconds: 28_800 }) => {
  const person = await desk.place(seat);
  return desk.database.transact((tx) => openSession(tx, { person, signedInWith: "passkey", limits }));
};

describe("a session", () => {
  test("is found by the digest of its secret, and by nothing else", async () => {
    const seat = nextSeat();
    const session = await open(seat);
    expect(await desk.ask(session.secret)).toMatchObject({
      ...{ kind: "seat", by: "session", credential: session.id, scopes: null, cases: "all" },
      seat: { id: seat, member: "GBR", role: "drafter" },
    });
    for (const wrong of ["", session.id, digestSecret(session.secret), makeSecret(), `${session.secret} `])
      expect(await desk.ask(wrong)).toBeNull();
  });

  test("is nowhere in the database but as a digest", async () => {
    const session = await open(nextSeat());
    const owner = await desk.storage.connectOwner();
    try {
      const { rows } = await owner.query<{ found: string }>(
        "SELECT query_to_xml('SELECT * FROM entente.session', true, false, '')::text AS found",
      );
      expect(rows[0]?.found).toContain(digestSecret(session.secret));
      expect(rows[0]?.found).not.toContain(session.secret);
    } finally {
      await owner.end();
    }
  });

  test("has a new secret each time, of 256 bits", async () => {
    const seat = nextSeat();
    const person = await desk.place(seat);
    const secrets = new Set<string>();
    for (let n = 0; n < 5; n += 1) secrets.add((await desk.signIn(seat, person)).secret);
    expect(secrets.size).toBe(5);
    for (const secret of secrets) expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  });

  test("is not opened for somebody without a seat", async () => {
    await expect(
      desk.database.transact((tx) =>
        openSession(tx, {
          ...{ person: "00000000-0000-4000-8000-000000000000", signedInWith: "passkey" },
          limits: { idleSeconds: 900, absoluteSeconds: 900 },
        }),
      ),
    ).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  });

  test("ends when it is not used for its idle time, and goes on while its use is noted", async () => {
    const [used, idle] = [
      await open(nextSeat(), { idleSeconds: 2, absoluteSeconds: 60 }),
      await open(nextSeat(), { idleSeconds: 2, absoluteSeconds: 60 }),
    ];
    for (let n = 0; n < 5; n += 1) {
      await pause(500);
      const found = await desk.database.read((reader) => findSession(reader, digestSecret(used.secret)));
      expect(found?.useToBeNoted).toBe(true);
      if (found !== null) await desk.database.transact((tx) => noteSessionUse(tx, found.caller));
    }
    expect(await desk.ask(used.secret)).not.toBeNull();
    expect(await desk.ask(idle.secret)).toBeNull();
  });

  test("ends when its time is over, however much it is used", async () => {
    const session = await open(nextSeat(), { idleSeconds: 60, absoluteSeconds: 1 });
    const caller = await desk.ask(session.secret);
    if (caller === null) throw new Error("the session does not stand");
    await pause(600);
    await desk.database.transact((tx) => noteSessionUse(tx, caller));
    await pause(600);
    expect(await desk.ask(session.secret)).toBeNull();
  });

  test("sits on one of its person's seats at a time, and on no other's", async () => {
    const drafter = nextSeat();
    const desks = drafter.replace("drafter", "desk");
    const person = await desk.place(drafter);
    await desk.place(desks);
    const { secret } = await desk.signIn(drafter, person);
    const ask = async () => {
      const caller = await desk.ask(secret);
      if (caller === null) throw new Error("the session does not stand");
      return caller;
    };
    expect((await ask()).seat.id).toBe(drafter);
    const before = await ask();
    await desk.database.transact((tx) => changeSeat(tx, before, desks));
    expect((await ask()).seat.id).toBe(desks);
    for (const seat of [nextSeat(), chief.seat.id, "GBR/publisher/nobody", ""]) {
      const caller = await ask();
      await expect(desk.database.transact((tx) => changeSeat(tx, caller, seat))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect((await ask()).person).toBe(person);
  });

  test("ends with its seat, and the person's other seats go on after signing in again", async () => {
    const drafter = nextSeat();
    const person = await desk.place(drafter);
    await desk.place(drafter.replace("drafter", "publisher"));
    const session = await desk.signIn(drafter, person);
    const seats = await desk.database.read((reader) => listSeats(reader, chief));
    const grant = seats.find(({ seat }) => seat.id === drafter);
    await desk.database.transact((tx) => withdrawSeat(tx, chief, grant?.id ?? ""));
    expect(await desk.ask(session.secret)).toBeNull();
    expect(
      (
        await desk.database.transact((tx) =>
          openSession(tx, {
            person,
            signedInWith: "passkey",
            limits: { idleSeconds: 9, absoluteSeconds: 9 },
          }),
        )
      ).seat,
    ).toBe(drafter.replace("drafter", "publisher"));
  });

  test("is not revived by a seat that is given again", async () => {
    const seat = nextSeat();
    const person = await desk.place(seat);
    const session = await desk.signIn(seat, person);
    const [grant] = (await desk.database.read((reader) => listSeats(reader, chief))).filter(
      (one) => one.seat.id === seat,
    );
    await desk.database.transact((tx) => withdrawSeat(tx, chief, grant?.id ?? ""));
    await desk.place(seat);
    expect(await desk.ask(session.secret)).toBeNull();
  });

  test("is ended by its person and by an administrator of its member, once", async () => {
    for (const by of ["self", "administrator"] as const) {
      const session = await open(nextSeat());
      const self = await desk.ask(session.secret);
      const caller = by === "self" ? self : chief;
      if (caller === null) throw new Error("the session does not stand");
      await desk.database.transact((tx) => endSession(tx, caller, session.id));
      expect(await desk.ask(session.secret)).toBeNull();
      await expect(desk.database.transact((tx) => endSession(tx, chief, session.id))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
  });

  test("of somebody else is not there: for a colleague, an auditor, another member's administrator", async () => {
    const session = await open(nextSeat());
    for (const seat of [nextSeat(), nextSeat("auditor"), nextSeat("administrator", "EST")]) {
      const other = await desk.sit(seat);
      await expect(desk.database.transact((tx) => endSession(tx, other, session.id))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      expect(
        (await desk.database.read((reader) => listSessions(reader, openSelfView(other)))).map(({ id }) => id),
      ).toEqual([other.credential]);
    }
    expect(await desk.ask(session.secret)).not.toBeNull();
  });
});
