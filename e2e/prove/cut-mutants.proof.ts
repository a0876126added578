// npm run prove -- cut-mutants: nothing but the true file verifies, of cuts, cut pages and a record.
import { verifyRecord } from "@entente/core/record";
import { makeRecord } from "../../packages/core/src/record/record.fixture.ts";
import { verifyCut } from "@entente/core/releases";
import { renderCutPage, verifyCutPage } from "@entente/core/pages";
import { kinds, kindsCommunity } from "../../packages/core/src/releases/kinds.fixture.ts";
import { sample, sealRelease } from "../../packages/core/src/releases/release.fixture.ts";
import type { Proof } from "./contract.ts";
import { runMutants, single } from "./mutation.ts";
import type { Subject } from "./mutation.ts";
import { nativeTools } from "./native-tools.ts";

const { primitives } = nativeTools;
const trust = { kind: "carried" } as const;

export const proof: Proof = {
  name: "cut-mutants",
  claim: "Whatever byte or member of a cut, a cut page or a record is changed, it does not verify.",
  smallCases: 3000,
  defaultCases: 1_000_000,
  run: (options) => runMutants(makeSubjects(options.seed), options),
};

/** Cuts, their pages and a record. */
export function makeSubjects(seed: number): readonly Subject[] {
  const sealed = sealRelease({
    document: sample,
    recipients: ["USA", "DEU", "SWE"],
    seed: `cut-mutants ${seed}`,
    tools: nativeTools,
  });
  const ofEveryKind = sealRelease({
    document: kinds,
    compiled: kindsCommunity,
    recipients: ["GBR", "SWE"],
    seed: `cut-mutants ${seed}`,
    tools: nativeTools,
  });
  const texts = [...sealed.cuts, ...ofEveryKind.cuts];
  const cuts = texts.map(([recipient, text]) =>
    single(`cut for ${recipient}`, text, (changed) => void verifyCut({ text: changed, trust, primitives })),
  );
  const pages = texts.map(([recipient, text]) => {
    const page = renderCutPage({ text, names: {}, authority: sealed.authority, script: "0;", primitives });
    return single(
      `page for ${recipient}`,
      page,
      (changed) => void verifyCutPage({ text: changed, trust, primitives }),
    );
  });
  const record: Subject = {
    name: "record",
    parts: makeRecord({ seed: `cut-mutants ${seed}`, tools: nativeTools }).files,
    verify: (files) => void verifyRecord({ files, trust, primitives }),
  };
  return [...cuts, ...pages, record];
}
