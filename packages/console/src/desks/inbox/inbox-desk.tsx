// The inbox of a member the case was brought to: what happened, what is asked and by when in three sentences; then what it
// was given, each copy checked before it is shown; then its questions and its answer.
import { useMemo, useState } from "react";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import type { DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { AnswerPart } from "./answer-part.tsx";
import { CopyPart } from "./copy-part.tsx";
import { useOwnApproach, useOwnBoard, useOwnCuts } from "./inbox-reads.ts";
import type { Given, Approach, ListedCut } from "./inbox-reads.ts";
import { inboxWords } from "./inbox-words.ts";
import { MinisterPage } from "./minister-page.tsx";
import { NoticesPart } from "./notices-part.tsx";
import { QuestionsPart } from "./questions-part.tsx";
import type { ReadCopy } from "./read-copy.ts";
import { ThreeSentences } from "./three-sentences.tsx";
import "../../style/inbox.css";

export function InboxDesk({ facts, rest }: DeskProps) {
  const say = useWords(inboxWords);
  if (facts.side !== "ally" || facts.seat === null) return <NotAnAlly>{say("not-ally")}</NotAnAlly>;
  return <OwnInbox facts={facts} rest={rest} />;
}

function NotAnAlly({ children }: { readonly children: string }) {
  useScreenBanner([]);
  return <Empty>{children}</Empty>;
}

function OwnInbox({ facts, rest }: DeskProps) {
  const say = useWords(inboxWords);
  const board = useOwnBoard(facts.slug);
  const cuts = useOwnCuts(facts.slug);
  const approach = useOwnApproach(facts.slug);
  const known = "value" in cuts.answer ? cuts.answer.value.cuts : [];
  const [copy, setCopy] = useState<ReadCopy | null>(null);
  // What stands on the screen before a copy is opened are titles and words of the approach: they are held as the copies are.
  const listed = "value" in approach.answer ? approach.answer.value.copies.map(({ banner }) => banner) : [];
  const read = copy === null ? [] : [copy.document.banner];
  useScreenBanner([...known.map(({ banner }) => banner), ...listed, ...read]);
  return (
    <AnswerView read={board} words={say("reading")}>
      {(own) =>
        own.approach === null ? (
          <Empty>{say("not-approached")}</Empty>
        ) : (
          <AnswerView read={approach} words={say("reading")}>
            {(shown) => (
              <AnswerView read={cuts} words={say("reading")}>
                {(given) => (
                  <Inbox
                    {...{ facts, rest, own, copy }}
                    approach={shown}
                    cuts={given.cuts}
                    onRead={setCopy}
                  />
                )}
              </AnswerView>
            )}
          </AnswerView>
        )
      }
    </AnswerView>
  );
}

interface InboxProps extends Given {
  readonly rest: readonly string[];
  readonly cuts: readonly ListedCut[];
  readonly copy: ReadCopy | null;
  readonly onRead: (copy: ReadCopy | null) => void;
}

function Inbox({ facts, rest, own, approach, cuts, copy, onRead }: InboxProps) {
  const say = useWords(inboxWords);
  const given = { facts, own, approach };
  const documents = useMemo(() => newestOf(cuts, approach), [cuts, approach]);
  const [wanted = documents[0]?.document, page] = rest;
  const chosen = documents.find(({ document }) => document === wanted) ?? documents[0];
  if (page === "minister" && chosen !== undefined)
    return <MinisterPage {...given} cut={chosen} onRead={onRead} />;
  return (
    <>
      <header className="desk-head">
        <h1>{say("title", { member: approach.name })}</h1>
      </header>
      <ThreeSentences {...given} happened={copy?.happened ?? null} />
      <NoticesPart {...given} />
      {chosen === undefined ? (
        <Empty>{say("copy.none")}</Empty>
      ) : (
        <CopyPart key={chosen.id} {...given} {...{ documents, chosen }} onRead={onRead} />
      )}
      <AnswerPart {...given} />
      <QuestionsPart {...given} rest={rest} />
    </>
  );
}

/** The newest cut of each document, what the approach is about first. */
function newestOf(cuts: readonly ListedCut[], { member, copies }: Approach): readonly ListedCut[] {
  const newest = new Map(
    cuts.filter(({ recipient }) => recipient === member).map((cut) => [cut.document, cut]),
  );
  const order = copies.map(({ document }) => document);
  const rank = (document: string): number =>
    order.includes(document) ? order.indexOf(document) : order.length;
  return [...newest.values()].sort((a, b) => rank(a.document) - rank(b.document));
}
