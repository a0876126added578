// Whatever is typed where a member, a name, a number or words are expected is answered with a code of ours: never with a
// fault of the program or of the database.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openServingNode } from "../node.ts";
import type { Node } from "../node.ts";
import { addApproachCommands } from "./approach.ts";
import { addCommunityCommands } from "./community.ts";
import { addExerciseCommands } from "./exercise.ts";
import { describeFailure } from "./failure.ts";
import { addMeasureCommands } from "./measure.ts";
import { addPledgeCommands } from "./pledge.ts";
import { addPositionCommands } from "./position.ts";
import { addResolveCommand } from "./resolve.ts";
import { addTZeroCommands } from "./tzero.ts";
import { addWhatIfCommands } from "./whatif.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "lead");

/** The failure a command ends with, as a person is told of it; null when it is done. */
async function fail(words: readonly string[]): Promise<string | null> {
  const terminal = {
    print: () => undefined,
    printJson: () => undefined,
    printFile: () => undefined,
    progress: () => undefined,
    note: () => undefined,
  };
  const program = new Command("entente").exitOverride().configureOutput({ writeErr: () => undefined });
  for (const add of [
    ...[addApproachCommands, addCommunityCommands, addExerciseCommands, addMeasureCommands],
    ...[addPledgeCommands, addPositionCommands, addResolveCommand, addTZeroCommands, addWhatIfCommands],
  ])
    add(program, terminal);
  try {
    await program.parseAsync([...words, "--data", data], { from: "user" });
    return null;
  } catch (error) {
    const { code, message } = describeFailure(error);
    return `${code}: ${message}`;
  } finally {
    process.exitCode = undefined;
  }
}

/** Commands work beside it: none of them waits for a database to start. */
let node: Node;

beforeAll(async () => {
  const until = ["--until", "2018-03-26T11:59:00Z", "--out", join(folder, "out"), "--json"];
  expect(await fail(["exercise", "run", "scenarios/salisbury-2018", ...until])).toBeNull();
  node = await openServingNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
}, 120_000);
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

const odd = ["", "__proto__", "constructor", "-1", "\u0007\u202e", "x".repeat(20_000)];
const commands: readonly (readonly string[])[] = [
  ["approach", "open", "?", "--documents=assessment", "--ask=x", "--answer-by=2018-04-01T00:00:00Z"],
  ["approach", "open", "MLT", "--documents=?", "--ask=?", "--answer-by=2018-04-01T00:00:00Z"],
  [
    "approach",
    "open",
    "MLT",
    "--documents=assessment,assessment",
    "--ask=?",
    "--answer-by=9999-12-31T23:59:59Z",
  ],
  ["approach", "deliver", "?"],
  ["approach", "company", "?"],
  ["approach", "read", "?"],
  ["approach", "show", "?"],
  ["approach", "ask", "?"],
  ["approach", "ask", "x", "--document=?", "--place=?"],
  ["approach", "ask", "x", "--for=?", "--told=?"],
  ["approach", "answer", "?", "?", "--question=?"],
  ["approach", "answer", "EST", "x", "--unsealing=?"],
  ["approach", "refuse", "?", "?"],
  ["approach", "points", "?"],
  ["position", "take", "?", "?"],
  ["position", "take", "considering", "?", "--for=?", "--told=?"],
  ["position", "show", "?"],
  ["pledge", "place", "?", "--authority=desk"],
  ["pledge", "place", "1 expulsion always", "--authority=?"],
  ["pledge", "place", "1 expulsion always", "--authority=desk", "--valid-until=?"],
  ["whatif", "--withdraws=?"],
  ["whatif", "--joins=?"],
  ["whatif", "--raises=POL: ?"],
  ["whatif", "keystones", "--target=?"],
  ["whatif", "robustness", "--target=99999999999999999999", "--staying=?"],
  ["whatif", "persuade", "--target=5", "--costs=POL=99999999999999999999"],
  ["whatif", "persuade", "--target=5", "--levels=POL=?", "--never=?"],
  ["tzero", "set", "--instant=9999-12-31T23:59:59Z", "--members=?"],
  ["tzero", "set", "--instant=?"],
  ["tzero", "ready", "--done=?"],
  ["tzero", "arm", "--open=?"],
  ["tzero", "hold", "--reason=?"],
  ["tzero", "embargo", "--reason=?", "--until=?"],
  ["tzero", "exit", "--reason=?"],
  ["tzero", "done", "--as-of=?"],
  ["measure", "list", "--kind=?"],
  ["measure", "add", "--kind=?", "--actor=?", "--source=ctv"],
  ["measure", "add", "--kind=expulsion", "--actor=?", "--target=?", "--actor-type=?", "--source=ctv"],
  ["measure", "add", "--kind=expulsion", "--actor=DEU", "--count=?", "--announced=?", "--source=?"],
  ["measure", "add", "--beside=?", "--count=1", "--source=ctv"],
  ["measure", "add", "--kind=expulsion", "--actor=DEU", "--count=999999999999999", "--source=ctv"],
];
const LEADS: Readonly<Record<string, string>> = { tzero: "GBR/release-authority", pledge: "EST/desk" };
const seats = ["GBR/release-authority", "EST/desk", "nobody/desk", "PUBLIC/desk", "__proto__/desk"];

test("odd words are refused with a code, from every seat", { timeout: 300_000 }, async () => {
  const faults: string[] = [];
  // Each command twice, with other words and from other seats: all of both with each would be a matter of minutes.
  for (const [index, words] of commands.entries())
    for (const turn of [0, 1]) {
      const word = odd[(2 * index + turn) % odd.length] ?? "";
      const seat = turn === 0 ? (LEADS[words[0] ?? ""] ?? "GBR/desk") : (seats[index % seats.length] ?? "");
      const typed = [
        ...words.map((one) => one.replace("?", word)),
        "--case=salisbury-2018",
        `--seat=${seat}`,
      ];
      const failed = await fail(typed);
      if (failed?.startsWith("INTERNAL"))
        faults.push(`${typed.join(" ").slice(0, 120)} ${failed.slice(0, 200)}`);
    }
  expect(faults).toEqual([]);
});
