// Confirming a node by what a person there reads aloud. The words of its card are not on this screen: they come from a voice.
import { SPOKEN_WORDS } from "@entente/core/keys";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { areWords, joinHeard, noWords, WordsInput } from "../../parts/words-input.tsx";
import { useWords } from "../../words/locale.tsx";
import { nodesWords } from "./nodes-words.ts";
import type { OtherNode } from "./other-node.ts";

export function PairPart({ node: { member } }: { readonly node: OtherNode }) {
  const say = useWords(nodesWords);
  const name = useMemberNames()(member);
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const [words, setWords] = useState(noWords(SPOKEN_WORDS));
  const [digits, setDigits] = useState("");
  const heard = digits.trim() === "" ? joinHeard(words) : digits.trim();
  const whole = digits.trim() === "" ? areWords(words) : /^[0-9a-f\s]{64,100}$/i.test(digits.trim());
  const pair = (event: SubmitEvent) => {
    event.preventDefault();
    ask({
      title: say("confirm.title", { member: name }),
      content: <p className="heard-line">{heard}</p>,
      recipients: [],
      consequence: say("confirm.consequence", { member: name }),
      verb: say("confirm"),
      send: (headers) =>
        answerOf(
          node.POST("/api/nodes/{member}/pairing", {
            ...{ params: { path: { member } }, body: { heard }, headers },
          }),
        ),
      onDone: () => void readAgain("nodes"),
    });
  };
  return (
    <form className="node-form" onSubmit={pair} aria-label={say("heard.title", { member: name })}>
      <h3>{say("heard.title", { member: name })}</h3>
      <p>{say("heard.lead", { member: name })}</p>
      <WordsInput legend={say("heard.words")} words={words} onChange={setWords} />
      <details>
        <summary>{say("heard.digits")}</summary>
        <label className="field">
          <span className="label">{say("heard.digits.label")}</span>
          <input
            type="text"
            className="digits-input"
            autoComplete="off"
            spellCheck={false}
            maxLength={120}
            value={digits}
            onChange={({ target }) => setDigits(target.value)}
          />
        </label>
      </details>
      <button type="submit" className="button primary" disabled={!whole}>
        {say("confirm")}
      </button>
      {dialog}
    </form>
  );
}
