// Seats, tokens and administrators at the terminal: over HTTP with an administrator's token, and on a data folder.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeatCaller } from "../access/index.ts";
import { createApp } from "../http/app.ts";
import { loopbackEdge } from "../http/edge.ts";
import { identifySeats } from "../http/identify-seats.ts";
import { listen } from "../http/listen.ts";
import { acceptInvitation, completeInvitation, digestSecret, openFirstLink } from "../seats/index.ts";
import { addMachine } from "../seats/machines/machines.ts";
import { LIMITS, openSeatDesk } from "../seats/seats.fixture.ts";
import type { SeatDesk } from "../seats/seats.fixture.ts";
import { migrationsFolder, openRealStorage } from "../storage/index.ts";
import { addAdminCommands } from "./admin.ts";
import { addSeatCommands } from "./seat.ts";
import { addTokenCommands } from "./token.ts";
import { openTyping } from "./typed.fixture.ts";

const type = openTyping(addSeatCommands, addTokenCommands, addAdminCommands);
const SCOPES = [
  ...["seat.list", "seat.give", "seat.withdraw", "invitation.make", "invitation.confirm"],
  ...["recovery.propose", "recovery.approve", "token.list", "token.revoke"],
];

let folder = "";
let desk: SeatDesk;
let app: FastifyInstance;
let address = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "entente-test-"));
  desk = await openSeatDesk();
  // So that commands find it running.
  desk.storage.announce();
  app = await createApp({
    ...{ database: desk.database, folder: desk.folder, kind: "real", host: "GBR", site: null },
    ...{ edge: loopbackEdge, sessionLimits: LIMITS, origin: null, signIn: null, cosigners: [] },
    ...{
      keystore: {} as never,
      files: {} as never,
      jobs: {} as never,
      ledger: {} as never,
      identify: identifySeats(desk.database, null),
    },
  });
  address = await listen(app, { host: "127.0.0.1", port: 0 });
  for (const name of ["chief", "second"])
    await letIn(await desk.sit(`GBR/administrator/${name}`), name, SCOPES.join(","));
});
afterAll(async () => {
  await app.close();
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, name);
const as = (name: string): string[] => ["--node", address, "--token-file", file(`${name}.token`)];
const typeJson = async (...words: readonly string[]) => (await type(...words, "--json")).json;

/** Makes a token as its person does, at the terminal and then signed in. */
async function letIn(caller: SeatCaller, name: string, scopes: string): Promise<void> {
  const made = await type(
    ...["token", "create", "--out", file(`${name}.token`), "--label", name],
    ...["--scopes", scopes, "--days", "1", "--json"],
  );
  expect(made.exit).toBe(0);
  await desk.database.transact((tx) => addMachine(tx, caller, made.json as never));
}

describe("a token", () => {
  test("is made in a file for its owner alone, and said to nobody", async () => {
    const out = file("own.token");
    const words = ["token", "create", "--label", "x", "--scopes", "board.show", "--days", "30"];
    const said = await type(...words, "--out", out);
    expect(said.exit).toBe(0);
    const secret = readFileSync(out, "utf8").trim();
    expect(secret).toMatch(/^entente_[A-Za-z0-9_-]{43}$/);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(said.lines.join("\n")).not.toContain(secret);
    expect(said.lines.at(-1)).toBe(
      JSON.stringify({
        kind: "token",
        digest: digestSecret(secret),
        label: "x",
        scopes: ["board.show"],
        days: 30,
      }),
    );
    // A file that is there is not written over, and one of the two is what it takes.
    expect(await type(...words, "--out", out)).toMatchObject({ exit: 2, code: "FILE_UNREADABLE" });
    expect(readFileSync(out, "utf8").trim()).toBe(secret);
    expect(await type(...words)).toMatchObject({ exit: 2, code: "REQUEST_INVALID" });
    expect(await type(...words, "--out", file("y"), "--certificate", file("z"))).toMatchObject({ exit: 2 });
  });

  test("is listed, revoked, and refused from then on", async () => {
    await letIn(await desk.sit("GBR/desk/maria"), "maria", "token.list,token.revoke");
    const { tokens } = await typeJson("token", "list", ...as("maria"));
    expect(tokens).toMatchObject([{ kind: "token", seat: "GBR/desk/maria", label: "maria" }]);
    const [{ id }] = tokens as [{ id: string }];
    expect((await type("token", "list", ...as("maria"))).lines).toHaveLength(2);
    expect((await type("token", "revoke", id, ...as("chief"))).lines[0]).toContain(
      "refused from the next request",
    );
    expect(await type("token", "list", ...as("maria"))).toMatchObject({ exit: 2, code: "SIGN_IN_NEEDED" });
  });

  test("of a certificate is the digest of its key", async () => {
    const [key, pem] = [file("m.key"), file("m.pem")];
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"],
        ...["-subj", "/CN=m", "-keyout", key, "-out", pem],
      ],
      { stdio: "ignore" },
    );
    const said = await typeJson(
      ...["token", "create", "--certificate", pem, "--label", "m", "--scopes", "all", "--days", "9"],
    );
    const spki = execFileSync("sh", [
      ...[
        "-c",
        'openssl x509 -in "$0" -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary',
      ],
      pem,
    ]);
    expect(said).toMatchObject({ kind: "certificate", digest: spki.toString("base64url"), scopes: "all" });
    writeFileSync(pem, "none");
    expect(
      await type("token", "create", "--certificate", pem, "--label", "m", "--scopes", "all", "--days", "9"),
    ).toMatchObject({ exit: 2, code: "FILE_UNREADABLE" });
  });
});

