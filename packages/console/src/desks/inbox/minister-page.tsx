// One sheet for a minister, from the own copy alone, with the sentence that says to whom it may be shown.
import { useEffect } from "react";
import { Link } from "wouter";
import { WorkLine } from "../../parts/long-work.tsx";
import { Empty, ProblemNotice } from "../../parts/notice.tsx";
import { PrintedPaper } from "../../parts/printed-paper.tsx";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { isOpened, useCopy } from "./copy-part.tsx";
import { useList } from "./copy-sides.tsx";
import { copyWords } from "./copy-words.ts";
import type { Given } from "./inbox-reads.ts";
import type { ListedCut } from "./inbox-reads.ts";
import { inboxWords } from "./inbox-words.ts";
import type { ReadCopy } from "./read-copy.ts";

interface MinisterPageProps extends Given {
  readonly cut: ListedCut;
  readonly onRead: (copy: ReadCopy | null) => void;
}

export function MinisterPage({ facts, own, approach, cut, onRead }: MinisterPageProps) {
  const say = useWords(copyWords);
  const tell = useWords(inboxWords);
  const opened = isOpened(approach, cut.document);
  const { check, problem, start, stop } = useCopy(facts.slug, cut, own);
  useEffect(() => {
    if (opened) start();
  }, [opened, start]);
  const copy = check?.state === "holds" ? check.copy : null;
  useEffect(() => onRead(copy), [copy, onRead]);
  return (
    <>
      <header className="desk-head acts">
        <h1>{tell("copy.minister")}</h1>
      </header>
      <p className="acts minister-acts">
        <Link href={pathOf(facts.slug, "inbox", cut.document)}>{say("minister.back")}</Link>
        {copy !== null && (
          <button type="button" className="button primary" onClick={() => window.print()}>
            {say("minister.print")}
          </button>
        )}
      </p>
      {!opened && <Empty>{tell("copy.unopened")}</Empty>}
      {stop !== null && <WorkLine what={tell("copy.checking")} count={null} onCancel={stop} />}
      {problem !== null && <ProblemNotice problem={problem} onRetry={start} />}
      {check?.state === "broken" && (
        <Empty>
          {tell("copy.broken")} {check.reason} {check.code}
        </Empty>
      )}
      {copy !== null && <Sheet copy={copy} lead={own.lead.name} />}
    </>
  );
}

function Sheet({ copy, lead }: { readonly copy: ReadCopy; readonly lead: string }) {
  const say = useWords(copyWords);
  return (
    <article className="minister-sheet paper-room">
      <p className="basis acts">{say("minister.lead")}</p>
      <p className="minister-shown">{useShown(copy, lead)}</p>
      <PrintedPaper document={copy.sheet} />
      <p className="imprint">
        {copy.sheet.handling} <span className="spoken">{copy.words}</span>
      </p>
    </article>
  );
}

/** The core's answers as one sentence. */
function useShown({ forwarding }: ReadCopy, lead: string): string {
  const say = useWords(copyWords);
  const [all, either] = [useList(), useList("disjunction")];
  const named = (wanted: string): readonly string[] =>
    forwarding.filter(({ answer }) => answer === wanted).map(({ to }) => say(`short.${to}`));
  const [yes, ask, no] = [named("yes"), named("ask"), named("no")];
  if (no.length === 0 && ask.length === 0) return say("minister.public");
  if (yes.length === 0) return say("minister.ask-all", { lead });
  const values = { lead, yes: all(yes), ask: either(ask), no: either(no) };
  return say(ask.length === 0 ? "minister.shown-no-ask" : "minister.shown", values);
}
