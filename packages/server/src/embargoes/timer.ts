// What a node that serves does of itself with packages: it lets its member's share go when its own clock has passed the instant
// and nothing it knows of holds it, and opens what enough others have let go. The lead's node is not asked.
import { PolicyError, VerificationError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import {
  insertTrouble,
  listAllEmbargoes,
  listShares,
  openOwnNode,
  readEarlierClock,
  readEmbargo,
  updateEmbargo,
} from "../peers/index.ts";
import type { EmbargoRow, LetterServices, OwnNode } from "../peers/index.ts";
import type { Reader } from "../storage/index.ts";
import { openShared, releaseShare } from "./embargoes.ts";

/** How it stands with a package that is here. */
export interface ShownPackage {
  readonly digest: string;
  readonly lead: string;
  readonly case: string;
  readonly instant: Instant;
  /** The round of T-0 it is part of; null: of none. */
  readonly round: number | null;
  readonly threshold: number;
  readonly holders: readonly string[];
  /** Whose shares were let go, as far as is known here. */
  readonly letGo: readonly string[];
  /** This member's own share: `none` where it holds none here. */
  readonly own: "none" | "held" | "let go";
  readonly openedAt: Instant | null;
}

/** Every package that is here. */
export async function listPackages(reader: Reader, own: OwnNode): Promise<readonly ShownPackage[]> {
  const shown: ShownPackage[] = [];
  for (const row of await listAllEmbargoes(reader, own)) {
    const { lead, round, threshold, holders } = readEmbargo(row);
    const shares = await listShares(reader, row.peer, row.digest);
    const mine = shares.find(({ member }) => member === own.party.member);
    shown.push({
      ...{
        digest: row.digest,
        lead: lead.member,
        case: row.caseName,
        instant: row.instant,
        round,
        threshold,
      },
      holders: holders.map(({ member }) => member),
      letGo: shares.flatMap(({ member, text }) => (text === null ? [] : [member])),
      own: mine === undefined ? "none" : mine.text === null ? "held" : "let go",
      openedAt: row.openedAt,
    });
  }
  return shown;
}

/** Lets go and opens whatever is due. Gives a sentence for each thing that was done or went wrong. */
export async function attendPackages(node: LetterServices): Promise<readonly string[]> {
  const own = await openOwnNode(node);
  const { rows, now } = await node.database.read(async (reader) => ({
    rows: await listAllEmbargoes(reader, own),
    now: await readEarlierClock(reader, node.now),
  }));
  const said: string[] = [];
  for (const row of rows) {
    if (row.openedAt !== null || now < row.instant) continue;
    const sentences = [await letGo(node, own, row), await open(node, row)];
    said.push(...sentences.filter((one) => one !== null));
  }
  return said;
}

async function letGo(node: LetterServices, own: OwnNode, row: EmbargoRow): Promise<string | null> {
  const shares = await node.database.read((reader) => listShares(reader, row.peer, row.digest));
  const mine = shares.find(({ member }) => member === own.party.member);
  if (mine === undefined || mine.text !== null) return null;
  try {
    await releaseShare(node, { embargo: row.digest, sealed: null, by: "node" });
    return `${row.caseName}: the share of ${own.party.member} was let go.`;
  } catch (error) {
    return sayWhy(error, row);
  }
}

async function open(node: LetterServices, row: EmbargoRow): Promise<string | null> {
  const shares = await node.database.read((reader) => listShares(reader, row.peer, row.digest));
  const count = shares.filter(({ text }) => text !== null).length;
  if (count < readEmbargo(row).threshold || count === row.triedWith) return null;
  try {
    const { members } = await openShared(node, { embargo: row.digest, shares: [] });
    return `${row.caseName}: a package has opened with the shares of ${members.join(", ")}: entente tzero open-shared ${row.digest} --out FOLDER`;
  } catch (error) {
    if (error instanceof VerificationError)
      await node.database.transact(async (tx) => {
        await updateEmbargo(tx, row, { tried_with: count });
        const own = await openOwnNode(node);
        if (row.peer === own.party.node) return;
        const { code, message: what } = error;
        const at = node.now();
        await insertTrouble(tx, row.peer, { caseName: row.caseName, code, said: what, side: "here", at });
      });
    return sayWhy(error, row);
  }
}

/** One sentence of what is in the way; what is no refusal is a fault of this node, and thrown on. */
function sayWhy(error: unknown, { caseName }: EmbargoRow): string {
  if (
    error instanceof PolicyError ||
    error instanceof VerificationError ||
    (error instanceof ServerError && ["NOT_FOUND", "BUNDLE_SEALED_OTHERWISE"].includes(error.code))
  )
    return `${caseName}: ${error.code}: ${error.message}`;
  throw error;
}

export interface PackageTimer {
  readonly stop: () => Promise<void>;
}

const LOOK_MS = 500;

/** Attends to packages as long as this node serves. */
export function startPackages(
  node: LetterServices & { readonly tell: (sentence: string) => void },
): PackageTimer {
  let stopping = false;
  let busy = false;
  let running: Promise<void> = Promise.resolve();
  // Said once, and again after something else was.
  const said = new Set<string>();
  const tell = (sentence: string): void => {
    if (said.has(sentence)) return;
    if (said.size > 1000) said.clear();
    said.add(sentence);
    node.tell(`entente: ${sentence}`);
  };
  const timer = setInterval(() => {
    if (busy || stopping) return;
    busy = true;
    running = attendPackages(node)
      .then((sentences) => sentences.forEach(tell))
      .catch((error: unknown) => {
        tell(
          error instanceof ServerError
            ? `packages wait. ${error.code}: ${error.message}`
            : "packages wait for this node's own machine.",
        );
      })
      .finally(() => {
        busy = false;
      });
  }, LOOK_MS);
  return {
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}
