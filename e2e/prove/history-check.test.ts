// The judge of histories is judged: of a history in which one thing is wrong it says so, and of the same history without it
// nothing.
import { describe, expect, it } from "vitest";
import { checkHistory } from "./history-check.ts";
import type { Entry, History } from "./history-check.ts";
import { resolveNaively } from "./history-model.ts";
import type { ModelLevel } from "./history-model.ts";
import type { Sides, VersionRow } from "./history-sides.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 8, minute)).toISOString();
const levels: readonly ModelLevel[] = [
  { measures: [{ kind: "expulsion", count: 2 }], condition: { always: true } },
];
const waiting: readonly ModelLevel[] = [
  { measures: [{ kind: "expulsion", count: 1 }], condition: { members: { atLeast: 1 } } },
];

let clock = 0;
function entry(
  seat: string,
  act: Entry["order"]["do"],
  minute: number,
  { outcome = "done", input = {}, value = null }: Partial<Entry["answer"]> & { readonly input?: object } = {},
): Entry {
  clock += 2;
  const order = { slug: "h", seat, do: act, with: input, at: at(minute) };
  return { order, answer: { id: clock, outcome, code: null, value }, asked: clock, answered: clock + 1 };
}

const version = (
  member: string,
  minute: number,
  leaf: number,
  more: Partial<VersionRow> = {},
): VersionRow => ({
  ...{ member, levels: null, withdrawn: false, sealed: false, round: 0, until: null, at: at(minute), leaf },
  ...more,
});

const two = [{ kind: "expulsion", count: 2 }];
const one = [{ kind: "expulsion", count: 1 }];
const lead: Sides = {
  versions: [version("DEU", 1, 0), version("EST", 2, 1)],
  locks: [{ round: 1, at: at(3), leaf: 2, released: null }],
  acting: [
    { round: 1, member: "DEU", measures: two },
    { round: 1, member: "EST", measures: one },
  ],
  tZero: { state: "opened", due: at(5), opened: at(6) },
  packages: [
    { member: "DEU", measures: two, opened: at(6) },
    { member: "EST", measures: one, opened: at(6) },
  ],
  openings: 1,
};
const nothing: Sides = { versions: [], locks: [], acting: [], tZero: null, packages: [], openings: 0 };

const entries = [
  entry("DEU/desk", "pledge.place", 1, { input: { levels } }),
  entry("EST/desk", "pledge.place", 2, { input: { levels: waiting } }),
  entry("GBR/release-authority", "pledges.lock", 3),
  entry("GBR/release-authority", "t-zero.open", 6, { value: { outcome: "opened" } }),
  entry("GBR/desk", "look", 7, { value: lead }),
];
const good: History = {
  lead: "GBR",
  entries,
  members: new Map([
    ["DEU", { ...nothing, versions: [version("DEU", 1, 0)] }],
    ["EST", { ...nothing, versions: [version("EST", 2, 1)] }],
  ]),
  leads: [lead, lead],
};

/** The same history with another end, as every process shows it. */
const ending = (change: Partial<Sides>): History => ({
  ...good,
  leads: [
    { ...lead, ...change },
    { ...lead, ...change },
  ],
});
const withEntry = (...more: readonly Entry[]): History => ({ ...good, entries: [...entries, ...more] });
const withMember = (member: string, sides: Partial<Sides>): History => ({
  ...good,
  members: new Map([...good.members, [member, { ...nothing, ...sides }]]),
});

/** EST sealed another pledge when its open one, good until `until`, was over by the clock of that moment; the lock came to the open one. */
const goneBack = (until: string): History => ({
  ...withMember("EST", {
    versions: [version("EST", 2, 1), version("EST", 4, 1.5, { sealed: true, round: 1 })],
  }),
  entries: [
    ...entries.filter(({ order }) => order.seat !== "EST/desk"),
    entry("EST/desk", "pledge.place", 2, { input: { levels: waiting, validUntil: until } }),
    entry("EST/desk", "pledge.place", 4, { input: { levels, sealed: true } }),
  ],
});

