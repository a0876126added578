import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPeopleView, openPlacingView, readSeat, writePeople } from "../../access/index.ts";
import type { SeatCaller } from "../../access/index.ts";
import { digestSecret } from "../secrets.ts";
import { openSeatDesk } from "../seats.fixture.ts";
import type { SeatDesk } from "../seats.fixture.ts";
import { giveSeat, listSeats, withdrawSeat } from "../seats.ts";
import { listGrants } from "../store.ts";
import {
  acceptInvitation,
  completeInvitation,
  confirmInvitation,
  findAcceptance,
  invite,
  listGiven,
  withdrawInvitation,
} from "./invitations.ts";
import type { AcceptedInvitation, GivenCode } from "./invitations.ts";
import {
  approveRecovery,
  listAdministrators,
  openFirstLink,
  proposeRecovery,
  recoverAtTheNode,
  renewFirstLink,
} from "./recovery.ts";

let desk: SeatDesk;
let chief: SeatCaller;
const HOST = "GBR";
beforeAll(async () => {
  desk = await openSeatDesk();
  chief = await desk.sit("GBR/administrator/chief");
});
afterAll(() => desk.close());

let count = 0;
const nextName = (): string => `q${(count += 1)}`;
const inviting = (seat: string, by = chief, cases: "all" | readonly string[] = "all") =>
  desk.database.transact((tx) => invite(tx, by, { seat: readSeat(seat), cases, host: HOST }));
const accepting = (code: string, name: string | null = null) =>
  desk.database.transact((tx) => acceptInvitation(tx, { code, name }));
const confirming = (id: string, check: string, by = chief) =>
  desk.database.transact((tx) => confirmInvitation(tx, by, { id, check }));
const completing = (acceptance: string) =>
  desk.database.transact((tx) => completeInvitation(tx, digestSecret(acceptance)));
const seatsOf = async (member: string) =>
  (await desk.database.read((reader) => listGrants(reader, openPlacingView(member)))).map(
    ({ seat }) => seat.id,
  );
const accepted = async (given: GivenCode, name: string | null = null): Promise<AcceptedInvitation> => {
  const found = await accepting(given.code, name);
  if (found === null) throw new Error("the code was not taken");
  return found;
};

