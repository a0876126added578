// What persons do at the nodes of three: the lead brings cases, answers, unseals, gives notice and sets T-0; members ask, take
// positions, pledge openly and sealed, withdraw and say how ready they are.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseJson, readAnyObject, readInstant } from "../../packages/core/src/encoding/index.ts";
import type { Instant } from "../../packages/core/src/encoding/index.ts";
import { noRules } from "../../packages/core/src/planning/index.ts";
import { openSeatView, readSeat } from "../../packages/server/src/access/index.ts";
import {
  answerQuestion,
  askQuestion,
  deliverApproaches,
  listQuestions,
  openApproaches,
} from "../../packages/server/src/approaches/index.ts";
import { arrangementsOf, communityOf, findCase, openCase } from "../../packages/server/src/cases/index.ts";
import type { CaseRow } from "../../packages/server/src/cases/index.ts";
import { draftDocument } from "../../packages/server/src/documents/index.ts";
import type { Node } from "../../packages/server/src/node.ts";
import { sendNotice } from "../../packages/server/src/notices/index.ts";
import { listForeignCases, pledgeToLead, sayToLead } from "../../packages/server/src/peers/index.ts";
import type { OwnNode } from "../../packages/server/src/peers/index.ts";
import { approveRelease, issueApproved, planDocument } from "../../packages/server/src/releases/index.ts";
import type { Transactor } from "../../packages/server/src/storage/index.ts";
import { setTZero, standDownTZero } from "../../packages/server/src/t-zero/index.ts";
import {
  approveUnsealing,
  issueUnsealing,
  planUnsealing,
} from "../../packages/server/src/unsealings/index.ts";

const [DRAFTER, AUTHORITY, DESK] = [
  "GBR/drafter/anna.k",
  "GBR/release-authority/rupert.h",
  "GBR/desk/hentzau",
];
const MEMBERS = ["EST", "DEU"] as const;
/** Paragraphs kept for unsealings, of each member as many. */
export const RESERVE = 4;

const seconds = "2099-01-01T00:00:00Z";
const document = "assessment";

/** The paragraphs of the document: each may be seen by one member or by none, and says a word that is looked for. */
export function listParagraphs(word: (what: string) => string): readonly string[] {
  const kept = MEMBERS.flatMap((member) =>
    Array.from(
      { length: RESERVE },
      (_, index) => `(S - REL TO ${member}) ${word(`${member}-${index}`)} went there.`,
    ),
  );
  return [
    "(OPR) The bridge in Strelsau was closed at noon.",
    `(S - REL TO EST) ${word("EST")} was seen there.`,
    `(S - REL TO DEU) ${word("DEU")} was seen there.`,
    `(S - WALL) ${word("nobody")} is known to the lead alone.`,
    ...kept,
  ];
}

/** Number of the paragraph that is unsealed to `member` next: one that only the other may see yet. */
export const keptPlace = (member: string, index: number): string =>
  `p${4 + (member === "EST" ? RESERVE : 0) + index + 1}`;

interface Brought {
  readonly at: Instant;
  readonly name: string;
  readonly word: (what: string) => string;
}

/** Opens a case, releases a document and delivers it with an ask. Gives the name that its cuts carry. */
export async function bringCase(node: Node, { at, name, word }: Brought): Promise<string> {
  const read = async (file: string) =>
    readAnyObject(parseJson(await readFile(`scenarios/salisbury-2018/${file}.json`, "utf8")), file);
  const factsJson = { ...(await read("case")), id: name };
  const community = { ...(await read("community")), exercise: false };
  const { database, keystore, ledger, files } = node;
  const of = await database.transact((tx) =>
    openCase(tx, { seat: readSeat(DRAFTER), at, factsJson, community, coalition: null, keystore }),
  );
  const act = (seat: string) => ({ of, seat: readSeat(seat), at });
  const context = { community: communityOf(of), keystore, ledger };
  const numbered = listParagraphs(word).map((text, index) => `${index + 1}. ${text}`);
  const source = [
    ...["---", "title: (OPR) What happened in Strelsau", "originator: GBR", "policy: uk", "---", ""],
    ...numbered.flatMap((line) => [line, ""]),
  ].join("\n");
  return database.transact(async (tx) => {
    await draftDocument(tx, act(DRAFTER), {
      ...{ name: document, source, original: null, attachments: [], community: context.community, files },
    });
    const { digest: planDigest } = await planDocument(tx, act(DRAFTER), {
      ...{ document, recipients: [...MEMBERS], rules: noRules, publicText: null, renderings: ["txt"] },
      ...context,
    });
    const approved = { document, planDigest, ...context };
    await approveRelease(tx, act(AUTHORITY), { ...approved, findingsSeen: 0 });
    const { release } = await issueApproved(tx, act(AUTHORITY), approved);
    await openApproaches(tx, act(DESK), {
      ...{ members: [...MEMBERS], documents: [document], ask: word("ask"), community: context.community },
      answerBy: readInstant(seconds),
    });
    await deliverApproaches(tx, act(DESK), [...MEMBERS]);
    return release;
  });
}

