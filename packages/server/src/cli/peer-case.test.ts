// What is typed of cases that other nodes lead. What the functions do is shown between two nodes in `peers`.
import { expect, it } from "vitest";
import { addPeerCommands } from "./peer.ts";
import { openTyping } from "./typed.fixture.ts";

const type = openTyping(addPeerCommands);

it("a place without its document is no question, nor a document without a place", async () => {
  for (const half of [
    ["--place", "gap-1"],
    ["--document", "assessment"],
  ])
    expect(
      await type("peer", "case", "ask", "GBR", "salisbury-2018", "--text", "Who?", ...half),
    ).toMatchObject({
      code: "REQUEST_INVALID",
      exit: 2,
      message: expect.stringContaining("give --document and --place, or neither") as string,
    });
});
