// What an exercise came to, read back from the database: nothing here knows the script.
import { countingRules } from "@entente/core/measures";
import type { Tally } from "@entente/core/measures";
import { fingerprintIssuer, thumbprint } from "@entente/core/keys";
import { parseLedgerPolicy } from "@entente/core/ledger";
import { openKeyStatement, verifyCut } from "@entente/core/releases";
import type { Trust } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openExerciseView } from "../access/index.ts";
import { composeOverview } from "../board/index.ts";
import { findCase } from "../cases/index.ts";
import { positions } from "../approaches/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { readCutFiles } from "../releases/index.ts";
import { listStatements } from "../rotations/index.ts";
import type { Reader } from "../storage/index.ts";

export interface ExerciseSummary {
  readonly case: string;
  readonly documents: number;
  readonly portions: number;
  readonly classes: number;
  readonly cuts: number;
  readonly verified: number;
  readonly approaches: number;
  readonly positions: Readonly<Record<string, number>>;
  readonly pledges: number;
  readonly resolution: { readonly acting: number; readonly wouldActAlone: number } | null;
  readonly tZero: {
    readonly opened: string | null;
    readonly packages: number;
    readonly widthSeconds: number | null;
  } | null;
  readonly tally: Omit<Tally, "notCounted">;
  readonly otherTallies: readonly Omit<Tally, "notCounted">[];
  readonly clocks: Readonly<Record<string, { readonly at: string | null; readonly days: number | null }>>;
}

/** The keys this node signs a case's cuts and its ledger with, as trust for checking them. */
export async function pinTrust(
  reader: Reader,
  { keystore, ledger }: { readonly keystore: Keystore; readonly ledger: LedgerSigner },
  lead: string,
): Promise<Trust> {
  const ed25519 = (await keystore.openSigner("issuer", lead)).publicKey;
  const mlDsa = (await keystore.openMlDsaSigner("ML-DSA-65", "issuer", lead)).publicKey;
  const authority = (await keystore.openSigner("authority", lead)).publicKey;
  const policy = parseLedgerPolicy(`log ${ledger.identity.vkey}\nquorum none\n`, nodePrimitives);
  const statements = (await listStatements(reader, null)).map(
    ({ file }) => openKeyStatement({ text: file, policy }, nodePrimitives).stated,
  );
  return {
    kind: "pinned",
    // The record of a case is signed with the issuer's Ed25519 key alone.
    issuers: [fingerprintIssuer({ ed25519, mlDsa }, nodePrimitives), thumbprint(ed25519, nodePrimitives)],
    authorities: [thumbprint(authority, nodePrimitives)],
    ...{ policy, statements },
  };
}

/** @throws ServerError NOT_FOUND when the exercise is not on this node. */
export async function summarizeExercise(
  reader: Reader,
  slug: string,
  { keystore, ledger }: { readonly keystore: Keystore; readonly ledger: LedgerSigner },
): Promise<ExerciseSummary> {
  const row = await findCase(reader, slug);
  if (row === null) throw new ServerError("NOT_FOUND", `There is no exercise ${slug} on this node.`);
  const view = openExerciseView(row);
  const overview = await composeOverview(reader, view, row);
  const trust = await pinTrust(reader, { keystore, ledger }, row.lead);
  const files = await readCutFiles(reader, view);
  const [tally, ...otherTallies] = overview.tallies;
  if (tally === undefined) throw new RangeError(`there is a tally for each of ${countingRules.length} rules`);
  const stated = overview.members
    .map(({ position }) => position)
    .filter((position) => position !== "lead" && position !== "not approached");
  return {
    case: slug,
    documents: overview.documents.length,
    portions: overview.documents.reduce((sum, document) => sum + document.portions, 0),
    classes: overview.documents.reduce((sum, document) => sum + document.classes, 0),
    cuts: files.length,
    verified: files.filter(({ file, recipient }) => isVerified(file, recipient, trust)).length,
    approaches: overview.funnel.find(({ stage }) => stage === "Approached")?.count ?? 0,
    positions: Object.fromEntries(
      positions.map((position) => [position, stated.filter((of) => of === position).length]),
    ),
    pledges: overview.members.filter(({ pledged }) => pledged !== null).length,
    resolution:
      overview.resolution === null
        ? null
        : { acting: overview.resolution.acting, wouldActAlone: overview.resolution.alone },
    tZero:
      overview.tZero === null
        ? null
        : {
            opened: overview.tZero.opened,
            packages: overview.tZero.packages,
            widthSeconds: overview.tZero.widthSeconds,
          },
    tally,
    otherTallies,
    clocks: Object.fromEntries(overview.clocks.map(({ name, at, days }) => [name, { at, days }])),
  };
}

function isVerified(text: string, recipient: string, trust: Trust): boolean {
  return verifyCut({ text, trust, primitives: nodePrimitives }).document.recipient === recipient;
}
