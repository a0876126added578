// Checking who signed a checkpoint in the reader's browser, by the core, with keys that came from elsewhere than the node.
import { portablePrimitives } from "@entente/core/keys";
import { openWitnessedCheckpoint, parseLedgerPolicy } from "@entente/core/ledger";
import { explainFailure } from "../case/check-cut.ts";

export type WitnessCheck =
  | {
      readonly state: "holds";
      readonly size: number;
      /** Names of witnesses whose lines hold, and of those whose keys were given and who did not sign. */
      readonly signed: readonly string[];
      readonly missing: readonly string[];
      /** Names of lines whose keys were not given. */
      readonly unchecked: readonly string[];
    }
  | { readonly state: "broken"; readonly code: string; readonly reason: string };

/** Never throws. @param witnesses lines of keys, `name+id+key`, in any number. */
export function checkWitnesses({
  note,
  vkey,
  witnesses,
}: {
  readonly note: string;
  readonly vkey: string;
  readonly witnesses: readonly string[];
}): WitnessCheck {
  try {
    const given = [...new Set(witnesses)];
    // Whoever looks decides who is enough: here it is said who signed, and nothing is asked of their number. The words of a
    // policy are read by the one reader of policies, which refuses what could never be checked.
    const policy = parseLedgerPolicy(
      [`log ${vkey}`, ...given.map((line, at) => `witness w${at} ${line}`), "quorum none", ""].join("\n"),
      portablePrimitives,
    );
    const nameOf = (id: string): string => policy.witnesses.find(({ name }) => name === id)?.key.name ?? id;
    const opened = openWitnessedCheckpoint({ note, policy }, portablePrimitives);
    const signed = opened.witnesses.map(nameOf);
    return {
      ...{ state: "holds", size: opened.checkpoint.size, signed },
      missing: policy.witnesses.map(({ key }) => key.name).filter((name) => !signed.includes(name)),
      unchecked: [...new Set(opened.unchecked)],
    };
  } catch (error) {
    return explainFailure(error);
  }
}
