// A new pledge: chosen, spelled as it is chosen, and placed where the case is led.
import { useState } from "react";
import { useWords } from "../../words/locale.tsx";
import { Builder } from "./builder.tsx";
import { readDraft } from "./draft.ts";
import type { DraftLevel } from "./draft.ts";
import { PlacePart } from "./place-part.tsx";
import type { Placing } from "./place-part.tsx";
import type { Vocabulary } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";

export interface BuildPartProps {
  readonly name: (id: string) => string;
  readonly vocabulary: Vocabulary;
  readonly placing: Placing;
  readonly replaces: boolean;
}

export function BuildPart({ name, vocabulary, placing, replaces }: BuildPartProps) {
  const say = useWords(pledgeWords);
  const [levels, setLevels] = useState<readonly DraftLevel[]>(() => [
    {
      measures: vocabulary.kinds.slice(0, 1).map(({ id }) => ({ kind: id, count: 1 })),
      joint: "all",
      clauses: [],
    },
  ]);
  const reading = readDraft(levels, vocabulary);
  return (
    <section className="desk-part" aria-label={say("build.title")}>
      <h2 className="part-title">{say("build.title")}</h2>
      <Builder levels={levels} onChange={setLevels} vocabulary={vocabulary} name={name} />
      <div className="said" aria-live="polite">
        <h3 className="label">{say("said.title")}</h3>
        {reading.state === "read" && (
          <>
            <p className="said-text">{reading.text}</p>
            <p className="quiet">{say("said.local")}</p>
          </>
        )}
        {reading.state === "gap" && <p className="quiet">{say(`gap.${reading.gap}`)}</p>}
        {reading.state === "refused" && <p className="late-line">{reading.reason}</p>}
      </div>
      {reading.state === "read" && <PlacePart {...{ placing, vocabulary, reading, replaces }} />}
    </section>
  );
}
