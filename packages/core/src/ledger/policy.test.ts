import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner } from "../keys/index.ts";
import {
  addCosignatures,
  checkQuorum,
  createCosigner,
  createLedgerIdentity,
  openWitnessedCheckpoint,
  parseLedgerPolicy,
  readNote,
  verifyProof,
  verifyProofWithExtra,
} from "./index.ts";
import type { LedgerPolicy, SignatureLine, WitnessName } from "./index.ts";
import {
  codeOf,
  cosign,
  identity,
  logCosigner,
  origin,
  primitives,
  signHead,
  witnesses,
  writeProofOf,
} from "./ledger.fixture.ts";

const names = witnesses.map((_, index) => `W${index + 1}` as WitnessName);
const witnessLines = witnesses.map(({ vkey }, index) => `witness W${index + 1} ${vkey}\n`).join("");
const parse = (text: string): LedgerPolicy => parseLedgerPolicy(text, primitives);
/** A policy over the log and the nine witnesses. */
const policyOf = (rest: string): LedgerPolicy => parse(`log ${identity.vkey}\n${witnessLines}${rest}`);

describe("policy files", () => {
  it("name logs, witnesses, groups and one quorum", () => {
    const policy = parse(
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
    expect(parse("quorum none\n")).toEqual({ logs: [], witnesses: [], groups: [], quorum: null });
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
    const policy = parse(`${[...lines, ...groups].join("\n")}\nquorum G31\n`);
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
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: "LEDGER_POLICY_SYNTAX",
        position: expect.objectContaining({ line }) as unknown,
      }),
    );
  });

  it("refuse the same key under another name", () => {
    const ed25519 = createEd25519Signer(new Uint8Array(32).fill(100));
    const renamed = createCosigner({ name: "elsewhere", ed25519 }, primitives).vkey;
    expect(codeOf(() => parse(`witness A ${vkey1}\nwitness B ${renamed}\nquorum A\n`))).toBe(
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
          if (changed !== text) expect(codeOf(() => parse(changed))).toBe("LEDGER_POLICY_SYNTAX");
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
        expect(["accepted", "LEDGER_POLICY_SYNTAX"]).toContain(codeOf(() => parse(hostile)));
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

describe("checkpoints under a policy", () => {
  const note = signHead(5);
  const { text } = readNote(note);
  const lines = cosign(text, witnesses);
  const policy = policyOf("group G 3 W1 W2 W3 W4\nquorum G\n");
  const withLines = (...which: number[]): string =>
    addCosignatures(
      note,
      which.map((index) => lines[index - 1] ?? expect.fail()),
    );
  const open = (whole: string, under = policy) =>
    openWitnessedCheckpoint({ note: whole, policy: under }, primitives);

  it("open when the log signed and enough witnesses cosigned", () => {
    const opened = open(withLines(4, 2, 1, 9));
    expect(opened).toMatchObject({
      checkpoint: { origin, size: 5 },
      log: { vkey: identity.vkey },
      unchecked: [],
    });
    expect(opened.witnesses).toEqual(["W1", "W2", "W4", "W9"]);
  });

  it("are refused when too few did", () => {
    for (const which of [[], [1, 2], [1, 5, 6, 7, 8, 9]])
      expect(codeOf(() => open(withLines(...which)))).toBe("LEDGER_QUORUM_MISSING");
    expect(open(note, policyOf("quorum none\n")).witnesses).toEqual([]);
  });

  it("are refused when a known witness's line does not hold, though enough others do", () => {
    const strange = cosign(readNote(signHead(6)).text, witnesses)[8] ?? expect.fail();
    const whole = addCosignatures(withLines(1, 2, 3), [strange]);
    expect(codeOf(() => open(whole))).toBe("LEDGER_CHECKPOINT_INVALID");
    const less = parse(
      `log ${identity.vkey}\n${witnessLines.split("\n").slice(0, 8).join("\n")}\nquorum W1\n`,
    );
    expect(open(whole, less).unchecked).toEqual(["witness.example/w9"]);
  });

  it("are refused when no log of the policy signed", () => {
    const other = createEd25519Signer(new Uint8Array(32).fill(8));
    const stranger = createLedgerIdentity({ origin, publicKey: other.publicKey }, primitives);
    const elsewhere = createLedgerIdentity({ origin: "elsewhere", publicKey: other.publicKey }, primitives);
    const under = (vkey: string): LedgerPolicy => parse(`log ${vkey}\n${witnessLines}quorum W1\n`);
    expect(codeOf(() => open(withLines(1), under(stranger.vkey)))).toBe("LEDGER_CHECKPOINT_INVALID");
    expect(codeOf(() => open(withLines(1), under(elsewhere.vkey)))).toBe("KEY_UNTRUSTED");
    expect(codeOf(() => open(withLines(1), parse(`${witnessLines}quorum W1\n`)))).toBe("KEY_UNTRUSTED");
  });

  it("may rest on the log's ML-DSA-44 key, or on both its keys", () => {
    const [line = "" as SignatureLine] = cosign(text, [logCosigner]);
    const onlyMlDsa = parse(`log ${logCosigner.vkey}\nquorum none\n`);
    const both = parse(`log ${identity.vkey}\nlog ${logCosigner.vkey}\nquorum none\n`);
    expect(codeOf(() => open(note, onlyMlDsa))).toBe("LEDGER_CHECKPOINT_INVALID");
    expect(open(addCosignatures(note, [line]), onlyMlDsa).log.vkey).toBe(logCosigner.vkey);
    expect(open(addCosignatures(note, [line]), both).unchecked).toEqual([]);
    // As a witness of its own quorum, the second key is required.
    const required = parse(`log ${identity.vkey}\nwitness second ${logCosigner.vkey}\nquorum second\n`);
    expect(codeOf(() => open(note, required))).toBe("LEDGER_QUORUM_MISSING");
    expect(open(addCosignatures(note, [line]), required).witnesses).toEqual(["second"]);
  });

  describe("in proofs", () => {
    const proof = writeProofOf({ index: 2, size: 5, note: withLines(1, 2, 3, 7) });
    const entry = utf8("entry 2");
    const verify = (proofText: string, under: LedgerPolicy | null = policy) =>
      verifyProof({ text: proofText, entry, identity, policy: under }, primitives);

    it("say which witnesses cosigned, and without a policy that nobody looked", () => {
      expect(verify(proof)).toMatchObject({
        index: 2,
        size: 5,
        witnesses: ["W1", "W2", "W3", "W7"],
        unchecked: [],
      });
      expect(verify(proof, null)).toMatchObject({
        witnesses: [],
        unchecked: [1, 2, 3, 7].map((number) => `witness.example/w${number}`),
      });
    });

    it("are refused without the quorum, or under a policy that does not know the very key", () => {
      expect(codeOf(() => verify(writeProofOf({ index: 2, size: 5, note })))).toBe("LEDGER_QUORUM_MISSING");
      expect(codeOf(() => verify(proof, parse(`${witnessLines}quorum W1\n`)))).toBe("KEY_UNTRUSTED");
      // The origin is known to this policy, by the other key alone.
      expect(codeOf(() => verify(proof, parse(`log ${logCosigner.vkey}\nquorum none\n`)))).toBe(
        "KEY_UNTRUSTED",
      );
    });

    const change = fc
      .tuple(
        fc.nat(proof.length - 1),
        fc.constantFrom("", "A", "0", "\n", " ", "=", "\u00e9", "\n\n"),
        fc.boolean(),
      )
      .map(([at, put, insert]) => proof.slice(0, at) + put + proof.slice(insert ? at : at + 1));

    it("are refused with any changed, added or dropped character, where every cosignature is needed", () => {
      const all = policyOf("group G all W1 W2 W3 W7\nquorum G\n");
      expect(verify(proof, all).witnesses).toHaveLength(4);
      fc.assert(
        fc.property(change, (changed) => {
          if (changed !== proof) expect(codeOf(() => verify(changed, all))).not.toBe("accepted");
        }),
        { numRuns: 1500 },
      );
    });

    it("say so where a changed line of a witness not needed is no longer that witness's", () => {
      const whole = verify(proof);
      fc.assert(
        fc.property(change, (changed) => {
          if (changed === proof || codeOf(() => verify(changed)) !== "accepted") return;
          // The signed-note text asks readers to ignore lines of unknown keys, and a changed name or key id makes one.
          const { unchecked, witnesses: left, ...rest } = verify(changed);
          expect(unchecked).toHaveLength(1);
          expect(left).toEqual(["W1", "W2", "W3"]);
          expect(rest).toEqual({ index: whole.index, size: whole.size, checkpoint: whole.checkpoint });
        }),
        { numRuns: 800 },
      );
    });

    it("have an extra line only where it is asked for, and it proves nothing", () => {
      const extra = proof.replace("index 2", "extra aGVsbG8=\nindex 2");
      expect(codeOf(() => verify(extra))).toBe("PROOF_SYNTAX");
      const read = (proofText: string) =>
        verifyProofWithExtra({ text: proofText, entry, identity, policy }, primitives);
      expect(read(extra)).toMatchObject({ index: 2, extra: utf8("hello") });
      expect(read(proof).extra).toBeNull();
      expect(read(proof.replace("index 2", "extra AAAA\nindex 2")).extra).toEqual(new Uint8Array(3));
      for (const bad of [
        "extra \n",
        "extra\n",
        "extra A\n",
        "extra AB==\n",
        "extra AAAA\nextra AAAA\n",
        "Extra AAAA\n",
      ])
        expect(codeOf(() => read(proof.replace("index 2", `${bad}index 2`)))).toBe("PROOF_SYNTAX");
      expect(codeOf(() => read(proof.replace("index 2", "index 2\nextra AAAA")))).toBe("PROOF_SYNTAX");
    });
  });

  it("know an ML-DSA-44 key by its length", () => {
    const mlDsa44 = createMlDsaSigner("ML-DSA-44", new Uint8Array(32).fill(1));
    expect(createCosigner({ name: "w", mlDsa44 }, primitives).vkey).toMatch(
      /^w\+[0-9a-f]{8}\+[A-Za-z0-9+/]{1751}=?$/,
    );
  });
});
