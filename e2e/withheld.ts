// What a cut must not hold, worked out from the marked text and the release plan and not from the cut.
import { fileURLToPath } from "node:url";
import { parseMarkedText } from "../packages/core/src/documents/index.ts";
import type { Portion, Span } from "../packages/core/src/documents/index.ts";
import { compileCommunity, readCommunity } from "../packages/core/src/markings/index.ts";
import { noRules, planRelease } from "../packages/core/src/planning/index.ts";
import { readScenario } from "../packages/server/src/exercise/index.ts";

/** A row of the case's list of cuts, as far as the tests look at it. */
export interface ListedCut {
  readonly document: string;
  readonly recipient: string;
  readonly banner: string;
  readonly json: string;
  readonly page: string;
}

export async function listCuts(origin: string, slug: string): Promise<readonly ListedCut[]> {
  const response = await fetch(`${origin}/api/cases/${slug}`);
  return ((await response.json()) as { cuts: readonly ListedCut[] }).cuts;
}

/** Shorter runs of text also stand elsewhere by chance. */
const TELLING = 16;

/** Runs of text that `cut` shows, and those it withholds: none of these stands anywhere in what it shows. */
export async function findWithheld(
  slug: string,
  { document: name, recipient }: ListedCut,
): Promise<{ readonly released: readonly string[]; readonly withheld: readonly string[] }> {
  const scenario = await readScenario(fileURLToPath(new URL(`../scenarios/${slug}`, import.meta.url)));
  const community = compileCommunity(readCommunity(scenario.community));
  const text = scenario.documents.get(`documents/${name}.md`);
  if (text === undefined) throw new Error(`the scenario has no document ${name}`);
  const { document } = parseMarkedText(text, community.community.policies);
  const [plan] = planRelease({
    document,
    community,
    recipients: [recipient],
    rules: noRules,
    consents: [],
  }).classes;
  const hidden = new Set(plan?.withheld.map(({ place }) => place));
  const released: string[] = [];
  const withheld: string[] = [];
  for (const portion of [...document.portions, ...document.footnotes])
    for (const { place, text: run } of listRuns(portion))
      if (run.length >= TELLING) (hidden.has(place) ? withheld : released).push(run);
  const shown = released.join("\n");
  return { released, withheld: withheld.filter((run) => !shown.includes(run)) };
}

function listRuns(portion: Portion): readonly { readonly place: string; readonly text: string }[] {
  return portion.spans.flatMap((span, index) =>
    span.kind === "restricted"
      ? listTexts(span.spans).map((text) => ({ place: `${portion.id}/${index}`, text }))
      : listTexts([span]).map((text) => ({ place: portion.id, text })),
  );
}

function listTexts(spans: readonly Span[]): readonly string[] {
  return spans.flatMap((span) => (span.kind === "text" ? [span.text] : []));
}
