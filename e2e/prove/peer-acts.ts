// What persons do at the nodes of three: the lead brings a case, members ask, take positions and pledge, the lead answers.
import { readFile } from "node:fs/promises";
import { parseJson, readAnyObject, readInstant } from "../../packages/core/src/encoding/index.ts";
import type { Instant } from "../../packages/core/src/encoding/index.ts";
import { noRules } from "../../packages/core/src/planning/index.ts";
import { openSeatView, readSeat } from "../../packages/server/src/access/index.ts";
import {
  answerQuestion,
  deliverApproaches,
  listQuestions,
  openApproaches,
} from "../../packages/server/src/approaches/index.ts";
import { communityOf, findCase, openCase } from "../../packages/server/src/cases/index.ts";
import { draftDocument } from "../../packages/server/src/documents/index.ts";
import type { Node } from "../../packages/server/src/node.ts";
import { listForeignCases, pledgeToLead, sayToLead } from "../../packages/server/src/peers/index.ts";
import type { OwnNode } from "../../packages/server/src/peers/index.ts";
import { approveRelease, issueApproved, planDocument } from "../../packages/server/src/releases/index.ts";

const SLUG = "salisbury-2018";
const [DRAFTER, AUTHORITY, DESK] = [
  "GBR/drafter/anna.k",
  "GBR/release-authority/rupert.h",
  "GBR/desk/hentzau",
];

/** Opens the case, releases a document with a canary for each member and one for nobody, and delivers it. */
export async function bringTheCase(node: Node, canaries: Readonly<Record<string, string>>): Promise<void> {
  const read = async (name: string) =>
    readAnyObject(parseJson(await readFile(`scenarios/salisbury-2018/${name}.json`, "utf8")), name);
  const [factsJson, community] = [await read("case"), { ...(await read("community")), exercise: false }];
  const { database, keystore, ledger, files } = node;
  const at = readInstant(new Date().toISOString());
  await database.transact((tx) =>
    openCase(tx, { seat: readSeat(DRAFTER), at, factsJson, community, coalition: null, keystore }),
  );
  const of = await database.read((reader) => findCase(reader, SLUG));
  if (of === null) throw new Error("the case is missing");
  const act = (seat: string) => ({ of, seat: readSeat(seat), at });
  const context = { community: communityOf(of), keystore, ledger };
  const source = [
    ...["---", "title: (OPR) What happened in Strelsau", "originator: GBR", "policy: uk", "---", ""],
    ...["1. (OPR) The bridge was closed at noon.", ""],
    ...[`2. (S - REL TO EST) ${canaries["EST"] ?? ""} was seen there.`, ""],
    ...[`3. (S - REL TO DEU) ${canaries["DEU"] ?? ""} was seen there.`, ""],
    ...[`4. (S - WALL) ${canaries["nobody"] ?? ""} is known to the lead alone.`, ""],
  ].join("\n");
  await database.transact((tx) =>
    draftDocument(tx, act(DRAFTER), {
      ...{ name: "assessment", source, original: null, attachments: [], community: context.community, files },
    }),
  );
  const document = "assessment";
  const { digest: planDigest } = await database.transact((tx) =>
    planDocument(tx, act(DRAFTER), {
      ...{
        document,
        recipients: ["EST", "DEU"],
        rules: noRules,
        publicText: null,
        renderings: ["txt"],
        ...context,
      },
    }),
  );
  const approved = { document, planDigest, ...context };
  await database.transact((tx) => approveRelease(tx, act(AUTHORITY), { ...approved, findingsSeen: 0 }));
  await database.transact((tx) => issueApproved(tx, act(AUTHORITY), approved));
  await database.transact(async (tx) => {
    const asked = {
      members: ["EST", "DEU"],
      documents: [document],
      ask: canaries["ask"] ?? "",
      community: context.community,
    };
    await openApproaches(tx, act(DESK), { ...asked, answerBy: readInstant("2099-01-01T00:00:00Z") });
    await deliverApproaches(tx, act(DESK), ["EST", "DEU"]);
  });
}

interface Told {
  readonly own: OwnNode;
  readonly at: Instant;
  readonly what: string;
  readonly text: string;
  readonly member: string;
}

/** One thing a person says, in a text that is found again. False: it is not there to be said yet. */
export async function tellOf(node: Node, { own, at, what, text, member }: Told): Promise<boolean> {
  if (what === "answer") {
    const row = await node.database.read((reader) => findCase(reader, SLUG));
    if (row === null) return false;
    const view = openSeatView(readSeat(DESK), row);
    const open = (await node.database.read((reader) => listQuestions(reader, view))).find(
      (one) => one.member === member && one.answer === null,
    );
    if (open === undefined) return false;
    await node.database.transact((tx) =>
      answerQuestion(
        tx,
        { of: row, seat: readSeat(DESK), at },
        {
          ...{ member, questionId: open.id, answer: { outcome: "answered", text } },
        },
      ),
    );
    return true;
  }
  const [brought] = await node.database.read(listForeignCases);
  if (brought === undefined) return false;
  const speaking = { own, at, member: brought.lead, name: brought.name };
  await node.database.transact(async (tx) => {
    if (what === "question")
      await sayToLead(tx, speaking, { kind: "question", content: { text, place: null } });
    else if (what === "position")
      await sayToLead(tx, speaking, {
        kind: "position",
        content: { position: "supportive", statement: text },
      });
    else if (what === "nonsense")
      await sayToLead(tx, speaking, {
        kind: "position",
        content: { position: "undecided", statement: text },
      });
    else
      await pledgeToLead(tx, speaking, {
        levels: [{ measures: [{ kind: "expulsion", count: 1 }], condition: { always: true } }],
        ...{ authority: "minister", validUntil: null, salt: null },
      });
  });
  return true;
}
