// What a member's security officer takes out: its own people's acts, whole, and nobody else's.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import {
  openPeopleView,
  openPlacingView,
  readPeople,
  readSeat,
  writeNodeJournal,
} from "../../access/index.ts";
import type { SeatCaller } from "../../access/index.ts";
import { openReleaseDesk, TEXT } from "../../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../../releases/releases.fixture.ts";
import { digestSecret } from "../secrets.ts";
import { placeSeat } from "../seats.ts";
import { openSession } from "../sessions/sessions.ts";
import { findSession } from "../sessions/store.ts";
import { exportTrail } from "./trail.ts";
import type { TrailForm } from "./trail.ts";

let desk: ReleaseDesk;
const callers = new Map<string, SeatCaller>();
beforeAll(async () => {
  desk = await openReleaseDesk();
  await desk.draft("assessment", TEXT);
  await desk.release("assessment", ["EST"]);
  for (const seat of [
    "GBR/auditor/guard",
    "EST/auditor/guard",
    "GBR/administrator/chief",
    "GBR/drafter/anna",
  ])
    callers.set(
      seat,
      await desk.database.transact(async (tx) => {
        const { id: person } = await placeSeat(tx, { seat: readSeat(seat), cases: "all", by: "node" });
        const limits = { idleSeconds: 900, absoluteSeconds: 900 };
        const { secret } = await openSession(tx, { person, signedInWith: "passkey", limits });
        const found = await findSession(tx, digestSecret(secret));
        if (found === null) throw new Error("the session does not stand");
        return found.caller;
      }),
    );
});
afterAll(() => desk.close());

const period = { from: readInstant("1970-01-01T00:00:00Z"), to: readInstant("2100-01-01T00:00:00Z") };
const exported = (seat: string, form: TrailForm = "jsonl", over = period): Promise<string> => {
  const caller = callers.get(seat);
  if (caller === undefined) throw new Error(`${seat} is nobody`);
  return desk.database.transact((tx) => exportTrail(tx, caller, { form, ...over }));
};
const rowsOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => readAnyObject(parseJson(line), "row") as Readonly<Record<string, string | null>>);

describe("the trail", () => {
  test("has the acts of the member's own people, on the node and in cases", async () => {
    const rows = rowsOf(await exported("GBR/auditor/guard"));
    const actions = rows.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["case.open", "release.plan", "release.approve", "seat.give", "session.open"]),
    );
    expect(rows.filter((row) => row["case"] !== null).every(({ seat }) => seat?.startsWith("GBR/"))).toBe(
      true,
    );
    // What was said in a case is the case's; an auditor reaches nothing of it.
    expect(rows.filter((row) => row["case"] !== null).every(({ detail }) => detail === null)).toBe(true);
    expect(JSON.stringify(rows)).not.toContain("EST/auditor");
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted());
  });

  test("of another member shows neither persons nor acts, nor by its gaps how many there were", async () => {
    const before = rowsOf(await exported("EST/auditor/guard"));
    for (let n = 0; n < 5; n += 1)
      await desk.database.transact((tx) =>
        writeNodeJournal(tx, {
          ...{ member: "GBR", seat: "GBR/administrator/chief", action: "seat.give", subject: "GBR/desk/x" },
          detail: {},
        }),
      );
    const after = rowsOf(await exported("EST/auditor/guard"));
    expect(JSON.stringify(after)).not.toContain("GBR");
    expect(after.length).toBe(before.length + 1);
    expect(after.map((row) => Object.keys(row).toSorted())).toEqual(
      after.map(() => ["action", "at", "case", "detail", "seat", "subject"]),
    );
  });

  test("shows both members what one did with the other's people", async () => {
    await desk.database.transact((tx) =>
      writeNodeJournal(tx, {
        ...{
          member: "EST",
          seat: "GBR/administrator/chief",
          action: "recovery.approve",
          subject: "EST:guard",
        },
        detail: {},
      }),
    );
    for (const seat of ["EST/auditor/guard", "GBR/auditor/guard"])
      expect(rowsOf(await exported(seat)).map(({ subject }) => subject)).toContain("EST:guard");
  });

  test("is written down itself, and keeps to its period", async () => {
    await exported("GBR/auditor/guard");
    expect(rowsOf(await exported("GBR/auditor/guard")).map(({ action }) => action)).toContain("trail.export");
    const early = { from: period.from, to: readInstant("2018-03-05T09:00:00Z") };
    expect(await exported("GBR/auditor/guard", "jsonl", early)).toBe("");
  });

  test("is for auditors: an administrator and a drafter find nothing here", async () => {
    for (const seat of ["GBR/administrator/chief", "GBR/drafter/anna"])
      await expect(exported(seat)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("as CSV has a line for each row, and no cell that a spreadsheet would calculate", async () => {
    await desk.database.transact((tx) =>
      writeNodeJournal(tx, {
        ...{ member: "GBR", seat: "node", action: "token.add", subject: '=HYPERLINK("x")' },
        detail: { label: 'a "b", c' },
      }),
    );
    const csv = await exported("GBR/auditor/guard", "csv");
    const lines = csv.split("\r\n").filter((line) => line !== "");
    expect(lines[0]).toBe("at,seat,action,case,subject,detail");
    expect(lines.length).toBe(rowsOf(await exported("GBR/auditor/guard")).length);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).not.toMatch(/(^|,)[=+@-]/m);
  });

  test("shows a journal of people to no view of a case, and no document to a view of people", async () => {
    await desk.database.read(async (reader) => {
      const chief = callers.get("GBR/administrator/chief");
      if (chief === undefined) throw new Error("nobody");
      for (const view of [openPeopleView(chief.seat), openPlacingView("GBR")]) {
        const rows = await readPeople(reader, view);
        for (const table of ["document", "portion", "release", "cut", "position", "approach"] as const)
          expect(await rows.selectFrom(table).selectAll().execute()).toEqual([]);
      }
    });
  });
});
