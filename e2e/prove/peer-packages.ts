// Packages of three nodes: the lead shares a key among all of them, and each lets its share go by its own clock and opens.
import { PolicyError } from "../../packages/core/src/encoding/index.ts";
import type { Instant } from "../../packages/core/src/encoding/index.ts";
import {
  listPackages,
  openShared,
  releaseShare,
  shareKey,
} from "../../packages/server/src/embargoes/index.ts";
import { openOwnNode } from "../../packages/server/src/peers/index.ts";
import type { LetterServices } from "../../packages/server/src/peers/index.ts";

export interface PackageWish {
  readonly caseName: string;
  /** Null: that of T-0. */
  readonly instant: Instant | null;
  readonly holders: readonly string[];
  readonly text: string;
}

/** How it stands with a package at one node. */
export interface PackageThere {
  readonly digest: string;
  readonly instant: Instant;
  /** The round of T-0 that holds it as well; null: the instant alone decides. */
  readonly round: number | null;
  readonly letGo: readonly string[];
  readonly isOpen: boolean;
  /** What it says; null where it cannot be read. */
  readonly text: string | null;
}

/** Shares it: two of the holders open it. Gives its digest. */
export async function sharePackage(node: LetterServices, { text, ...wish }: PackageWish): Promise<string> {
  const content = new TextEncoder().encode(text);
  return (await shareKey(node, { ...wish, content, threshold: 2, by: "node" })).digest;
}

export async function lookAtPackages(node: LetterServices): Promise<readonly PackageThere[]> {
  const own = await openOwnNode(node);
  const shown = await node.database.read((reader) => listPackages(reader, own));
  return Promise.all(
    shown.map(async ({ digest, instant, round, letGo, openedAt }) => {
      const text = openedAt === null ? null : await readOpened(node, digest);
      return { digest, instant, round, letGo: [...letGo].sort(), isOpen: openedAt !== null, text };
    }),
  );
}

/** Null also where it was open, and the clock was put back to before its instant. */
async function readOpened(node: LetterServices, digest: string): Promise<string | null> {
  try {
    const { content } = await openShared(node, { embargo: digest, shares: [] });
    return Buffer.from(content).toString();
  } catch (error) {
    if (error instanceof PolicyError && error.code === "EMBARGO_CLOSED") return null;
    throw error;
  }
}

/** Somebody wants it open now: true where it is. @throws what the node says that keeps it closed. */
export async function letGoNow(node: LetterServices, digest: string): Promise<boolean> {
  await releaseShare(node, { embargo: digest, sealed: null, by: "node" });
  await openShared(node, { embargo: digest, shares: [] });
  return true;
}
