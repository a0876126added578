import { isAbsolute, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig, readEnvironment } from "./index.ts";

const nothing = readEnvironment({});

describe("the options of a node", () => {
  it("have defaults that listen on this machine only, with a database of their own", () => {
    const project = join(import.meta.dirname, "../../../..");
    expect(readConfig([], nothing)).toEqual({
      dataFolder: join(project, "data"),
      host: "127.0.0.1",
      port: 8480,
      databaseUrl: null,
      once: false,
    });
  });

  it("are read as given", () => {
    const config = readConfig(
      ["--once", "--data", "elsewhere", "--port=0"],
      readEnvironment({ DATABASE_URL: "postgres://node:secret@db.example:5432/entente" }),
    );
    expect(config).toMatchObject({
      host: "127.0.0.1",
      port: 0,
      once: true,
      databaseUrl: "postgres://node:secret@db.example:5432/entente",
    });
    expect(isAbsolute(config.dataFolder)).toBe(true);
    expect(readConfig([], readEnvironment({ DATABASE_URL: "" })).databaseUrl).toBeNull();
  });

  it.each([
    [["--port", "65536"]],
    [["--port", "-1"]],
    [["--port", "80.5"]],
    [["--port", "1e3"]],
    [["--port", "0x50"]],
    [["--port", ""]],
    [["--port"]],
    [["--data", ""]],
    [["--data"]],
    [["--host", "0.0.0.0"]],
    [["--once=yes"]],
    [["--quick"]],
    [["here"]],
  ])("are refused with a code and the list of options: %j", (argv) => {
    expect(() => readConfig(argv, nothing)).toThrow(
      expect.objectContaining({
        code: "START_OPTION_INVALID",
        message: expect.stringContaining("--data DIR") as string,
      }) as Error,
    );
  });

  it.each([["db.example/entente"], ["mysql://node:secret@db/entente"], ["node:secret"]])(
    "do not repeat an unusable DATABASE_URL, which may hold a password: %s",
    (databaseUrl) => {
      let message = "";
      try {
        readConfig([], readEnvironment({ DATABASE_URL: databaseUrl }));
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain("DATABASE_URL is not an address");
      expect(message).not.toContain("secret");
    },
  );
});
