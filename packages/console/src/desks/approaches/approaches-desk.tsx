// The approaches desk: who was gone to with what, where each stands and by what evidence, and which questions wait.
import { node } from "../../api/ask-node.ts";
import { useNames } from "../../api/use-names.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { DeskNav } from "../../parts/desk-nav.tsx";
import { useCaseBanner } from "../../shell/case-banner.ts";
import type { DeskProps } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import { Board } from "./board.tsx";
import { MemberSheet } from "./member-sheet.tsx";
import { OpenForm } from "./open-form.tsx";
import { QuestionsPart } from "./questions.tsx";
import { RemindersPart } from "./reminders.tsx";
import "../../style/approaches.css";

export function ApproachesDesk({ facts, rest }: DeskProps) {
  const say = useWords(approachWords);
  const { slug } = facts;
  const params = { path: { case: slug } };
  const approaches = useRead([slug, "approaches"], (signal) =>
    node.GET("/api/cases/{case}/approaches", { params, signal }),
  );
  const questions = useRead([slug, "questions"], (signal) =>
    node.GET("/api/cases/{case}/questions", { params, signal }),
  );
  const names = useNames(slug);
  useCaseBanner(facts);
  const [part = "board"] = rest;
  const waiting = "value" in questions.answer ? questions.answer.value : null;
  const at = (...more: readonly string[]) => pathOf(slug, "approaches", ...more);
  return (
    <div className="desk-sheet">
      <DeskNav
        label={say("nav")}
        parts={[
          { href: at(), text: say("nav.board"), current: part === "board", count: null },
          {
            ...{ href: at("questions"), text: say("nav.questions"), current: part === "questions" },
            count: waiting === null ? null : waiting.open + waiting.overdue,
          },
          { href: at("open"), text: say("nav.open"), current: part === "open", count: null },
          { href: at("reminders"), text: say("nav.reminders"), current: part === "reminders", count: null },
        ]}
      />
      <AnswerView read={approaches} words={say("reading")}>
        {({ approaches: rows }) => {
          if (part === "board") return <Board facts={facts} rows={rows} now={waiting?.now ?? null} />;
          if (part === "open") return <OpenForm facts={facts} names={names} approached={rows} />;
          if (part === "reminders") return <RemindersPart facts={facts} name={names.name} />;
          if (part === "questions")
            return (
              <AnswerView read={questions} words={say("reading")}>
                {(asked) => <QuestionsPart facts={facts} asked={asked} name={names.name} of={null} />}
              </AnswerView>
            );
          return <MemberSheet key={part} facts={facts} member={part} name={names.name} />;
        }}
      </AnswerView>
    </div>
  );
}
