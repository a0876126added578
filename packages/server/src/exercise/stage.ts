// What a step of a script is given, and the shape of everything that performs one.
import type { Arrangements } from "@entente/core/arrangements";
import type { JsonObject } from "@entente/core/encoding";
import type { CompiledCommunity } from "@entente/core/markings";
import type { CaseFile } from "@entente/core/measures";
import type { Act } from "../access/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { WantJob } from "../t-zero/index.ts";
import type { Transactor } from "../storage/index.ts";
import type { Scenario } from "./scenario.ts";

/** Everything a step may need beside its own words. */
export interface Stage {
  readonly scenario: Scenario;
  readonly facts: CaseFile;
  readonly community: CompiledCommunity;
  readonly arrangements: Arrangements;
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
  readonly files: FileStore;
  readonly jobs: WantJob;
}

export type Perform = (tx: Transactor, act: Act, input: JsonObject, stage: Stage) => Promise<unknown>;
