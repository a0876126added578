// What a view sees of T-0. One function for the lead and for a member: row security leaves the member its own package, and
// what has opened.
import type { Instant, JsonValue } from "@entente/core/encoding";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import type { TZeroState } from "./rules.ts";
import { listTexts } from "./store-readiness.ts";
import { findTZero, listActs, listPackages, listRehearsals } from "./store.ts";
import type { MemberAct, Rehearsal, TZeroRow } from "./store.ts";
import { readReadiness } from "./t-zero.ts";
import type { MemberReadiness } from "./t-zero.ts";

export interface ShownPackage {
  readonly member: string;
  readonly measures: JsonValue;
  /** Null where there is none, or where it is not open to the view. */
  readonly text: string | null;
  readonly digest: string | null;
  readonly leaf: number | null;
  readonly leftOut: boolean;
  readonly openedAt: Instant | null;
}

export interface ShownTZero {
  readonly round: number;
  readonly state: TZeroState;
  readonly instant: Instant;
  readonly dueAt: Instant;
  /** For the lead: what makes it due then. Null for a member, whom another's hold does not concern. */
  readonly dueBecause: TZeroRow["dueBecause"] | null;
  readonly openedAt: Instant | null;
  readonly lateMs: number | null;
  readonly stoodDownAt: Instant | null;
  readonly stoodDownBecause: string | null;
  readonly readiness: readonly MemberReadiness[];
  readonly packages: readonly ShownPackage[];
  readonly acts: readonly MemberAct[];
  readonly rehearsals: readonly Rehearsal[];
}

/** Null where the view sees no T-0. */
export async function showTZero(reader: Reader, view: View): Promise<ShownTZero | null> {
  const tZero = await findTZero(reader, view);
  if (tZero === null) return null;
  const { round } = tZero;
  const whole = view.reach === "case";
  const texts = await listTexts(reader, view, round);
  const packages = (await listPackages(reader, view, round)).map((item) => ({
    ...{ member: item.member, measures: item.measures, digest: item.digest, leaf: item.leafIndex },
    ...{ leftOut: item.leftOut, openedAt: item.openedAt },
    text:
      texts.find(({ member, digest }) => member === item.member && digest === item.textDigest)?.text ?? null,
  }));
  return {
    ...{ round, state: tZero.state, instant: tZero.instant, dueAt: tZero.dueAt },
    ...{ openedAt: tZero.openedAt, lateMs: tZero.lateMs, stoodDownAt: tZero.stoodDownAt },
    dueBecause: whole ? tZero.dueBecause : null,
    stoodDownBecause: whole ? tZero.stoodDownBecause : null,
    ...{ readiness: await readReadiness(reader, view, round), packages },
    ...{ acts: await listActs(reader, view, round), rehearsals: await listRehearsals(reader, view, round) },
  };
}