describe("seats", () => {
  test("are given by a code and a check code, seen in the list, and withdrawn", async () => {
    const given = await typeJson("seat", "invite", "GBR/drafter/anna.k", "--cases", "all", ...as("chief"));
    const accepted = await desk.database.transact((tx) =>
      acceptInvitation(tx, { code: String(given["code"]), name: null }),
    );
    const confirm = (check: string) => type("seat", "confirm", String(given["id"]), check, ...as("chief"));
    expect(await confirm("000000")).toMatchObject({ exit: 2, code: "CHECK_CODE_WRONG" });
    expect(await confirm(accepted?.checkCode?.toLowerCase() ?? "")).toMatchObject({ exit: 0 });
    await desk.database.transact((tx) => completeInvitation(tx, digestSecret(accepted?.acceptance ?? "")));
    expect((await type("seat", "give", "GBR/publisher/anna.k", "--cases", "all", ...as("chief"))).exit).toBe(
      0,
    );
    const { seats } = (await typeJson("seat", "list", ...as("chief"))) as {
      seats: { id: string; seat: string; grantedBy: string }[];
    };
    const anna = seats.filter(({ seat }) => seat.endsWith("/anna.k"));
    expect(anna).toMatchObject([
      { seat: "GBR/drafter/anna.k", grantedBy: "GBR/administrator/chief" },
      { seat: "GBR/publisher/anna.k", grantedBy: "GBR/administrator/chief" },
    ]);
    expect((await type("seat", "list", ...as("chief"))).lines).toHaveLength(seats.length + 1);
    const withdrawn = await type("seat", "withdraw", anna[0]?.id ?? "", ...as("chief"));
    expect(withdrawn.lines[0]).toContain("GBR/drafter/anna.k is withdrawn");
    expect(await type("seat", "withdraw", anna[0]?.id ?? "", ...as("chief"))).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("for oneself, for another member, and for cases that are not there are refused", async () => {
    const invite = (seat: string, cases = "all") =>
      type("seat", "invite", seat, "--cases", cases, ...as("chief"));
    expect(await invite("GBR/drafter/chief")).toMatchObject({ exit: 1, code: "GRANT_REFUSED" });
    expect(await invite("EST/drafter/mart")).toMatchObject({ code: "GRANT_REFUSED" });
    expect(await invite("GBR/drafter/new", "no-such-case")).toMatchObject({ code: "NOT_FOUND" });
    expect(await invite("GBR/drafter")).toMatchObject({ code: "GRANT_REFUSED" });
    expect(await invite("GBR/king/new")).toMatchObject({ code: "REQUEST_INVALID" });
    expect(await type("seat", "list", "--node", address, "--token-file", file("none"))).toMatchObject({
      exit: 2,
    });
  });

  test("of a person that lost its way in: two administrators, and a code", async () => {
    await desk.sit("GBR/desk/lost");
    const proposed = await typeJson("admin", "recover", "GBR/lost", ...as("chief"));
    const approve = (name: string) =>
      type("admin", "recover", "GBR/lost", "--approve", String(proposed["id"]), ...as(name), "--json");
    expect(await approve("chief")).toMatchObject({ exit: 1, code: "GRANT_REFUSED" });
    const approved = await approve("second");
    const accepted = await desk.database.transact((tx) =>
      acceptInvitation(tx, { code: String(approved.json["code"]), name: null }),
    );
    const check = accepted?.checkCode ?? "";
    expect(await type("seat", "confirm", String(proposed["id"]), check, ...as("second"))).toMatchObject({
      exit: 0,
    });
  });
});

describe("a data folder", () => {
  test("gives the first link as long as there is no administrator, and recovers the only one", async () => {
    const data = mkdtempSync(join(tmpdir(), "entente-test-"));
    try {
      const place = { dataFolder: data, databaseUrl: null, process: null, note: () => undefined };
      const storage = await openRealStorage({
        ...{ ...place, migrations: migrationsFolder },
        wish: { host: "POL", ledger: "gov.example/entente" },
      });
      const { database } = storage;
      storage.announce();
      await database.transact((tx) => openFirstLink(tx, "POL"));
      expect((await type("admin", "list", "--data", data)).lines[0]).toContain("Nobody yet");
      const link = await typeJson("admin", "first-link", "--data", data);
      expect(link["path"]).toMatch(/^\/first-start#[0-9A-Z]{56}$/);
      const take = async (path: unknown, name: string | null): Promise<void> => {
        const code = String(path).split("#")[1] ?? "";
        const accepted = await database.transact((tx) => acceptInvitation(tx, { code, name }));
        await database.transact((tx) => completeInvitation(tx, digestSecret(accepted?.acceptance ?? "")));
      };
      await take(link["path"], "ola");
      expect(await typeJson("admin", "list", "--data", data)).toEqual({
        administrators: ["POL/administrator/ola"],
      });
      expect(await type("admin", "first-link", "--data", data)).toMatchObject({ code: "GRANT_REFUSED" });
      const again = await typeJson("admin", "recover", "POL/ola", "--data", data);
      await take(again["path"], null);
      expect(await type("admin", "recover", "EST/ola", "--data", data)).toMatchObject({ code: "NOT_FOUND" });
      expect(await type("admin", "recover", "ola", "--data", data)).toMatchObject({
        code: "REQUEST_INVALID",
      });
      await storage.close();
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
    expect(await type("admin", "list", "--data", data)).toMatchObject({ code: "NOT_FOUND" });
    expect(await type("admin", "list", "--data", desk.folder)).toMatchObject({ code: "NOT_FOUND" });
  });
});
