// What each action of a script does: it calls the same functions a person's click would, with the script's seat and time.
import {
  readArray,
  readBoolean,
  readInstant,
  readObject,
  readString,
  readStrings,
  readWord,
} from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { authorities } from "@entente/core/arrangements";
import { openSeatView } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { drawSalt } from "../ledger/index.ts";
import { lockPledges, placePledge, recordTrial, withdrawPledge } from "../pledges/index.ts";
import { draftDocument } from "../documents/index.ts";
import { recordMeasures } from "../measures/index.ts";
import {
  approveRelease,
  issueApproved,
  listProposals,
  planDocument,
  readProposal,
} from "../releases/index.ts";
import { publishCase } from "../record/index.ts";
import { findCase } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { approachPerformances } from "./approach-steps.ts";
import { documentName } from "./scenario.ts";
import type { Action } from "./scenario.ts";
import type { Perform, Stage } from "./stage.ts";
import { tZeroPerformances } from "./t-zero-steps.ts";

/** The next version of a document, the first where there is none, from a file of the folder. */
async function draftFile(
  tx: Transactor,
  act: Act,
  { name, path }: { readonly name: string; readonly path: string },
  { scenario, community, files }: Stage,
): Promise<void> {
  const source = scenario.documents.get(path);
  if (source === undefined)
    throw new ServerError("SCENARIO_INVALID", `The script drafts ${path}, which is not in the folder.`);
  const attachments = [...scenario.pictures.values()];
  await draftDocument(tx, act, { name, source, original: null, attachments, community, files });
}

/** The plan a script means when it names a document: the newest, which its seats would have been shown. */
async function readNewestPlan(
  tx: Transactor,
  act: Act,
  input: JsonObject,
): Promise<{ readonly document: string; readonly planDigest: string; readonly text: string }> {
  const document = documentName(
    readString(readObject(input, "with", ["document"])["document"], "with.document"),
  );
  const [newest] = await listProposals(tx, openSeatView(act.seat, act.of), document);
  if (newest === undefined)
    throw new ServerError("NOT_FOUND", `No release of ${document} was planned. The drafter plans one.`);
  return { document, planDigest: newest.planDigest, text: newest.plan };
}

/** One entry for each action but `case.open`, which makes the case the others happen in. */
export const performances: Readonly<Record<Exclude<Action, "case.open">, Perform>> = {
  "document.draft": async (tx, act, input, stage) => {
    const path = readString(readObject(input, "with", ["file"])["file"], "with.file");
    await draftFile(tx, act, { name: documentName(path), path }, stage);
  },
  "document.revise": async (tx, act, input, stage) => {
    const { document, file } = readObject(input, "with", ["document", "file"]);
    const name = documentName(readString(document, "with.document"));
    await draftFile(tx, act, { name, path: readString(file, "with.file") }, stage);
  },
  "release.plan": async (tx, act, input, { community, keystore, ledger }) => {
    const rules = ["countsFor", "withholdGradingsFrom", "hidePlaces"] as const;
    const asked = readObject(input, "with", ["document", "recipients"], rules);
    const [countsFor, withholdGradingsFrom, hidePlaces] = rules.map((rule) =>
      readStrings(asked[rule] ?? [], `with.${rule}`),
    ) as [readonly string[], readonly string[], readonly string[]];
    const { recipients } = asked;
    await planDocument(tx, act, {
      document: documentName(readString(asked["document"], "with.document")),
      recipients: recipients === "everyone" ? "everyone" : readStrings(recipients, "with.recipients"),
      rules: { countsFor, withholdGradingsFrom, hidePlaces },
      publicText: null,
      // A rehearsal of a rehearsal: the text has every word that any other form has.
      renderings: ["txt"],
      ...{ community, keystore, ledger },
    });
  },
  "release.approve": async (tx, act, input, { community, keystore, ledger }) => {
    const plan = await readNewestPlan(tx, act, input);
    const { scan } = readProposal(plan.text, plan.planDigest);
    const findingsSeen = scan.findings.length;
    await approveRelease(tx, act, { ...plan, findingsSeen, community, keystore, ledger });
  },
  "release.issue": async (tx, act, input, { community, keystore, ledger }) => {
    const plan = await readNewestPlan(tx, act, input);
    await issueApproved(tx, act, { ...plan, community, keystore, ledger });
  },
  ...approachPerformances,
  "pledge.place": async (tx, act, input, { community, arrangements: { kinds }, keystore }) => {
    const given = readObject(input, "with", ["sealed"], ["text", "levels", "authority", "validUntil"]);
    const { sealed, text, levels, authority, validUntil } = given;
    if ((text === undefined) === (levels === undefined))
      throw new ServerError("SCENARIO_INVALID", "A pledge is given as text or as levels, one of the two.");
    await placePledge(tx, act, {
      source:
        text === undefined
          ? { levels: [...readArray(levels, "with.levels")] }
          : { text: readString(text, "with.text") },
      authority: readWord(authority ?? "desk", "with.authority", authorities),
      validUntil: validUntil === undefined ? null : readInstant(readString(validUntil, "with.validUntil")),
      // In a script nobody keeps a receipt.
      sealed: readBoolean(sealed, "with.sealed") ? { salt: drawSalt() } : null,
      ...{ community, kinds, keystore },
    });
  },
  "pledge.withdraw": async (tx, act, input) => {
    readObject(input, "with", []);
    await withdrawPledge(tx, act);
  },
  "pledges.resolve": async (tx, act, input, { community, arrangements: { kinds } }) => {
    readObject(input, "with", []);
    return recordTrial(tx, act, { community, kinds });
  },
  "pledges.lock": async (tx, act, input, { community, arrangements: { kinds }, keystore }) => {
    readObject(input, "with", []);
    return lockPledges(tx, act, { community, kinds, keystore });
  },
  ...tZeroPerformances,
  "measures.record": async (tx, act, input, { facts }) =>
    recordMeasures(tx, act, {
      facts,
      through: readString(readObject(input, "with", ["through"])["through"], "with.through"),
    }),
  "record.publish": async (tx, act, input, { keystore, ledger, scenario }) => {
    readObject(input, "with", []);
    const row = await findCase(tx, scenario.facts.id);
    if (row === null) throw new RangeError("a script publishes the case it opened");
    await publishCase(tx, act, { row, keystore, ledger, why: null, exposures: [] });
  },
};
