// One case of another node: what is asked and by when, what was brought, what the member says, and what became of each thing said.
import { useState } from "react";
import { Link } from "wouter";
import { answerOf, node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { When } from "../../parts/when.tsx";
import { useExerciseFrame } from "../../shell/node-frame.tsx";
import { nodePath } from "../../shell/node-places.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import type { OwnSeat } from "../../shell/seat.ts";
import { useWords } from "../../words/locale.tsx";
import { PositionForm } from "../inbox/answer-part.tsx";
import { AskForm, namePlaces } from "../inbox/questions-part.tsx";
import type { ReadCopy } from "../inbox/read-copy.ts";
import { ReadinessForm } from "../t-zero/readiness-part.tsx";
import { ForeignCopies } from "./foreign-copy.tsx";
import { ForeignDone } from "./foreign-done.tsx";
import { LettersPart } from "./foreign-letters.tsx";
import { ForeignPledge } from "./foreign-pledge.tsx";
import { useForeignCase } from "./foreign-reads.ts";
import type { ShownCase } from "./foreign-reads.ts";
import { foreignWords } from "./foreign-words.ts";
import { sayStanding } from "./say-standing.ts";

export interface ForeignCaseProps {
  readonly seat: OwnSeat;
  readonly member: string;
  readonly foreign: string;
  /** The document whose copy is chosen; null: the first. */
  readonly document: string | null;
}

export function ForeignCase(props: ForeignCaseProps) {
  const say = useWords(foreignWords);
  const read = useForeignCase(props.member, props.foreign);
  const [copy, setCopy] = useState<ReadCopy | null>(null);
  const known = "value" in read.answer ? read.answer.value : null;
  useExerciseFrame(known?.exercise ?? false);
  useScreenBanner([
    ...(known?.cuts ?? []).map(({ banner }) => banner),
    ...(copy === null ? [] : [copy.document.banner]),
  ]);
  return (
    <>
      <p className="desk-back">
        <Link href={nodePath("foreign")}>{say("back")}</Link>
      </p>
      <AnswerView read={read} words={say("reading.case")}>
        {(shown) => <Shown {...props} {...{ shown, copy }} onRead={setCopy} />}
      </AnswerView>
    </>
  );
}

interface ShownProps extends ForeignCaseProps {
  readonly shown: ShownCase;
  readonly copy: ReadCopy | null;
  readonly onRead: (copy: ReadCopy | null) => void;
}

function Shown({ seat, member, foreign, document, shown, copy, onRead }: ShownProps) {
  const say = useWords(foreignWords);
  const lead = useMemberNames()(shown.lead);
  const chosen = shown.cuts.find((one) => one.document === document) ?? shown.cuts[0] ?? null;
  return (
    <>
      <header className="desk-head">
        <h1>{shown.title}</h1>
        <p className="desk-lead">{say("led", { lead })}</p>
      </header>
      <Sentences {...{ shown }} happened={copy?.happened ?? null} />
      {chosen !== null && (
        <ForeignCopies key={chosen.document} {...{ seat, member, foreign, shown, chosen, lead, onRead }} />
      )}
      <Answering {...{ seat, member, foreign, shown, copy, lead }} chosen={chosen?.document ?? null} />
      <LettersPart shown={shown} lead={lead} member={seat.member} />
    </>
  );
}

function Sentences({
  shown,
  happened,
}: {
  readonly shown: ShownCase;
  readonly happened: ReadCopy["happened"];
}) {
  const say = useWords(foreignWords);
  const standing = sayStanding(say, shown);
  const { tZero } = shown;
  return (
    <dl className="three-sentences">
      {happened !== null && (
        <div>
          <dt>{say("happened")}</dt>
          <dd>
            <p className="sentence">{happened.text}</p>
            <p className="basis">{say("happened.from", happened)}</p>
          </dd>
        </div>
      )}
      <div>
        <dt>{say("col.asked")}</dt>
        <dd>
          <p className="sentence">{shown.ask}</p>
        </dd>
      </div>
      <div>
        <dt>{say("col.by")}</dt>
        <dd>
          <p className="sentence">
            <When instant={shown.answerBy} />
          </p>
          <p className="by-when" data-late={standing.late}>
            {standing.said}
          </p>
        </dd>
      </div>
      {tZero !== null && (
        <div>
          <dt>{say("instant")}</dt>
          <dd>
            <p className="sentence">
              {say("instant.state", { state: tZero.state })} <When instant={tZero.instant} />
            </p>
          </dd>
        </div>
      )}
    </dl>
  );
}

interface AnsweringProps extends Pick<ShownProps, "seat" | "member" | "foreign" | "shown" | "copy"> {
  readonly lead: string;
  /** The document whose copy is read; null: none was brought. */
  readonly chosen: string | null;
}

function Answering({ seat, member, foreign, shown, chosen, copy, lead }: AnsweringProps) {
  const say = useWords(foreignWords);
  const readAgain = useReadAgain();
  const again = () => void readAgain("foreign");
  const params = { path: { member, foreign } };
  if (seat.role !== "desk")
    return (
      <section className="answering" aria-label={say("answer")}>
        <h2>{say("answer")}</h2>
        <p className="basis">{say("who.desk", { seat: `${seat.member}/desk` })}</p>
      </section>
    );
  return (
    <>
      <section className="answering" aria-label={say("answer")}>
        <h2>{say("answer")}</h2>
        <p className="basis">{say("answer.way", { lead })}</p>
        <PositionForm
          lead={lead}
          send={(body, headers) =>
            answerOf(node.POST("/api/foreign-cases/{member}/{foreign}/positions", { params, body, headers }))
          }
          onDone={again}
        />
      </section>
      <section className="questions" aria-label={say("questions")}>
        <h2>{say("questions")}</h2>
        <AskForm
          lead={lead}
          places={
            copy === null || chosen === null
              ? []
              : namePlaces([{ document: chosen, withheld: copy.withheld }])
          }
          wanted={null}
          clock={null}
          send={(body, headers) =>
            answerOf(node.POST("/api/foreign-cases/{member}/{foreign}/questions", { params, body, headers }))
          }
          onDone={again}
        />
      </section>
      <ForeignPledge {...{ seat, member, foreign, shown, lead }} onDone={again} />
      <ReadyPart {...{ seat, member, foreign, shown, lead }} onDone={again} />
      <ForeignDone {...{ seat, member, foreign, shown, lead }} onDone={again} />
    </>
  );
}

/** How ready the member is for the common instant that the lead told of. */
function ReadyPart({
  seat,
  member,
  foreign,
  shown,
  lead,
  onDone,
}: Pick<AnsweringProps, "seat" | "member" | "foreign" | "shown" | "lead"> & { readonly onDone: () => void }) {
  const say = useWords(foreignWords);
  const name = useMemberNames();
  const { tZero, readiness } = shown;
  if (tZero === null || readiness === null)
    return (
      <section className="questions" aria-label={say("ready")}>
        <h2>{say("ready")}</h2>
        <p className="basis">{say("ready.none", { lead })}</p>
      </section>
    );
  if (tZero.state === "opened" || tZero.state === "stood-down") return null;
  return (
    <ReadinessForm
      items={readiness}
      armed={tZero.state === "armed"}
      may
      member={name(seat.member)}
      lead={lead}
      send={(body, headers) =>
        answerOf(
          node.POST("/api/foreign-cases/{member}/{foreign}/readiness", {
            params: { path: { member, foreign } },
            ...{ body, headers },
          }),
        )
      }
      onDone={onDone}
    />
  );
}
