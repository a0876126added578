// A search in its own thread: the same answer as without one, refusals as they are, and an end as soon as nobody waits for it.
import { expect, test } from "vitest";
import type { PersuasionQuestion } from "@entente/core/coalition";
import type { PledgeSet } from "@entente/core/pledges";
import { findCheapestPersuasion } from "./index.ts";
import { search } from "./search.ts";

const set: PledgeSet = {
  pledges: ["A", "B", "C"].map((member) => ({
    member,
    levels: [
      {
        measures: [{ kind: "expulsion", count: 1 }],
        condition: { kind: "named", members: [member === "A" ? "B" : "A"] },
      },
    ],
  })),
  context: { groups: {}, weights: {} },
};
const asking = (atLeast: number): PersuasionQuestion => ({
  ...{ target: { kind: "acting", atLeast }, costs: {}, levels: {}, offers: [], never: [] },
});
const going = (): AbortSignal => new AbortController().signal;

test("finds what is found without a thread, and refuses what is refused without one", async () => {
  const question = { ...asking(4), offers: [{ member: "D", measures: [] }] };
  expect(await search({ kind: "persuasion", set, question }, going())).toEqual(
    await findCheapestPersuasion(set, question),
  );
  const wrong = { ...asking(2), costs: { A: 0 } };
  await expect(search({ kind: "persuasion", set, question: wrong }, going())).rejects.toMatchObject({
    ...{ name: "InputError", code: "WHAT_IF_INVALID" },
  });
});

test("ends with whoever asked, running or waiting, and lets the next one in", async () => {
  // Far more to look through than the time a test has: three rounds of eighty that hold each other up.
  const names = Array.from({ length: 80 }, (_, index) => `M${String(index).padStart(3, "0")}`);
  const wide: PledgeSet = {
    ...set,
    pledges: names.map((member) => ({
      member,
      levels: [
        {
          measures: [{ kind: "expulsion", count: 1 }],
          condition: { kind: "members", atLeast: 3, of: null, doing: null },
        },
      ],
    })),
  };
  const target = { kind: "acting", atLeast: 60 } as const;
  const limits = { effort: Number.MAX_SAFE_INTEGER, staying: [] };
  const [running, waiting] = [new AbortController(), new AbortController()];
  const asked = { kind: "robustness", set: wide, target, limits } as const;
  const first = search(asked, running.signal);
  const second = search(asked, waiting.signal);
  const ended = expect(Promise.all([first.catch(String), second.catch(String)])).resolves.toEqual([
    expect.stringContaining("the search was ended"),
    expect.stringContaining("the search was ended"),
  ]);
  waiting.abort();
  running.abort();
  await ended;
  expect(await search({ kind: "persuasion", set, question: asking(1) }, going())).toMatchObject({ cost: 0 });
  await expect(search(asked, AbortSignal.abort())).rejects.toMatchObject({ code: "REQUEST_INVALID" });
});
