// What ends with time, to the minute: sessions, tokens, invitations and what follows from one. The database's clock decides, so
// time is let pass there: every moment that is written down is moved back.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSeat } from "../access/index.ts";
import type { SeatCaller } from "../access/index.ts";
import {
  acceptInvitation,
  completeInvitation,
  confirmInvitation,
  findAcceptance,
  invite,
} from "./invitations/invitations.ts";
import { addMachine } from "./machines/machines.ts";
import { findMachines } from "./machines/store.ts";
import { openSeatDesk } from "./seats.fixture.ts";
import type { SeatDesk } from "./seats.fixture.ts";
import { digestSecret, makeSecret } from "./secrets.ts";
import { noteSessionUse, openSession } from "./sessions/sessions.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let desk: SeatDesk;
let chief: SeatCaller;
beforeAll(async () => {
  desk = await openSeatDesk();
  chief = await desk.sit("GBR/administrator/chief");
});
afterAll(() => desk.close());

/** Lets time pass for everything there is. */
async function pass(seconds: number): Promise<void> {
  const owner = await desk.storage.connectOwner();
  try {
    for (const table of ["session", "machine_credential", "invitation"]) {
      const { rows } = await owner.query<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns
         WHERE table_schema = 'entente' AND table_name = $1 AND data_type = 'timestamp with time zone'`,
        [table],
      );
      const moved = rows.map(({ name }) => `${name} = ${name} - make_interval(secs => ${seconds})`);
      expect(moved.length).toBeGreaterThan(3);
      await owner.query(`ALTER TABLE entente.${table} DISABLE TRIGGER USER`);
      await owner.query(`ALTER TABLE entente.${table} NO FORCE ROW LEVEL SECURITY`);
      await owner.query(`UPDATE entente.${table} SET ${moved.join()}`);
      await owner.query(`ALTER TABLE entente.${table} FORCE ROW LEVEL SECURITY`);
      await owner.query(`ALTER TABLE entente.${table} ENABLE TRIGGER USER`);
    }
  } finally {
    await owner.end();
  }
}

let count = 0;
async function signIn(limits = { idleSeconds: 15 * MINUTE, absoluteSeconds: 8 * HOUR }) {
  const person = await desk.place(`GBR/drafter/t${(count += 1)}`);
  const { secret } = await desk.database.transact((tx) =>
    openSession(tx, { person, signedInWith: "passkey", limits }),
  );
  const caller = await desk.ask(secret);
  if (caller === null) throw new Error("the session does not stand");
  return { secret, caller };
}

describe("with time", () => {
  test("a session that is not used ends after a quarter of an hour", async () => {
    const { secret } = await signIn();
    await pass(15 * MINUTE - 20);
    expect(await desk.ask(secret)).not.toBeNull();
    await pass(25);
    expect(await desk.ask(secret)).toBeNull();
    await pass(-DAY);
    // Time that is set back gives it again, and nothing else does: it has not been ended by anybody.
    expect(await desk.ask(secret)).not.toBeNull();
    await pass(DAY);
  });

  test("a session ends after eight hours, however much it is used", async () => {
    const { secret, caller } = await signIn();
    const use = () => desk.database.transact((tx) => noteSessionUse(tx, caller));
    for (let passed = 0; passed + 10 * MINUTE < 8 * HOUR; passed += 10 * MINUTE) {
      await pass(10 * MINUTE);
      expect(await desk.ask(secret)).not.toBeNull();
      await use();
    }
    await pass(10 * MINUTE);
    expect(await desk.ask(secret)).toBeNull();
    await use();
    expect(await desk.ask(secret)).toBeNull();
  });

  test("a token ends with its days, used or not", async () => {
    const { caller } = await signIn();
    const digest = digestSecret(makeSecret());
    const wanted = { kind: "token", digest, label: "wall display", scopes: "all", days: 30 } as const;
    await desk.database.transact((tx) => addMachine(tx, caller, wanted));
    const find = () =>
      desk.database.read((reader) => findMachines(reader, { kind: "token", digests: [digest] }));
    await pass(30 * DAY - 20);
    expect((await find()).get(digest)?.caller.by).toBe("token");
    await pass(25);
    expect((await find()).size).toBe(0);
  });

  test("an invitation's code is worth nothing after a day, nor is what follows from it", async () => {
    const seat = () => readSeat(`GBR/drafter/t${(count += 1)}`);
    const by = await desk.sit(`GBR/administrator/t${(count += 1)}`);
    const give = () =>
      desk.database.transact((tx) => invite(tx, by, { seat: seat(), cases: "all", host: "GBR" }));
    const accept = (code: string) =>
      desk.database.transact((tx) => acceptInvitation(tx, { code, name: null }));
    const [early, late] = [await give(), await give()];
    await pass(DAY - 30);
    const accepted = await accept(early.code);
    expect(accepted).not.toBeNull();
    const acceptance = digestSecret(accepted?.acceptance ?? "");
    const check = accepted?.checkCode ?? "";
    const confirm = () => desk.database.transact((tx) => confirmInvitation(tx, by, { id: early.id, check }));
    expect(await confirm()).toBe(true);
    expect(await desk.database.read((reader) => findAcceptance(reader, acceptance))).toMatchObject({
      confirmed: true,
    });
    await pass(60);
    expect(await accept(late.code)).toBeNull();
    expect(await desk.database.read((reader) => findAcceptance(reader, acceptance))).toBeNull();
    await expect(desk.database.transact((tx) => completeInvitation(tx, acceptance))).rejects.toMatchObject({
      code: "SIGN_IN_REFUSED",
    });
  });

  test("and a seat stands until somebody takes it away", async () => {
    await pass(400 * DAY);
    expect(chief.seat.id).toBe("GBR/administrator/chief");
    const again = await desk.database.transact((tx) =>
      openSession(tx, {
        ...{ person: chief.person, signedInWith: "passkey" },
        limits: { idleSeconds: 900, absoluteSeconds: 28_800 },
      }),
    );
    expect(await desk.ask(again.secret)).toMatchObject({ seat: { id: "GBR/administrator/chief" } });
  });
});
