// A node's storage without anything else, and persons put on seats by the node's own hand, for tests of who may come in.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSeat } from "../access/index.ts";
import type { SeatCaller } from "../access/index.ts";
import type { SessionLimits } from "../config/index.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Database, Storage } from "../storage/index.ts";
import type { Cases } from "./rules.ts";
import { placeSeat } from "./seats.ts";
import { digestSecret } from "./secrets.ts";
import { findSession } from "./sessions/store.ts";
import { changeSeat, openSession } from "./sessions/sessions.ts";
import type { OpenedSession } from "./sessions/sessions.ts";

export interface SeatDesk {
  readonly database: Database;
  readonly storage: Storage;
  readonly folder: string;
  /** Puts a person on a seat, as the node itself; gives the person's id. */
  readonly place: (seat: string, cases?: Cases) => Promise<string>;
  /** Signs the person in on that seat. */
  readonly signIn: (seat: string, person: string) => Promise<OpenedSession>;
  /** Who a session's secret is, now. */
  readonly ask: (secret: string) => Promise<SeatCaller | null>;
  /** Places, signs in and asks. */
  readonly sit: (seat: string, cases?: Cases) => Promise<SeatCaller>;
  readonly close: () => Promise<void>;
}

export const LIMITS: SessionLimits = { idleSeconds: 900, absoluteSeconds: 28_800 };

export async function openSeatDesk(): Promise<SeatDesk> {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const storage = await openStorage({
    ...{ dataFolder: folder, databaseUrl: null, migrations: migrationsFolder },
    note: () => undefined,
  });
  const { database } = storage;
  const place: SeatDesk["place"] = async (seat, cases = "all") =>
    (await database.transact((tx) => placeSeat(tx, { seat: readSeat(seat), cases, by: "node" }))).id;
  const ask: SeatDesk["ask"] = async (secret) =>
    (await database.read((reader) => findSession(reader, digestSecret(secret))))?.caller ?? null;
  const signIn: SeatDesk["signIn"] = async (seat, person) => {
    const opened = await database.transact((tx) =>
      openSession(tx, { person, signedInWith: "passkey", limits: LIMITS }),
    );
    const caller = await ask(opened.secret);
    if (caller === null) throw new Error("the session does not stand");
    await database.transact((tx) => changeSeat(tx, caller, seat));
    return opened;
  };
  return {
    ...{ database, storage, folder, place, signIn, ask },
    sit: async (seat, cases = "all") => {
      const person = await place(seat, cases);
      const caller = await ask((await signIn(seat, person)).secret);
      if (caller === null) throw new Error("the session does not stand");
      return caller;
    },
    close: async () => {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
