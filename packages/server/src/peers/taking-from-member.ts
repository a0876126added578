// Letters of members to a lead: what a member says of itself in a case of this node, done by the functions that its seats here
// would use, under its own view. It reaches nothing else.
import type { webcrypto } from "node:crypto";
import {
  decodeBase64url,
  decodeUtf8,
  InputError,
  isBase64urlOf,
  parseJson,
  readArray,
  readInstant,
  readObject,
  readString,
  readWord,
} from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { authorities } from "@entente/core/arrangements";
import type { Content } from "@entente/core/letters";
import { openSeatView, readSeat } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import {
  askQuestion,
  openOwnCut,
  receiveOwnCut,
  statedPositions,
  takePosition,
} from "../approaches/index.ts";
import { arrangementsOf, communityOf, findCase, isConcerned } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { recordMeasure } from "../measures/index.ts";
import { acknowledgeNotice } from "../notices/index.ts";
import { placePledge, withdrawPledge } from "../pledges/index.ts";
import type { NewPledge } from "../pledges/index.ts";
import { decryptAsResolver } from "../keys/index.ts";
import type { Transactor } from "../storage/index.ts";
import { itemStates, readinessItems, stateReadiness } from "../t-zero/index.ts";
import type { Arriving, LetterServices, Taken } from "./contract.ts";

type Said = Extract<
  Content,
  {
    kind:
      | "receipt"
      | "question"
      | "position"
      | "pledge"
      | "withdrawal"
      | "readiness"
      | "done"
      | "acknowledgement";
  }
>;

interface InOwnCase {
  readonly row: CaseRow;
  readonly act: Act;
  readonly view: View;
}

/** @throws InputError, PolicyError, ServerError: as a seat of that member would be told. */
export async function takeFromMember(
  tx: Transactor,
  node: LetterServices,
  arriving: Arriving,
  said: Said,
): Promise<Taken> {
  const inCase = await openCaseFor(tx, arriving);
  const { row, act, view } = inCase;
  const spoken = { told: null, arrangements: arrangementsOf(row) };
  switch (said.kind) {
    case "question": {
      const { text, place } = said.content;
      const { id, due } = await askQuestion(tx, act, { text, place, ...spoken });
      return confirm(
        arriving,
        inCase,
        { question: id },
        `The question was taken; an answer is due by ${due}.`,
      );
    }
    case "position": {
      const position = readWord(said.content.position, "content.position", statedPositions);
      await takePosition(tx, act, { position, statement: said.content.statement, ...spoken });
      return confirm(arriving, inCase, {}, `The position was taken: ${position}.`);
    }
    case "pledge": {
      const { leaf } = await placePledge(tx, act, await readPledge(node, inCase, said.content));
      return confirm(arriving, inCase, { leaf }, "The pledge was placed.", leaf);
    }
    case "withdrawal":
      await withdrawPledge(tx, act);
      return confirm(arriving, inCase, {}, "The pledge was withdrawn.");
    case "readiness": {
      const { items, text } = said.content;
      const read = items.map(({ item, state }, index) => ({
        item: readWord(item, `content.items[${index}].item`, readinessItems),
        state: readWord(state, `content.items[${index}].state`, itemStates),
      }));
      await stateReadiness(tx, act, { items: read, text });
      return confirm(arriving, inCase, {}, "How ready you are was written down.");
    }
    case "acknowledgement": {
      const count = await acknowledgeNotice(tx, act, said.content);
      return confirm(arriving, inCase, {}, `${count} new acknowledgements were written down.`);
    }
    case "receipt": {
      const { stage, document } = said.content;
      if (stage === "opened") await openOwnCut(tx, act, document);
      else await receiveOwnCut(tx, act, { document, stage });
      return { outcome: {}, replies: [] };
    }
    case "done": {
      const { actorType, inTally, sources, ...rest } = said.content;
      const row = {
        ...rest,
        actor: view.member,
        actor_type: actorType,
        in_tally: inTally,
        sources: [...sources],
      };
      const { id } = await recordMeasure(tx, { ...act, of: inCase.row }, { row, reciprocal: false });
      return confirm(arriving, inCase, { measure: id }, `The measure was recorded: ${id}.`);
    }
  }
}

/**
 * The case the letter is about, for a seat of its sender that speaks through its node. A case that another leads, that is
 * not there, or that was not brought to this member, is told alike.
 */
async function openCaseFor(tx: Transactor, { own, peer, letter, at }: Arriving): Promise<InOwnCase> {
  const row = letter.case === null ? null : await findCase(tx, letter.case);
  if (row?.lead !== own.party.member) throw noSuchCase();
  const seat = readSeat(`${peer.member}/desk/${peer.kitCase === null ? "node" : "kit"}`);
  const view = openSeatView(seat, row);
  if (view.reach !== "own" || !(await isConcerned(tx, view))) throw noSuchCase();
  return { row, view, act: { of: row, seat, at: row.exercise ? row.clock : at } };
}

function noSuchCase(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "There is no such case, or nothing of it was brought to your member. The lead's desk can say more.",
  );
}

function confirm(
  { letter: { number } }: Arriving,
  { act }: InOwnCase,
  outcome: JsonObject,
  said: string,
  leaf: number | null = null,
): Taken {
  return {
    outcome,
    replies: [{ kind: "confirmation", content: { letter: number, said, leaf, at: act.at } }],
  };
}

async function readPledge(
  { keystore }: LetterServices,
  { row }: InOwnCase,
  content: Extract<Said, { kind: "pledge" }>["content"],
): Promise<NewPledge> {
  const context = { community: communityOf(row), kinds: arrangementsOf(row).kinds, keystore };
  if (!("sealed" in content)) {
    const { levels, authority, validUntil } = content;
    return { ...context, source: { levels }, authority, validUntil, sealed: null };
  }
  const opened = await openSealed(content.sealed, await keystore.openResolver(row.lead));
  const object = readObject(opened, "sealed", ["levels", "authority", "validUntil", "salt"]);
  const salt = readString(object["salt"], "sealed.salt");
  if (!isBase64urlOf(salt, 32))
    throw new InputError("SHAPE_INVALID", "sealed.salt must be base64url of 32 bytes");
  const { validUntil } = object;
  return {
    ...context,
    source: { levels: readArray(object["levels"], "sealed.levels") },
    authority: readWord(object["authority"], "sealed.authority", authorities),
    validUntil: validUntil === null ? null : readInstant(readString(validUntil, "sealed.validUntil")),
    sealed: { salt: decodeBase64url(salt) },
  };
}

async function openSealed(sealed: string, key: webcrypto.CryptoKey) {
  try {
    return parseJson(decodeUtf8(await decryptAsResolver(decodeBase64url(sealed), key)));
  } catch (cause) {
    throw new ServerError(
      "SEALED_UNREADABLE",
      "This sealed pledge is not encrypted to the resolver of this case, or was changed. Seal it again with the key that came with the approach.",
      { cause },
    );
  }
}
