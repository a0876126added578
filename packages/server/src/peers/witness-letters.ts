// Rounds of witnesses as letters: the head of this node's ledger goes to the members' nodes that the policy names, each looks
// whether it goes on from what it saw before, as it does for whoever asks over HTTP, and its cosignature comes back.
import { epochMilliseconds, instantAt, parseJson } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { readAddCheckpoint } from "@entente/core/ledger";
import { readContent, readLetter } from "@entente/core/letters";
import type { ContentOf } from "@entente/core/letters";
import { ServerError } from "../errors.ts";
import { findPolicy, listPeerKeys, storeCosignatures, writeWitnessRequest } from "../ledger/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { answerCheckpoint } from "../witness/index.ts";
import type { Arriving, LetterServices, Taken } from "./contract.ts";
import { readEnclosed } from "./enclosed.ts";
import type { PeerRow } from "./store.ts";
import { findAnswerTo, findLastOut, listOut } from "./store-letters.ts";
import { digestFile } from "./writing.ts";
import type { LetterWish } from "./writing.ts";

/** After a refusal the same head is not asked for again before. */
const WAIT_MS = 3_600_000;

/** A refusal from the time to come shows a clock that was put back: waiting for that time could take for ever. */
const isRecent = (then: Instant, now: Instant): boolean =>
  now >= then && now < instantAt(epochMilliseconds(then) + WAIT_MS);

/** The request that a node is to be asked to cosign now; at most one waits for its answer. */
export async function listOwedRequest(
  reader: Reader,
  { folder }: Pick<LetterServices, "folder">,
  { peer, now }: { readonly peer: PeerRow; readonly now: Instant },
): Promise<readonly Omit<LetterWish, "at">[]> {
  const vkeys = await listKeys(folder, peer.member);
  if (vkeys.length === 0) return [];
  const last = await findLastOut(reader, peer.fingerprint, "witness");
  const answer = last === null ? null : await findAnswerTo(reader, peer.fingerprint, last.number);
  if (last !== null && answer === null) return [];
  if (answer?.kind === "trouble" && isRecent(answer.receivedAt, now)) return [];
  const said = answer === null ? null : readContent(readLetter(parseJson(answer.letter), "letter"));
  const from = said?.kind === "cosignature" && said.content.lines === null ? said.content.size : null;
  const request = await writeWitnessRequest(reader, { vkeys, from });
  if (request === null) return [];
  const bytes = new TextEncoder().encode(request.body);
  return [
    {
      ...{ subject: `witness/${request.size}/${last?.number ?? 0}`, caseName: null, kind: "witness" },
      ...{ content: { file: digestFile(bytes) }, files: [bytes] },
    },
  ];
}

/** A request to cosign, answered as over HTTP. @throws ServerError WITNESS_REFUSED. */
export async function takeRequest(
  tx: Transactor,
  { cosigners }: Pick<LetterServices, "cosigners">,
  { peer, letter, at }: Arriving,
  { file }: ContentOf["witness"],
): Promise<Taken> {
  const body = await readBody(tx, peer, file);
  const { status, body: answer } = await answerCheckpoint(tx, { body, cosigners, at });
  const recorded = status === 409 ? Number(answer) : null;
  const isBehind = recorded !== null && recorded !== readAddCheckpoint(body).oldSize;
  if (status !== 200 && !isBehind) throw refused(status, peer.member);
  const size = recorded ?? Number(readAddCheckpoint(body).note.split("\n")[1]);
  const lines = status === 200 ? answer : null;
  return {
    outcome: { size },
    replies: [{ kind: "cosignature", content: { letter: letter.number, size, lines } }],
  };
}

/** A cosignature of a head of this node's ledger. @throws ServerError NOT_FOUND, WITNESS_ANSWER_INVALID, LEDGER_ROLLED_BACK. */
export async function takeCosignature(
  tx: Transactor,
  { folder, ledger }: Pick<LetterServices, "folder" | "ledger">,
  { peer, at }: Arriving,
  { letter: number, size, lines }: ContentOf["cosignature"],
): Promise<Taken> {
  const [asked] = await listOut(tx, peer.fingerprint, { from: number, most: 1 });
  const said = asked?.number === number ? readContent(readLetter(parseJson(asked.letter), "letter")) : null;
  if (said?.kind !== "witness")
    throw new ServerError(
      "NOT_FOUND",
      `This answers letter ${number}, and nothing was asked in it. Whoever runs your node looks what wrote it.`,
    );
  const { note } = readAddCheckpoint(await readBody(tx, peer, said.content.file));
  const vkeys = await listKeys(folder, peer.member);
  await storeCosignatures(tx, { witness: { name: peer.member, vkeys }, ledger, note, size, lines, at });
  return { outcome: { size }, replies: [] };
}

/** The keys of a member's witness that this node's policy names. */
async function listKeys(folder: string, member: string): Promise<readonly string[]> {
  const found = await findPolicy(folder);
  return found === null ? [] : listPeerKeys(found.policy, member);
}

async function readBody(reader: Reader, { fingerprint }: PeerRow, file: string): Promise<string> {
  return new TextDecoder().decode(await readEnclosed(reader, fingerprint, file));
}

function refused(status: number, member: string): ServerError {
  const reasons: Readonly<Record<number, string>> = {
    400: "the request is none that a witness understands; whoever runs both nodes compare their versions",
    403: "this ledger's own key did not sign that head; whoever runs both nodes compare the ledger's key",
    404: "this node does not witness that ledger; whoever runs it accepts it with: entente ledger witness --accept VKEY",
    409: "another tree of the same size was cosigned before: there are two versions of that ledger, and whoever runs its node finds the other copy",
    422: "what was cosigned before is not part of that ledger: there are two versions of it, and whoever runs its node finds the other copy",
  };
  return new ServerError(
    "WITNESS_REFUSED",
    `The ledger of ${member} was not cosigned: ${reasons[status] ?? `status ${status}`}.`,
  );
}
