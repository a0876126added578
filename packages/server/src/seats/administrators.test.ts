// An administrator's seat goes when two say so, and never the last one.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeatCaller } from "../access/index.ts";
import { openSeatDesk } from "./seats.fixture.ts";
import type { SeatDesk } from "./seats.fixture.ts";
import { listSeats, withdrawSeat } from "./seats.ts";

let desk: SeatDesk;
let chief: SeatCaller;
let second: SeatCaller;
beforeAll(async () => {
  desk = await openSeatDesk();
  chief = await desk.sit("GBR/administrator/chief");
  second = await desk.sit("GBR/administrator/second");
});
afterAll(() => desk.close());

const seatsOf = (caller: SeatCaller) => desk.database.read((reader) => listSeats(reader, caller));
const grantOf = async (seat: string): Promise<string> =>
  (await seatsOf(chief)).find((grant) => grant.seat.id === seat)?.id ?? "";
const withdraw = (by: SeatCaller, id: string) =>
  desk.database.transact(async (tx) => (await withdrawSeat(tx, by, id)).state);
const stands = async (id: string): Promise<boolean> => (await seatsOf(chief)).some((one) => one.id === id);
let count = 0;
const nextAdministrator = async (): Promise<{ readonly caller: SeatCaller; readonly id: string }> => {
  count += 1;
  const caller = await desk.sit(`GBR/administrator/a${count}`);
  return { caller, id: await grantOf(caller.seat.id) };
};
const inDatabase = async (statement: string, values: readonly unknown[]): Promise<unknown> => {
  const owner = await desk.storage.connectOwner();
  try {
    await owner.query("ALTER TABLE entente.seat_grant NO FORCE ROW LEVEL SECURITY");
    return await owner.query(statement, [...values]);
  } finally {
    await owner.query("ALTER TABLE entente.seat_grant FORCE ROW LEVEL SECURITY");
    await owner.end();
  }
};

describe("the seat of an administrator", () => {
  test("is withdrawn when another administrator says so too, with all that sits on it", async () => {
    const { caller, id } = await nextAdministrator();
    expect(await withdraw(chief, id)).toBe("proposed");
    expect((await seatsOf(chief)).find((one) => one.id === id)?.withdrawal?.by).toBe(chief.seat.id);
    expect(await seatsOf(caller)).not.toHaveLength(0);
    await expect(withdraw(chief, id)).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    expect(await stands(id)).toBe(true);
    expect(await withdraw(second, id)).toBe("withdrawn");
    expect(await stands(id)).toBe(false);
    await expect(withdraw(second, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is withdrawn when the person itself agrees, and not when it alone says so", async () => {
    const { caller, id } = await nextAdministrator();
    expect(await withdraw(caller, id)).toBe("proposed");
    await expect(withdraw(caller, id)).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    expect(await withdraw(second, id)).toBe("withdrawn");
  });

  test("is not withdrawn by somebody who was made an administrator for it", async () => {
    const { id } = await nextAdministrator();
    expect(await withdraw(chief, id)).toBe("proposed");
    const { caller: late } = await nextAdministrator();
    await expect(withdraw(late, id)).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    expect(await stands(id)).toBe(true);
  });

  test("has to be proposed again after a week", async () => {
    const { id } = await nextAdministrator();
    expect(await withdraw(chief, id)).toBe("proposed");
    await inDatabase(
      "UPDATE entente.seat_grant SET withdrawal_at = now() - interval '8 days' WHERE id = $1",
      [id],
    );
    expect((await seatsOf(chief)).find((one) => one.id === id)?.withdrawal).toBeNull();
    expect(await withdraw(second, id)).toBe("proposed");
    expect(await withdraw(chief, id)).toBe("withdrawn");
  });

  test("is asked for by two in the database as well", async () => {
    const { id } = await nextAdministrator();
    const statement = "UPDATE entente.seat_grant SET withdrawn_by = $2, withdrawn_at = now() WHERE id = $1";
    const forbidden = { code: "42501" };
    await expect(inDatabase(statement, [id, chief.seat.id])).rejects.toMatchObject(forbidden);
    expect(await withdraw(chief, id)).toBe("proposed");
    await expect(inDatabase(statement, [id, chief.seat.id])).rejects.toMatchObject(forbidden);
    await inDatabase(statement, [id, second.seat.id]);
    expect(await stands(id)).toBe(false);
  });

  test("stays where it is the last one for all cases, whoever asks", async () => {
    const only = await desk.sit("LVA/administrator/only");
    const narrow = await desk.sit("LVA/administrator/narrow", []);
    const [id = ""] = (await seatsOf(only)).filter(({ seat }) => seat.name === "only").map((one) => one.id);
    for (const by of [only, narrow])
      await expect(withdraw(by, id)).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    expect((await seatsOf(only)).some((one) => one.id === id)).toBe(true);
  });
});
