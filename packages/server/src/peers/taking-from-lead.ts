// Letters of a lead to a member's node: kept as what is known of a foreign case, after what they enclose was verified. They
// change nothing of this node's own cases.
import { decodeUtf8, parseJson, VerificationError } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { readContent, readLetter } from "@entente/core/letters";
import type { Content } from "@entente/core/letters";
import { verifyCut, verifyNotice, verifyUnsealing } from "@entente/core/releases";
import { nodePrimitives as primitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { listInOfCase, listOut } from "./store-letters.ts";
import { insertTrouble } from "./store-troubles.ts";
import type { Arriving, Taken } from "./contract.ts";
import { readEnclosed } from "./enclosed.ts";
import { readForeignCopy } from "./foreign-copies.ts";
import { noteKeysTold } from "./key-letters.ts";
import type { OutRow } from "./store-letters.ts";

type Said = Exclude<
  Content,
  {
    kind:
      | "package"
      | "share"
      | "witness"
      | "cosignature"
      | "keys"
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

const nothing: Taken = { outcome: {}, replies: [] };
/** The keys that a lead's releases are signed with are vouched for by the node it was paired by. */
const trust = { kind: "carried" } as const;
/** What is said of a cut that is here: that it came, and that its signatures, its binding and its evidence held. */
const RECEIVED = ["delivered", "verified"] as const;

/** @throws InputError, VerificationError, ServerError: why it is refused, as the lead's node is told. */
export async function takeFromLead(tx: Transactor, arriving: Arriving, said: Said): Promise<Taken> {
  const { own, peer, letter } = arriving;
  switch (said.kind) {
    case "approach": {
      requireCase(arriving);
      const replies: { kind: "receipt"; content: JsonObject }[] = [];
      for (const { document, file } of said.content.cuts) {
        const { recipient } = verifyCut({
          text: await readText(tx, arriving, file),
          trust,
          primitives,
        }).document;
        if (recipient !== own.party.member)
          throw new VerificationError(
            "KEY_BINDING_MISMATCH",
            `The cut of ${document} is bound to another recipient than ${own.party.member}: the lead's release authority looks which was sent`,
          );
        for (const stage of RECEIVED) replies.push({ kind: "receipt", content: { stage, document } });
      }
      return { outcome: {}, replies };
    }
    case "answer":
      await requireWritten(tx, arriving, said.content.question, "question");
      return nothing;
    case "confirmation":
      await noteKeysTold(tx, peer, (await requireWritten(tx, arriving, said.content.letter, null)).subject);
      return nothing;
    case "unsealing": {
      const { document, file } = said.content;
      const cut = await readCutNow(tx, arriving, document);
      verifyUnsealing({ cut, unsealing: await readText(tx, arriving, file), trust, primitives });
      return {
        outcome: {},
        replies: RECEIVED.map((stage) => ({ kind: "receipt", content: { stage, document } })),
      };
    }
    case "notice": {
      const { document, file } = said.content;
      const { header } = verifyCut({
        text: await readCutNow(tx, arriving, document),
        trust,
        primitives,
      }).document;
      verifyNotice({ text: await readText(tx, arriving, file), header, trust, primitives });
      return nothing;
    }
    case "instant":
    case "vocabulary":
      await requireApproached(tx, arriving);
      return nothing;
    case "trouble": {
      const { letter: about, code, said: sentence } = said.content;
      if (about !== null) await requireWritten(tx, arriving, about, null);
      const row = { caseName: letter.case, code, said: sentence, side: "there" as const, at: arriving.at };
      await insertTrouble(tx, peer.fingerprint, row);
      return { outcome: about === null ? {} : { refused: about, code }, replies: [] };
    }
  }
}

function requireCase({ letter }: Arriving): string {
  if (letter.case === null)
    throw new ServerError(
      "REQUEST_INVALID",
      "This letter names no case, and its kind is about one. Whoever runs the node that wrote it looks what wrote it.",
    );
  return letter.case;
}

/** Letters of this case that were taken, with what they say. */
async function listTaken(tx: Transactor, arriving: Arriving): Promise<readonly Content[]> {
  const rows = await listInOfCase(tx, arriving.peer.fingerprint, requireCase(arriving));
  return rows.flatMap(({ state, letter }) =>
    state === "taken" ? [readContent(readLetter(parseJson(letter), "letter"))] : [],
  );
}

async function requireApproached(tx: Transactor, arriving: Arriving): Promise<void> {
  if ((await listTaken(tx, arriving)).some(({ kind }) => kind === "approach")) return;
  throw new ServerError(
    "NOT_FOUND",
    "Nothing of this case was brought to this node, so there is nothing to add to. The desk of its lead delivers the approach first.",
  );
}

/** The cut of a document as its reader has it now: as it was last brought, with all that was unsealed of it since. */
async function readCutNow(tx: Transactor, arriving: Arriving, document: string): Promise<string> {
  const name = requireCase(arriving);
  const isOf = (said: Content): boolean =>
    said.kind === "approach" && said.content.cuts.some((cut) => cut.document === document);
  if (!(await listTaken(tx, arriving)).some(isOf))
    throw new ServerError(
      "NOT_FOUND",
      `No cut of ${document} was brought to this node in this case. The desk of its lead delivers it first.`,
    );
  const { files } = await readForeignCopy(tx, { peer: arriving.peer.fingerprint, name, document });
  const [cut, ...later] = files;
  return later
    .filter(({ kind }) => kind === "unsealing")
    .reduce(
      (before, { file }) => verifyUnsealing({ cut: before, unsealing: file, trust, primitives }).cutAfter,
      cut.file,
    );
}

async function readText(tx: Transactor, { peer }: Arriving, file: string): Promise<string> {
  return decodeUtf8(await readEnclosed(tx, peer.fingerprint, file));
}

/** An answer is to something that was written, about the same case. */
async function requireWritten(
  tx: Transactor,
  { peer, letter }: Arriving,
  number: number,
  kind: string | null,
): Promise<OutRow> {
  const [row] = await listOut(tx, peer.fingerprint, { from: number, most: 1 });
  if (row?.number === number && row.caseName === letter.case && (kind === null || row.kind === kind))
    return row;
  throw new ServerError(
    "NOT_FOUND",
    `This answers letter ${number}, and no such letter was written to you in this case. Whoever runs your node looks what wrote it.`,
  );
}
