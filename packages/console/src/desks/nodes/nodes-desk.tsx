// Other nodes: this one's words to read aloud, the card and the words of another, how it stands with each, and what is in the way.
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { CopyLine } from "../../parts/copy-line.tsx";
import { Empty } from "../../parts/notice.tsx";
import { saveBytes } from "../../parts/save-bytes.ts";
import { Section } from "../../parts/section.tsx";
import { SpokenWords } from "../../parts/spoken-words.tsx";
import type { NodeDeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { AddPart } from "./add-part.tsx";
import { NodesTable } from "./nodes-table.tsx";
import { nodesWords } from "./nodes-words.ts";
import { PairPart } from "./pair-part.tsx";
import { TroublesPart } from "./troubles-part.tsx";
import "../../style/approaches.css";
import "../../style/lists.css";
import "../../style/nodes.css";

export function NodesDesk({ seat }: NodeDeskProps) {
  const say = useWords(nodesWords);
  useScreenBanner([]);
  const read = useRead(["nodes", "list"], (signal) => node.GET("/api/nodes", { signal }));
  const acts = seat.role === "administrator";
  return (
    <>
      <header className="desk-head">
        <h1>{say("title")}</h1>
        <p className="desk-lead">{say(acts ? "lead" : "lead.looks")}</p>
      </header>
      <AnswerView read={read} words={say("reading")}>
        {({ nodes }) => (
          <>
            <TroublesPart nodes={nodes} />
            <Section
              id="standing"
              title={say("standing")}
              aside={<p className="basis">{say("standing.basis")}</p>}
            >
              {nodes.length === 0 ? (
                <Empty>{say(acts ? "none" : "none.looks")}</Empty>
              ) : (
                <NodesTable {...{ nodes, seat }} />
              )}
            </Section>
            <OwnPart />
            {acts && (
              <Section id="pair" title={say("pair")} aside={<p className="basis">{say("pair.basis")}</p>}>
                <AddPart />
                {nodes
                  .filter(({ state, kitCase }) => state === "added" && kitCase === null)
                  .map((one) => (
                    <PairPart key={one.fingerprint} node={one} />
                  ))}
              </Section>
            )}
          </>
        )}
      </AnswerView>
    </>
  );
}

function OwnPart() {
  const say = useWords(nodesWords);
  const read = useRead(["nodes", "card"], (signal) => node.GET("/api/nodes/own-card", { signal }));
  return (
    <Section id="own" title={say("own")} aside={<p className="basis">{say("own.basis")}</p>}>
      <AnswerView read={read} words={say("reading")}>
        {({ member, words, digits, card, address }) => (
          <>
            <SpokenWords label={say("own.words", { member })} words={words} />
            <details>
              <summary>{say("own.digits")}</summary>
              <p className="digit-groups">{digits}</p>
            </details>
            <p>
              <button
                type="button"
                className="button"
                onClick={() => saveBytes(`${member.toLowerCase()}.card.json`, "application/json", card)}
              >
                {say("own.card")}
              </button>
            </p>
            {address === null ? (
              <p className="basis">{say("own.no-address")}</p>
            ) : (
              <CopyLine text={address} what={say("own.address")} />
            )}
          </>
        )}
      </AnswerView>
    </Section>
  );
}