describe("a history", () => {
  it("in which all is well is called so", () => {
    expect(checkHistory(good)).toEqual([]);
  });

  it("in which an open pledge counts again by a clock that went back, beside a sealed one, is called so", () => {
    expect(checkHistory(goneBack(at(3)))).toEqual([]);
  });

  const wrongs: readonly [string, History, string][] = [
    ["the lock counts an open pledge that was over", goneBack(at(2)), "A2"],
    ["two processes show different ends", { ...good, leads: [lead, { ...lead, openings: 2 }] }, "A5"],
    ["nobody was left to look", { ...good, leads: [] }, "nobody was left"],
    ["an acknowledged pledge is lost", withMember("EST", {}), "A3"],
    [
      "a pledge is there twice",
      withMember("EST", { versions: [version("EST", 2, 1), version("EST", 2, 9)] }),
      "A3",
    ],
    [
      "a refused pledge is there",
      {
        ...good,
        entries: entries.map((each, index) =>
          index === 1 ? { ...each, answer: { ...each.answer, outcome: "refused" as const } } : each,
        ),
      },
      "A3",
    ],
    ["a pledge is there that nobody asked for", { ...good, entries: entries.slice(1) }, "A3"],
    ["the lock leaves out who should act", ending({ acting: lead.acting.slice(0, 1) }), "A2"],
    [
      "the lock counts what was withdrawn before it",
      {
        ...withMember("DEU", { versions: [version("DEU", 1, 0), version("DEU", 0, 1, { withdrawn: true })] }),
        entries: [...entries, entry("DEU/desk", "pledge.withdraw", 0)],
      },
      "A2",
    ],
    [
      "a pledge is placed while the lock stands",
      {
        ...withMember("LVA", { versions: [version("LVA", 8, 9)] }),
        entries: [...entries, entry("LVA/desk", "pledge.place", 8, { input: { levels } })],
      },
      "A3",
    ],
    [
      "some packages opened and others did not",
      ending({
        packages: lead.packages.map((each, index) => (index === 0 ? each : { ...each, opened: null })),
      }),
      "E4",
    ],
    ["T-0 was opened twice", ending({ openings: 2 }), "A1"],
    ["it opened early", ending({ tZero: { state: "opened", due: at(7), opened: at(6) } }), "before"],
    [
      "packages are open and T-0 is not",
      ending({ tZero: { state: "armed", due: at(5), opened: null } }),
      "A1",
    ],
    [
      "somebody saw a part of what opened",
      withEntry(
        entry("GBR/desk", "look", 9, {
          value: { ...lead, packages: [lead.packages[0], { ...lead.packages[1], opened: null }] },
        }),
      ),
      "E4",
    ],
    [
      "an opening was undone",
      withEntry(
        entry("GBR/desk", "look", 9, {
          value: { ...lead, tZero: { state: "armed", due: at(5), opened: null } },
        }),
      ),
      "A1",
    ],
    ["a member is shown another's pledge", withEntry(entry("LVA/desk", "look", 9, { value: lead })), "A6"],
    [
      "the lead is shown a sealed pledge",
      withEntry(
        entry("GBR/desk", "look", 9, {
          value: { ...lead, versions: [version("EST", 2, 1, { sealed: true, round: 1 })] },
        }),
      ),
      "A6",
    ],
  ];
  it.each(wrongs)("in which %s is not", (_, history, sentence) => {
    expect(checkHistory(history).join("\n")).toContain(sentence);
  });
});

describe("the slow model", () => {
  const condition = (doing: string): ModelLevel["condition"] => ({ members: { atLeast: 1, doing } });
  it("lets two that wait for each other act, and one that waits for itself not", () => {
    const both = new Map([
      ["A", [{ measures: two, condition: { named: ["B"] } }]],
      ["B", [{ measures: two, condition: { named: ["A"] } }]],
      ["C", [{ measures: two, condition: { named: ["C"] } }]],
    ]);
    expect([...resolveNaively(both).keys()]).toEqual(["A", "B"]);
  });

  it("goes down level by level, and counts totals with the own level in them", () => {
    const pledges = new Map<string, readonly ModelLevel[]>([
      [
        "A",
        [
          { measures: one, condition: { always: true } },
          { measures: two, condition: { total: { measure: "expulsion", atLeast: 4 } } },
        ],
      ],
      [
        "B",
        [
          {
            measures: one,
            condition: { all: [condition("expulsion"), { members: { atLeast: 1, of: ["A"] } }] },
          },
        ],
      ],
      ["C", [{ measures: two, condition: { any: [condition("boycott"), { members: { atLeast: 3 } }] } }]],
    ]);
    expect(Object.fromEntries(resolveNaively(pledges))).toEqual({ A: 1, B: 1 });
  });
});
