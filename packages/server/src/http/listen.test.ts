import { expect, it } from "vitest";
import { createServer } from "./server.ts";
import { listen } from "./listen.ts";

it("a port that is taken is named, with the option that chooses another", async () => {
  const [first, second] = [await createServer(), await createServer()];
  try {
    const address = await listen(first, { host: "127.0.0.1", port: 0 });
    const port = Number(new URL(address).port);
    await expect(listen(second, { host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "START_PORT_BUSY",
      message: expect.stringMatching(new RegExp(`${port} .*--port N`)) as string,
    });
  } finally {
    await first.close();
    await second.close();
  }
});