export interface Told {
  readonly own: OwnNode;
  readonly at: Instant;
  readonly what: string;
  readonly text: string;
  readonly member: string;
  readonly caseName: string;
  readonly release: string;
}

/** One thing a person at a member's node says to the lead. False: the case has not come here yet. */
export async function sayThere(node: Node, { own, at, what, text, caseName }: Told): Promise<boolean> {
  const brought = (await node.database.read(listForeignCases)).find(({ name }) => name === caseName);
  if (brought === undefined) return false;
  const speaking = { own, at, member: brought.lead, name: caseName };
  const pledge = (salt: Uint8Array | null) => (tx: Transactor) =>
    pledgeToLead(tx, speaking, {
      levels: [{ measures: [{ kind: "expulsion", count: Number(text) }], condition: { always: true } }],
      ...{ authority: "minister", validUntil: null, salt },
    });
  const work: Readonly<Record<string, (tx: Transactor) => Promise<unknown>>> = {
    question: (tx) => sayToLead(tx, speaking, { kind: "question", content: { text, place: null } }),
    position: (tx) =>
      sayToLead(tx, speaking, { kind: "position", content: { position: "supportive", statement: text } }),
    nonsense: (tx) =>
      sayToLead(tx, speaking, { kind: "position", content: { position: "undecided", statement: text } }),
    readiness: (tx) =>
      sayToLead(tx, speaking, {
        kind: "readiness",
        content: { items: [{ item: "translated", state: "done" }], text },
      }),
    done: (tx) =>
      sayToLead(tx, speaking, {
        kind: "done",
        content: {
          ...{ actorType: "state", kind: "expulsion", target: "RUS", count: 1, announced: "2018-03-26" },
          ...{ inTally: true, detail: text, sources: ["https://mfa.example/note"], confidence: "high" },
        },
      }),
    withdrawal: (tx) => sayToLead(tx, speaking, { kind: "withdrawal", content: {} }),
    pledge: pledge(null),
    sealed: pledge(randomBytes(32)),
  };
  await node.database.transact(async (tx) => work[what]?.(tx));
  return true;
}

/** One thing a person at the lead's node does. False: there is nothing to do it to. */
export async function actHere(node: Node, told: Told): Promise<boolean> {
  const { at, what, text, member, release, caseName } = told;
  const { database, keystore, ledger } = node;
  const of = await database.read((reader) => findCase(reader, caseName));
  if (of === null) return false;
  const act = (seat: string) => ({ of, seat: readSeat(seat), at });
  const context = { community: communityOf(of), keystore, ledger };
  switch (what) {
    case "answer":
      return answer(node, of, told);
    case "unsealing":
      await database.transact(async (tx) => {
        const { digest: planDigest } = await planUnsealing(tx, act(DRAFTER), {
          ...{ release, recipient: member, places: [text], reason: "It may be known now.", ...context },
        });
        await approveUnsealing(tx, act(AUTHORITY), { planDigest, ...context });
        await issueUnsealing(tx, act(AUTHORITY), { planDigest, ...context });
      });
      return true;
    case "notice":
      await database.transact((tx) =>
        sendNotice(tx, act(AUTHORITY), {
          ...{ kind: "correction", release, text, replacedBy: null, ...context },
        }),
      );
      return true;
    case "instant":
      await database.transact((tx) =>
        setTZero(tx, act(AUTHORITY), {
          ...{ instant: readInstant(text), members: [...MEMBERS], community: context.community },
        }),
      );
      return true;
    case "stand-down":
      await database.transact((tx) => standDownTZero(tx, act(AUTHORITY), text));
      return true;
    default:
      throw new RangeError(`nobody knows how to do ${what}`);
  }
}

async function answer(node: Node, of: CaseRow, { at, text, member }: Told): Promise<boolean> {
  const view = openSeatView(readSeat(DESK), of);
  return node.database.transact(async (tx) => {
    const open = (await listQuestions(tx, view)).find((one) => one.member === member && one.answer === null);
    if (open === undefined) return false;
    const given = { member, questionId: open.id, answer: { outcome: "answered" as const, text } };
    await answerQuestion(tx, { of, seat: readSeat(DESK), at }, given);
    return true;
  });
}

/** A fault that is planted: what a member said is done once more, as if its letter had counted twice. */
export async function doTwice(node: Node, { at, text, member, caseName }: Told): Promise<void> {
  const of = await node.database.read((reader) => findCase(reader, caseName));
  if (of === null) throw new Error("there is no such case");
  const spoken = { told: null, arrangements: arrangementsOf(of) };
  await node.database.transact((tx) =>
    askQuestion(tx, { of, seat: readSeat(`${member}/desk/node`), at }, { text, place: null, ...spoken }),
  );
}
