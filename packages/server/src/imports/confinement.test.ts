// The bounds of the reading process, tried from inside by a program that does what a hostile file would.
import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confineProcess, IMPORT_BOUNDS, readProcessUse } from "./confinement.ts";

const PROBE = fileURLToPath(new URL("./fixtures/probe-confinement.ts", import.meta.url));
const server = createServer((socket) => socket.end());
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  process.env["ENTENTE_PROBE"] = "secret";
});
afterAll(() => {
  delete process.env["ENTENTE_PROBE"];
  server.close();
});

async function probe(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const { stdout } = await promisify(execFile)(command, [...args, String(port)], { env, cwd: "/" });
  return JSON.parse(stdout);
}

describe("the bounds of the reading process", () => {
  it("let it read its own code, and do nothing else", async () => {
    const { command, args, env, network } = confineProcess(IMPORT_BOUNDS);
    const done = await probe(command, [...args.slice(0, -1), PROBE], env);
    // Where the kernel gives no namespace, only our loader keeps the program from the network, and the probe is not under it.
    expect(done).toEqual(network === "no-interfaces" ? [] : ["reach the network"]);
  });

  it("are what keeps it from it: the same program without them does all of it", async () => {
    const done = await probe(process.execPath, ["--conditions=source", PROBE], process.env);
    expect(done).toEqual(
      expect.arrayContaining([
        "read the password file",
        "write a file",
        "start a program",
        "reach the network",
        "see the environment",
      ]),
    );
  });

  it.runIf(process.platform === "linux")("are watched by what the kernel says", () => {
    const use = readProcessUse(process.pid);
    expect(use?.peakBytes).toBeGreaterThan(10 * 1024 * 1024);
    expect(use?.processorMs).toBeGreaterThan(0);
    expect(readProcessUse(2 ** 22 + 1)).toBeNull();
  });
});
