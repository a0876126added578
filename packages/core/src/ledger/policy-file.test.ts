import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEd25519Signer } from "../keys/index.ts";
import { checkQuorum, createCosigner, createLedgerIdentity } from "./index.ts";
import type { WitnessName } from "./index.ts";
import {
  codeOf,
  identity,
  logCosigner,
  parsePolicy,
  policyOf,
  primitives,
  witnesses,
} from "./ledger.fixture.ts";

const names = witnesses.map((_, index) => `W${index + 1}` as WitnessName);

describe("policy files", () => {
  it("name logs, witnesses, groups and one quorum", () => {
    const policy = parsePolicy(
      [
        "# keys were compared by voice on 4 March",
        `log ${identity.vkey} https://ledger.example/`,
        `\tlog  ${logCosigner.vkey}\t`,
        "",
        `witness W1 ${witnesses[0]?.vkey ?? ""} https://witness.example/w1/`,
        `witness \u00e9l\u00e8ve ${witnesses[1]?.vkey ?? ""}`,
        "   # a comment behind spaces",
        "group two all W1 \u00e9l\u00e8ve",
        "group one 1 two",
        "quorum one",
        "",
      ].join("\n"),
    );
    expect(policy.logs.map(({ key, url }) => [key.vkey, url])).toEqual([
      [identity.vkey, "https://ledger.example/"],
      [logCosigner.vkey, null],
    ]);
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ["W1", "https://witness.example/w1/"],
      ["\u00e9l\u00e8ve", null],
    ]);
    expect(policy.groups).toEqual([
      { name: "two", threshold: 2, members: ["W1", "\u00e9l\u00e8ve"] },
      { name: "one", threshold: 1, members: ["two"] },
    ]);
    expect(policy.quorum).toBe("one");
    expect(parsePolicy("quorum none\n")).toEqual({ logs: [], witnesses: [], groups: [], quorum: null });
  });

  it("decide the specification's example: two of three here, and any of three there", () => {
    const policy = policyOf("group X 2 W1 W2 W3\ngroup Y any W4 W5 W6\ngroup both all X Y\nquorum both\n");
    const decide = (...which: number[]): boolean =>
      checkQuorum(
        policy,
        which.map((index) => `W${index}` as WitnessName),
      );
    expect(decide(1, 2, 4)).toBe(true);
    expect(decide(1, 3, 6)).toBe(true);
    expect(decide(1, 4, 5, 6)).toBe(false);
    expect(decide(1, 2, 3)).toBe(false);
    expect(decide(7, 8, 9)).toBe(false);
    expect(decide()).toBe(false);
  });

  it("take a single witness for a quorum, and nobody for none", () => {
    expect(checkQuorum(policyOf("quorum W3\n"), ["W3" as WitnessName])).toBe(true);
    expect(checkQuorum(policyOf("quorum W3\n"), ["W4" as WitnessName])).toBe(false);
    expect(checkQuorum(policyOf("quorum none\n"), [])).toBe(true);
  });

  it("count no group's name as a witness, and no witness twice", () => {
    const policy = policyOf("group X 2 W1 W2\nquorum X\n");
    expect(checkQuorum(policy, ["X" as WitnessName])).toBe(false);
    expect(checkQuorum(policy, ["W1", "W1"] as WitnessName[])).toBe(false);
  });

  it("support 32 logs, 32 witnesses and 32 groups", () => {
    const numbers = Array.from({ length: 32 }, (_, index) => index);
    const seedOf = (kind: number, index: number): Uint8Array => new Uint8Array(32).fill(kind).fill(index, 16);
    const lines = numbers.flatMap((index) => {
      const publicKey = createEd25519Signer(seedOf(1, index)).publicKey;
      const log = createLedgerIdentity({ origin: `log${index}.example`, publicKey }, primitives).vkey;
      const ed25519 = createEd25519Signer(seedOf(2, index));
      const witness = createCosigner({ name: `w${index}.example`, ed25519 }, primitives).vkey;
      return [`log ${log}`, `witness W${index} ${witness}`];
    });
    const groups = numbers.map(
      (index) => `group G${index} all W${index}${index > 0 ? ` G${index - 1}` : ""}`,
    );
    const policy = parsePolicy(`${[...lines, ...groups].join("\n")}\nquorum G31\n`);
    const all = policy.witnesses.map(({ name }) => name);
    expect(checkQuorum(policy, all)).toBe(true);
    for (const missing of all)
      expect(
        checkQuorum(
          policy,
          all.filter((name) => name !== missing),
        ),
      ).toBe(false);
  });

  const [vkey1 = "", vkey2 = ""] = witnesses.map(({ vkey }) => vkey);
  const two = `witness A ${vkey1}\nwitness B ${vkey2}\n`;
  it.each<[string, string, number]>([
    ["no quorum", two, 3],
    ["nothing", "", 1],
    ["no newline at the end", "quorum none", 1],
    ["two quorums", "quorum none\nquorum none\n", 2],
    ["a quorum of nobody known", "quorum A\n", 1],
    ["a quorum defined later", `quorum A\nwitness A ${vkey1}\n`, 1],
    ["a quorum of two", `${two}quorum A B\n`, 3],
    ["an unknown word", "quorums none\n", 1],
    ["a word in capitals", "QUORUM none\n", 1],
    ["a name defined twice", `witness A ${vkey1}\nwitness A ${vkey2}\nquorum A\n`, 2],
    ["a group with a witness's name", `${two}group A any B\nquorum A\n`, 3],
    ["the name none", `witness none ${vkey1}\nquorum none\n`, 1],
    ["a group named none", `${two}group none any A\nquorum none\n`, 3],
    ["none in a group", `${two}group G any none\nquorum G\n`, 3],
    ["a member defined later", `group G any A\n${two}quorum G\n`, 1],
    ["a group inside itself", `${two}group G any A G\nquorum G\n`, 3],
    ["a member twice in a group", `${two}group G 2 A A\nquorum G\n`, 3],
    ["a member of two groups", `${two}group G any A\ngroup H any A B\nquorum H\n`, 4],
    ["a group of nobody", `${two}group G all\nquorum G\n`, 3],
    ["zero of two", `${two}group G 0 A B\nquorum G\n`, 3],
    ["three of two", `${two}group G 3 A B\nquorum G\n`, 3],
    ["a leading zero", `${two}group G 01 A B\nquorum G\n`, 3],
    ["a number below zero", `${two}group G -1 A B\nquorum G\n`, 3],
    ["most of two", `${two}group G most A B\nquorum G\n`, 3],
    ["a witness's key twice", `witness A ${vkey1}\nwitness B ${vkey1}\nquorum A\n`, 2],
    ["a log twice", `log ${identity.vkey}\nlog ${identity.vkey}\nquorum none\n`, 2],
    ["a witness without a key", "witness A\nquorum A\n", 1],
    ["a log without a key", "log\nquorum none\n", 1],
    ["something behind a URL", `log ${identity.vkey} https://a.example b\nquorum none\n`, 1],
    ["a log's key for a witness", `witness A ${identity.vkey}\nquorum A\n`, 1],
    ["an Ed25519 witness's key for a log", `log ${vkey1}\nquorum none\n`, 1],
    ["a key that cannot be read", "log nonsense\nquorum none\n", 1],
    ["a carriage return", "quorum none\r\n", 1],
    ["a control character", "# \u0007\nquorum none\n", 1],
    ["the character 0x7F", "# \u007f\nquorum none\n", 1],
    ["half a character", "# \ud800\nquorum none\n", 1],
  ])("with %s are refused, naming the line", (_, text, line) => {
    expect(() => parsePolicy(text)).toThrow(
      expect.objectContaining({
        code: "LEDGER_POLICY_SYNTAX",
        position: expect.objectContaining({ line }) as unknown,
      }),
    );
  });

  it("refuse the same key under another name", () => {
    const ed25519 = createEd25519Signer(new Uint8Array(32).fill(100));
    const renamed = createCosigner({ name: "elsewhere", ed25519 }, primitives).vkey;
    expect(codeOf(() => parsePolicy(`witness A ${vkey1}\nwitness B ${renamed}\nquorum A\n`))).toBe(
      "LEDGER_POLICY_SYNTAX",
    );
  });

  it("with any changed character of a key are refused", () => {
    const text = `log ${identity.vkey}\nwitness A ${vkey1}\nquorum A\n`;
    const spans = [identity.vkey, vkey1].map((vkey) => [text.indexOf(vkey), vkey.length] as const);
    for (const [start, length] of spans)
      for (let at = start; at < start + length; at += 1)
        for (const character of ["", "A", "x", "\u00e9"]) {
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          if (changed !== text) expect(codeOf(() => parsePolicy(changed))).toBe("LEDGER_POLICY_SYNTAX");
        }
  });

  it("give only coded errors for any text", () => {
    const word = fc.constantFrom(
      "log",
      "witness",
      "group",
      "quorum",
      "A",
      "B",
      "all",
      "any",
      "1",
      "#",
      vkey1,
      "none",
    );
    const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(line).map((lines) => `${lines.join("\n")}\n`),
    );
    fc.assert(
      fc.property(text, (hostile) => {
        expect(["accepted", "LEDGER_POLICY_SYNTAX"]).toContain(codeOf(() => parsePolicy(hostile)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("quorums", () => {
  interface Group {
    readonly threshold: number;
    readonly members: readonly (number | Group)[];
  }

  /** The definition, without names: a group is reached when at least `threshold` of its members are. */
  function decideNaively(group: Group, subset: number): boolean {
    const reached = group.members.filter((member) =>
      typeof member === "number" ? (subset & (1 << member)) !== 0 : decideNaively(member, subset),
    );
    return reached.length >= group.threshold;
  }

  /** Random groups over up to nine witnesses, each witness and group in at most one group. */
  const groups = fc
    .tuple(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat()), { minLength: 1, maxLength: 6 }),
    )
    .map(([members, cuts]) => {
      let waiting: (number | Group)[] = members;
      let group: Group = { threshold: 1, members: waiting };
      for (const [count, pick] of cuts) {
        if (waiting.length === 0) break;
        const taken = waiting.slice(0, count);
        group = { threshold: (pick % taken.length) + 1, members: taken };
        waiting = [...waiting.slice(count), group];
      }
      return group;
    });

  function writeGroup(group: Group, lines: string[]): string {
    const members = group.members.map((member) =>
      typeof member === "number" ? `W${member + 1}` : writeGroup(member, lines),
    );
    const word =
      group.threshold === members.length ? "all" : group.threshold === 1 ? "any" : `${group.threshold}`;
    const name = `G${lines.length}`;
    lines.push(`group ${name} ${word} ${members.join(" ")}\n`);
    return name;
  }

  it("decide as the definition does, over every subset of nine witnesses", () => {
    fc.assert(
      fc.property(groups, (group) => {
        const lines: string[] = [];
        const name = writeGroup(group, lines);
        const policy = policyOf(`${lines.join("")}quorum ${name}\n`);
        for (let subset = 0; subset < 512; subset += 1) {
          const cosigned = names.filter((_, index) => (subset & (1 << index)) !== 0);
          expect(checkQuorum(policy, cosigned)).toBe(decideNaively(group, subset));
        }
      }),
      { numRuns: 100 },
    );
  });
});
