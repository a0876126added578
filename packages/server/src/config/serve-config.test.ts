import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listSettings, readEnvironment, readServeConfig } from "./index.ts";
import type { ServeConfig, SettingTexts } from "./index.ts";

let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "entente-test-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base = { data: "/srv/entente", origin: "https://entente.gov.example" };
const file = (text: string): string => {
  const path = join(folder, "settings.json");
  writeFileSync(path, text);
  return path;
};
const read = (
  flags: SettingTexts,
  variables: Readonly<Record<string, string>> = {},
  settingsFile: string | null = null,
): ServeConfig => readServeConfig({ flags: { ...base, ...flags }, settingsFile }, readEnvironment(variables));
const refused = (sentence: string): Error =>
  expect.objectContaining({
    code: "START_OPTION_INVALID",
    message: expect.stringContaining(sentence) as string,
  }) as Error;

describe("the settings of a real node", () => {
  it("open nothing that was not asked for", () => {
    expect(read({})).toEqual({
      dataFolder: "/srv/entente",
      databaseUrl: null,
      passphraseFile: null,
      process: null,
      proxySecret: null,
      tracesTo: null,
      sessionLimits: { idleSeconds: 900, absoluteSeconds: 28_800 },
      host: null,
      ledger: null,
      listen: { host: "127.0.0.1", port: 8443 },
      origin: "https://entente.gov.example",
      trustedProxies: [],
      tls: null,
    });
  });

  it("come from options, else from variables, else from the file", () => {
    const settings = file(
      '{"listen": "127.0.0.1:1", "trusted-proxies": ["10.0.0.5", "fd00::/8"], "host": "EST"}',
    );
    expect(
      read({ listen: "127.0.0.1:3" }, { ENTENTE_LISTEN: "127.0.0.1:2", ENTENTE_HOST: "GBR" }, settings),
    ).toMatchObject({ listen: { port: 3 }, trustedProxies: ["10.0.0.5", "fd00::/8"], host: "GBR" });
  });

  it("name the file of a secret, and never say what is in it", () => {
    const url = join(folder, "url");
    writeFileSync(url, "postgres://entente:Zobelpfeffer@db.example/entente\n");
    expect(read({ "database-url-file": url }).databaseUrl).toBe(
      "postgres://entente:Zobelpfeffer@db.example/entente",
    );
    writeFileSync(url, "Zobelpfeffer");
    expect(() => read({ "database-url-file": url })).toThrow(refused("is not an address such as"));
    expect(() => read({ "database-url-file": url })).not.toThrow(/Zobelpfeffer/);
    expect(() => read({ "database-url-file": join(folder, "none") })).toThrow(refused("cannot be read"));
    expect(() => read({ "database-url-file": url }, { DATABASE_URL: "postgres://a@b/c" })).toThrow(
      refused("keep one of the two"),
    );
  });

  it("say how long sessions last, and take no proxy's word without a secret that cannot be guessed", () => {
    expect(read({ "session-idle": "5", "session-hours": "2" }).sessionLimits).toEqual({
      idleSeconds: 300,
      absoluteSeconds: 7200,
    });
    expect(() => read({ "session-idle": "61" })).toThrow(refused("from 1 to 60"));
    const secret = join(folder, "proxy-secret");
    writeFileSync(secret, `${"s".repeat(43)}\n`);
    expect(read({ "proxy-secret-file": secret }).proxySecret).toBe("s".repeat(43));
    for (const weak of ["", "Zobelpfeffer", "s".repeat(42), "s s".repeat(20)]) {
      writeFileSync(secret, weak);
      expect(() => read({ "proxy-secret-file": secret })).toThrow(refused("holds no secret"));
      expect(() => read({ "proxy-secret-file": secret })).not.toThrow(/Zobelpfeffer/);
    }
  });

  it("send traces to a collector over TLS, or to one on this machine", () => {
    for (const collector of ["https://collector.gov.example", "http://127.0.0.1:4318", "http://[::1]:4318"])
      expect(read({ "traces-to": collector }).tracesTo).toBe(collector);
  });

  it("may listen to a network only where somebody speaks TLS", () => {
    expect(() => read({ listen: "0.0.0.0:443" })).toThrow(refused("without TLS"));
    expect(() => read({ listen: "[::]:443" })).toThrow(refused("without TLS"));
    expect(read({ listen: "0.0.0.0:443", "trusted-proxies": "10.0.0.5" }).trustedProxies).toEqual([
      "10.0.0.5",
    ]);
    const tls = { "tls-key": "/k", "tls-certificate": "/c" };
    expect(read({ listen: "[::]:443", ...tls }).tls).toEqual({
      key: "/k",
      certificate: "/c",
      clientAuthorities: null,
    });
    expect(() => read({ ...tls, origin: "http://localhost:8443" })).toThrow(
      refused("begin it with https://"),
    );
  });

  it.each([
    [{ origin: "http://entente.gov.example" }],
    [{ origin: "https://entente.gov.example/" }],
    [{ origin: "https://entente.gov.example/app" }],
    [{ origin: "https://ENTENTE.gov.example" }],
    [{ origin: "https://entente.gov.example:443" }],
    [{ origin: "https://192.0.2.1" }],
    [{ origin: "https://[::1]" }],
    [{ origin: "http://127.0.0.1:8443" }],
    [{ origin: "https://name:word@entente.gov.example" }],
    [{ origin: "" }],
    [{ listen: "8443" }],
    [{ listen: "localhost:8443" }],
    [{ listen: "127.0.0.1:65536" }],
    [{ listen: "::1:8443" }],
    [{ listen: "[127.0.0.1]:8443" }],
    [{ "trusted-proxies": "0.0.0.0/0" }],
    [{ "trusted-proxies": "::/0" }],
    [{ "trusted-proxies": "10.0.0.0/33" }],
    [{ "trusted-proxies": "10.0.0.0/8/8" }],
    [{ "trusted-proxies": "proxy.example" }],
    [{ "trusted-proxies": "10.0.0.1," }],
    [{ "tls-key": "/k" }],
    [{ "tls-client-authorities": "/a" }],
    [{ "traces-to": "collector.gov.example:4318" }],
    [{ "traces-to": "http://collector.gov.example:4318" }],
    [{ "traces-to": "https://name:word@collector.gov.example" }],
    [{ "traces-to": "https://collector.gov.example/?token=x" }],
    [{ process: "A" }],
    [{ process: "../a" }],
    [{ process: "a" }],
    [{ host: "gbr" }],
    [{ host: "" }],
  ] satisfies [SettingTexts][])("are refused: %j", (flags) => {
    expect(() => read(flags)).toThrow(refused("lists the settings"));
  });

  it.each([
    ['{"listn": "127.0.0.1:1"}', '"listn"'],
    ['{"listen": 8443}', "neither text nor a list"],
    ['{"listen": "127.0.0.1:1", "listen": "127.0.0.1:2"}', "not right at line 1"],
    ['{"listen": ', "not right at line 1"],
    ["[]", "no JSON object"],
  ])("in a file are read strictly: %s", (text, sentence) => {
    expect(() => read({}, {}, file(text))).toThrow(refused(sentence));
  });

  it("that are misspelt in a variable are refused, and other programs' variables are left alone", () => {
    expect(() => read({}, { ENTENTE_ORIGN: "https://x.example" })).toThrow(
      refused("the variable ENTENTE_ORIGN"),
    );
    expect(read({}, { ENTENT: "1", PATH: "/bin", TLS_KEY: "x" }).tls).toBeNull();
  });

  it("are refused with a code or read, whatever they are", () => {
    const names = listSettings().map(({ name }) => name);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (flags) => {
        try {
          read(flags);
        } catch (error) {
          expect(error).toMatchObject({ code: "START_OPTION_INVALID" });
        }
      }),
    );
  });
});