describe("an invitation", () => {
  test("lets a person in after the code was read one way and the check code the other", async () => {
    const seat = `GBR/drafter/${nextName()}`;
    const given = await inviting(seat);
    expect(given.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
    // As it is heard and typed.
    const found = await accepted({ ...given, code: given.code.toLowerCase().replaceAll("-", " ") });
    expect(found.checkCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    const waiting = () =>
      desk.database.read((reader) => findAcceptance(reader, digestSecret(found.acceptance)));
    expect(await waiting()).toMatchObject({ member: "GBR", confirmed: false });
    await expect(completing(found.acceptance)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
    expect(await confirming(given.id, found.checkCode ?? "")).toBe(true);
    expect(await waiting()).toMatchObject({ confirmed: true });
    const { person, recovered } = await completing(found.acceptance);
    expect(recovered).toBe(false);
    expect(await seatsOf("GBR")).toContain(seat);
    expect(await desk.ask((await desk.signIn(seat, person.id)).secret)).toMatchObject({ seat: { id: seat } });
  });

  test("is used once: by its code, its check code and what the browser holds", async () => {
    const given = await inviting(`GBR/desk/${nextName()}`);
    const found = await accepted(given);
    expect(await accepting(given.code)).toBeNull();
    expect(await confirming(given.id, found.checkCode ?? "")).toBe(true);
    await expect(confirming(given.id, found.checkCode ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await completing(found.acceptance);
    await expect(completing(found.acceptance)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
    expect(await accepting(given.code)).toBeNull();
  });

  test("is dead after five wrong codes, the right one included", async () => {
    const given = await inviting(`GBR/desk/${nextName()}`);
    const wrong = `${given.code.slice(0, 5)}0000-0000`;
    for (let tries = 0; tries < 5; tries += 1) expect(await accepting(wrong)).toBeNull();
    expect(await accepting(given.code)).toBeNull();
  });

  test("is withdrawn after five wrong check codes", async () => {
    const given = await inviting(`GBR/desk/${nextName()}`);
    const found = await accepted(given);
    for (let tries = 0; tries < 5; tries += 1) expect(await confirming(given.id, "000000")).toBe(false);
    await expect(confirming(given.id, found.checkCode ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(completing(found.acceptance)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  });

  test.each([
    "",
    "-",
    "0000-0000-0000",
    "x",
    "K7QM-3XPD",
    "ÀÀÀÀ-ÀÀÀÀ-ÀÀÀÀ",
    "0".repeat(56),
    "0".repeat(100_000),
    "%00",
    "' OR 1=1 --",
  ])("is not found by %j", async (code) => {
    expect(await accepting(code, "anna.k")).toBeNull();
  });

  test("whoever overhears the code and is quicker gets nothing, because the right person has nothing to read back", async () => {
    const seat = `GBR/drafter/${nextName()}`;
    const given = await inviting(seat);
    const thief = await accepted(given);
    expect(await accepting(given.code)).toBeNull();
    await expect(completing(thief.acceptance)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
    await desk.database.transact((tx) => withdrawInvitation(tx, chief, given.id));
    await expect(completing(thief.acceptance)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
    expect(await seatsOf("GBR")).not.toContain(seat);
  });

  test("is confirmed by nobody but who gave it", async () => {
    const given = await inviting(`GBR/desk/${nextName()}`);
    const found = await accepted(given);
    const others = [
      await desk.sit(`GBR/administrator/${nextName()}`),
      await desk.sit(`GBR/auditor/${nextName()}`),
      await desk.sit(`EST/administrator/${nextName()}`),
    ];
    for (const other of others)
      await expect(confirming(given.id, found.checkCode ?? "", other)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });

  test("is worth nothing once who gave it could not give it any more", async () => {
    const second = await desk.sit(`GBR/administrator/${nextName()}`);
    const seat = `GBR/drafter/${nextName()}`;
    const given = await inviting(seat, second);
    const found = await accepted(given);
    expect(await confirming(given.id, found.checkCode ?? "", second)).toBe(true);
    const grants = await desk.database.read((reader) => listSeats(reader, chief));
    const grant = grants.find((one) => one.seat.id === second.seat.id);
    await desk.database.transact((tx) => withdrawSeat(tx, chief, grant?.id ?? ""));
    await desk.database.transact((tx) => withdrawSeat(tx, second, grant?.id ?? ""));
    await expect(completing(found.acceptance)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
    expect(await seatsOf("GBR")).not.toContain(seat);
  });

  test("for a name that is here already is refused: it would make another person the one who is here", async () => {
    await expect(inviting("GBR/drafter/chief")).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    const one = `GBR/desk/${nextName()}`;
    const [first, second] = [await inviting(one), await inviting(one)];
    const [a, b] = [await accepted(first), await accepted(second)];
    await confirming(first.id, a.checkCode ?? "");
    await confirming(second.id, b.checkCode ?? "");
    await completing(a.acceptance);
    await expect(completing(b.acceptance)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  });

  test("keeps no code and no secret in the database", async () => {
    const given = await inviting(`GBR/desk/${nextName()}`);
    const found = await accepted(given);
    const owner = await desk.storage.connectOwner();
    try {
      const { rows } = await owner.query<{ found: string }>(
        "SELECT database_to_xml(true, false, '')::text AS found",
      );
      const text = rows[0]?.found ?? "";
      expect(text).toContain(given.id);
      for (const secret of [given.code.slice(5), given.code.replaceAll("-", "").slice(4), found.acceptance])
        expect(text).not.toContain(secret);
      expect(text).not.toContain(found.checkCode);
    } finally {
      await owner.end();
    }
  });

  test("is changed by nobody who does not hold it, and gets no more tries from anybody", async () => {
    const given = await inviting(`GBR/desk/${nextName()}`);
    await expect(
      desk.database.transact(async (tx) => {
        const rows = await writePeople(tx, openPeopleView(chief.seat));
        await rows.updateTable("invitation").set({ tries_left: 99 }).where("id", "=", given.id).execute();
      }),
    ).rejects.toMatchObject({ code: "42501" });
    await desk.database.transact(async (tx) => {
      const rows = await writePeople(tx, openPlacingView("EST"));
      const { numUpdatedRows } = await rows
        .updateTable("invitation")
        .set({ tries_left: 0 })
        .where("id", "=", given.id)
        .executeTakeFirst();
      expect(numUpdatedRows).toBe(0n);
    });
  });
});

describe("a member without a node of its own", () => {
  test("gets its first administrator from the host, and everything else from that one", async () => {
    const given = await inviting("LVA/administrator/ilze");
    const found = await accepted(given);
    await confirming(given.id, found.checkCode ?? "");
    const { person } = await completing(found.acceptance);
    await expect(inviting("LVA/administrator/another")).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    await expect(inviting("LVA/drafter/another")).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    const ilze = await desk.ask((await desk.signIn("LVA/administrator/ilze", person.id)).secret);
    if (ilze === null) throw new Error("the session does not stand");
    const own = await inviting("LVA/desk/janis", ilze);
    expect(await seatsOf("LVA")).toEqual(["LVA/administrator/ilze"]);
    // Which persons another member has is not for the host's administrators either.
    expect(
      (await desk.database.read((reader) => listGiven(reader, chief))).map(({ id }) => id),
    ).not.toContain(own.id);
    expect(
      (await desk.database.read((reader) => listSeats(reader, chief))).map(({ seat }) => seat.member),
    ).not.toContain("LVA");
    await expect(inviting("GBR/desk/x1", ilze)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(inviting("EST/administrator/x1", ilze)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the first link", () => {
  test("is made once, for the host's first administrator, who says its own name", async () => {
    const fresh = await openSeatDesk();
    try {
      const { database } = fresh;
      const link = await database.transact((tx) => openFirstLink(tx, "POL"));
      expect(link?.code).toMatch(/^[0-9A-Z]{56}$/);
      expect(await database.transact((tx) => openFirstLink(tx, "POL"))).toBeNull();
      // Lost on the terminal: another is made, and the earlier one is dead.
      const second = await database.transact((tx) => renewFirstLink(tx, "POL"));
      const take = (code: string, name: string | null) =>
        database.transact((tx) => acceptInvitation(tx, { code, name }));
      expect(await take(link?.code ?? "", "ola")).toBeNull();
      expect(await take(second.code, null)).toBeNull();
      await expect(take(second.code, "Ola!")).rejects.toMatchObject({ code: "REQUEST_INVALID" });
      const found = await take(second.code, "ola");
      expect(found).toMatchObject({ member: "POL", name: "ola", checkCode: null });
      expect(await take(second.code, "eve")).toBeNull();
      await database.transact((tx) => completeInvitation(tx, digestSecret(found?.acceptance ?? "")));
      expect(await database.read((reader) => listAdministrators(reader, "POL"))).toEqual([
        "POL/administrator/ola",
      ]);
      await expect(database.transact((tx) => renewFirstLink(tx, "POL"))).rejects.toMatchObject({
        code: "GRANT_REFUSED",
      });
      expect(await database.transact((tx) => openFirstLink(tx, "POL"))).toBeNull();
      // The only administrator lost its passkey: whoever has the data folder lets it in again.
      await expect(database.transact((tx) => recoverAtTheNode(tx, "POL", "nobody"))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      const again = await database.transact((tx) => recoverAtTheNode(tx, "POL", "ola"));
      const back = await take(again.code, null);
      expect(back).toMatchObject({ name: "ola", checkCode: null });
      expect(
        (await database.transact((tx) => completeInvitation(tx, digestSecret(back?.acceptance ?? ""))))
          .recovered,
      ).toBe(true);
    } finally {
      await fresh.close();
    }
  });
});

describe("a recovery", () => {
  test("takes two administrators who are neither the person nor the same, and ends what the person came in with", async () => {
    const lost = `GBR/drafter/${nextName()}`;
    const { name } = readSeat(lost);
    const person = await desk.place(lost);
    const session = await desk.signIn(lost, person);
    const second = await desk.sit(`GBR/administrator/${nextName()}`);
    const ask = { member: "GBR", name: name ?? "", host: HOST };
    const { id } = await desk.database.transact((tx) => proposeRecovery(tx, chief, ask));
    const approve = (by: SeatCaller) =>
      desk.database.transact((tx) => approveRecovery(tx, by, { id, member: "GBR", host: HOST }));
    await expect(approve(chief)).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    const given = await approve(second);
    await expect(approve(second)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const found = await accepted(given);
    // Who gave the code hears the check code; who proposed it does not.
    await expect(confirming(id, found.checkCode ?? "", chief)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await confirming(id, found.checkCode ?? "", second)).toBe(true);
    expect(await desk.ask(session.secret)).not.toBeNull();
    expect(await completing(found.acceptance)).toMatchObject({ person: { id: person }, recovered: true });
    expect(await desk.ask(session.secret)).toBeNull();
  });

  test("is for nobody else to propose, and never for oneself", async () => {
    const propose = (by: SeatCaller, member: string, name: string) =>
      desk.database.transact((tx) => proposeRecovery(tx, by, { member, name, host: HOST }));
    await expect(propose(chief, "GBR", "chief")).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    await expect(propose(chief, "GBR", "nobody")).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const seat of [
      `GBR/auditor/${nextName()}`,
      `GBR/drafter/${nextName()}`,
      `EST/administrator/${nextName()}`,
    ])
      await expect(propose(await desk.sit(seat), "GBR", "chief")).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    // A seat for one case does not reach a person with a seat for all.
    const narrow = await desk.sit(`GBR/administrator/${nextName()}`, [
      "00000000-0000-4000-8000-000000000001",
    ]);
    await expect(propose(narrow, "GBR", "chief")).rejects.toMatchObject({ code: "GRANT_REFUSED" });
    await expect(
      desk.database.transact((tx) =>
        giveSeat(tx, narrow, { seat: readSeat("GBR/desk/chief"), cases: "all", host: HOST }),
      ),
    ).rejects.toMatchObject({ code: "GRANT_REFUSED" });
  });
});
