// A file for another node: all that it has not acknowledged, which only it can read.
import { useState } from "react";
import { useAct } from "../../acts/use-act.ts";
import { node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { useWords } from "../../words/locale.tsx";
import { saveAnswer } from "./download.ts";
import { stickWords } from "./stick-words.ts";

export function WritePart() {
  const say = useWords(stickWords);
  const read = useRead(["nodes", "list"], (signal) => node.GET("/api/nodes", { signal }));
  return (
    <Section id="write" title={say("write")} aside={<p className="basis">{say("write.basis")}</p>}>
      <AnswerView read={read} words={say("reading")}>
        {({ nodes }) => {
          const live = nodes.filter(
            ({ state, kitCase }) => kitCase === null && ["asked", "paired"].includes(state),
          );
          return live.length === 0 ? (
            <Empty>{say("write.none")}</Empty>
          ) : (
            <ul className="write-list">
              {live.map(({ member, waiting }) => (
                <WriteOne key={member} {...{ member, waiting }} />
              ))}
            </ul>
          );
        }}
      </AnswerView>
    </Section>
  );
}

function WriteOne({ member, waiting }: { readonly member: string; readonly waiting: number }) {
  const say = useWords(stickWords);
  const name = useMemberNames()(member);
  const readAgain = useReadAgain();
  const { busy, problem, run } = useAct();
  const [written, setWritten] = useState<{ readonly letters: number; readonly left: number } | null>(null);
  const write = () =>
    run(async () => {
      const headers = await saveAnswer(
        node.POST("/api/nodes/{member}/bundle", { params: { path: { member } }, parseAs: "blob" }),
      );
      const [letters = 0, left = 0] = (headers.get("entente-letters") ?? "").split(" ").map(Number);
      setWritten({ letters, left });
      await readAgain("nodes");
    });
  return (
    <li>
      <p>
        <strong>{name}</strong> <span className="quiet">{say("write.waiting", { waiting })}</span>
      </p>
      <button type="button" className="button" disabled={busy} onClick={write}>
        {say("write.do", { member: name })}
      </button>
      <p role="status">{written !== null && say("written", written)}</p>
      <Trouble problem={problem} />
    </li>
  );
}
