// The T-0 desk: when all opens together, how ready everybody is, what may still be done by the written rules, and afterwards
// how wide it was and what came of it. A member sees its own package and what it may do.
import { node } from "../../api/ask-node.ts";
import { useNames } from "../../api/use-names.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import { useCaseBanner } from "../../shell/case-banner.ts";
import type { DeskProps } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { ActsPart } from "./acts-part.tsx";
import { AfterPart } from "./after-part.tsx";
import { ArmPart } from "./arm-part.tsx";
import { CountdownPart } from "./countdown-part.tsx";
import { OpenPart } from "./open-part.tsx";
import { PackagesPart } from "./packages-part.tsx";
import { OwnReadiness, ReadinessBoard } from "./readiness-part.tsx";
import { SetPart } from "./set-part.tsx";
import { tZeroWords } from "./t-zero-words.ts";
import "../../style/approaches.css";
import "../../style/t-zero.css";

export function TZeroDesk({ facts }: DeskProps) {
  const say = useWords(tZeroWords);
  const { slug, lead, side } = facts;
  const params = { path: { case: slug } };
  const read = useRead([slug, "t-zero"], (signal) =>
    node.GET("/api/cases/{case}/t-zero", { params, signal }),
  );
  const { name } = useNames(slug);
  useCaseBanner(facts);
  // Nothing set and nothing to be seen look the same.
  if (read.answer.state === "failed" && read.answer.problem.status === 404)
    return (
      <div className="desk-sheet">
        <h1 className="desk-sentence">{say("state.none")}</h1>
        {side !== "ally" && <Empty>{say("state.none.who", { lead })}</Empty>}
        <SetPart facts={facts} tZero={null} />
      </div>
    );
  return (
    <div className="desk-sheet">
      <AnswerView read={read} words={say("reading")}>
        {(tZero) => (
          <>
            <h1 className="desk-sentence">{say(`state.${tZero.state}`)}</h1>
            {(tZero.state === "set" || tZero.state === "armed") && (
              <CountdownPart facts={facts} tZero={tZero} />
            )}
            {tZero.openedAt !== null && (
              <p>
                {say("opened.at")} <When instant={tZero.openedAt} zone={tZero.timeZone} />
                {tZero.lateMs !== null && (
                  <span className="quiet"> · {say("opened.late", { ms: tZero.lateMs })}</span>
                )}
              </p>
            )}
            {tZero.stoodDownAt !== null && (
              <p>
                {say("stood.at")} <When instant={tZero.stoodDownAt} zone={tZero.timeZone} />
                {tZero.stoodDownBecause !== null && (
                  <q className="statement-words-said">{tZero.stoodDownBecause}</q>
                )}
              </p>
            )}
            {tZero.state === "armed" && <ActsPart facts={facts} tZero={tZero} name={name} />}
            {tZero.state === "opened" && <AfterPart facts={facts} name={name} />}
            {tZero.state === "set" && <ArmPart facts={facts} tZero={tZero} name={name} />}
            {tZero.state === "armed" && side !== "ally" && <OpenPart facts={facts} tZero={tZero} />}
            {tZero.packages.length > 0 && <PackagesPart facts={facts} tZero={tZero} name={name} />}
            {side !== "ally" && <ReadinessBoard tZero={tZero} name={name} />}
            {facts.seat !== null && (
              <OwnReadiness facts={facts} tZero={tZero} member={facts.seat.member} name={name} />
            )}
            {(tZero.state === "set" || tZero.state === "stood-down") && side !== "ally" && (
              <SetPart facts={facts} tZero={tZero} />
            )}
          </>
        )}
      </AnswerView>
    </div>
  );
}
