// One copy: opened by the reader's own hand and written down, checked in this browser, and only then read.
import { useCallback, useEffect, useRef } from "react";
import { Link } from "wouter";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { PrintedPaper } from "../../parts/printed-paper.tsx";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { keepLedgerKey } from "../ledger/known-key.ts";
import { CertaintyPart, ForwardingPart, PublicPart, VerifiedPart } from "./copy-sides.tsx";
import type { Given } from "./inbox-reads.ts";
import type { ListedCut } from "./inbox-reads.ts";
import { inboxWords } from "./inbox-words.ts";
import type { CopyCheck, ReadCopy } from "./read-copy.ts";

interface CopyPartProps extends Given {
  readonly documents: readonly ListedCut[];
  readonly chosen: ListedCut;
  readonly onRead: (copy: ReadCopy | null) => void;
}

export function CopyPart({ facts, own, approach, documents, chosen, onRead }: CopyPartProps) {
  const say = useWords(inboxWords);
  const opened = isOpened(approach, chosen.document);
  const { check, start, problem, stop } = useCopy(facts.slug, chosen, own);
  const begun = useRef(false);
  const begin = useCallback(() => {
    begun.current = true;
    start();
  }, [start]);
  // What was opened before is read again, and that is written down again; what was opened just now is being read already.
  useEffect(() => {
    if (opened && !begun.current) begin();
  }, [opened, begin]);
  useEffect(
    () => () => {
      begun.current = false;
    },
    [],
  );
  const copy = check?.state === "holds" ? check.copy : null;
  useEffect(() => {
    onRead(copy);
    if (copy !== null) keepLedgerKey(copy.ledgerKey);
  }, [copy, onRead]);
  return (
    <section className="copies" aria-label={say("copies")}>
      <h2>{say("copies")}</h2>
      <Documents {...{ facts, approach, documents, chosen }} />
      {check === null && problem === null && stop === null && (
        <Unopened {...{ facts, own, approach, chosen }} opened={opened} onOpened={begin} />
      )}
      {stop !== null && <WorkLine what={say("copy.checking")} count={null} onCancel={stop} />}
      {problem !== null && <ProblemNotice problem={problem} onRetry={start} />}
      {check?.state === "broken" && (
        <div className="notice" role="alert">
          <h3>{say("copy.broken")}</h3>
          <p>
            {check.reason} <code>{check.code}</code>
          </p>
          <p>{say("copy.broken-do")}</p>
          <button type="button" className="button" onClick={start}>
            {say("copy.again")}
          </button>
        </div>
      )}
      {copy !== null && <Reading {...{ facts, own, approach, copy }} cut={chosen} />}
    </section>
  );
}

/** Whether the desk opened the member's copy of a document. */
export function isOpened({ trail }: Given["approach"], document: string): boolean {
  return trail.some(({ row, what }) => row === "cut_opening" && what === document);
}

interface CopyReading {
  readonly check: CopyCheck | null;
  readonly problem: Parameters<typeof ProblemNotice>[0]["problem"] | null;
  readonly start: () => void;
  /** Null: nothing is under way. */
  readonly stop: (() => void) | null;
}

/** Fetches what was handed out once, when it is asked for, because every fetch is a reading that is written down. */
export function useCopy(slug: string, { id, files }: ListedCut, own: Given["own"]): CopyReading {
  const { work, start } = useWork<CopyCheck>();
  const count = files.length;
  const { member, lead } = own;
  const { id: leadId, name: leadName } = lead;
  const begin = useCallback(
    () =>
      start(async (signal) => {
        const [handout, { readCopy }] = await Promise.all([
          answerOf(
            node.GET("/api/cases/{case}/cuts/{id}/files", { params: { path: { case: slug, id } }, signal }),
          ),
          import("./read-copy.ts"),
        ]);
        return readCopy(handout, member, { [leadId]: leadName });
      }),
    [start, slug, id, member, leadId, leadName],
  );
  // Something was added to it, an unsealing or a notice: it is read anew.
  const seen = useRef(count);
  const done = work.state === "done";
  useEffect(() => {
    if (seen.current === count) return;
    seen.current = count;
    if (done) begin();
  }, [count, done, begin]);
  return {
    check: work.state === "done" ? work.value : null,
    problem: work.state === "failed" ? work.problem : null,
    start: begin,
    stop: work.state === "busy" ? work.cancel : null,
  };
}

function Documents({
  facts,
  approach,
  documents,
  chosen,
}: Pick<CopyPartProps, "facts" | "approach" | "documents" | "chosen">) {
  const say = useWords(inboxWords);
  if (documents.length < 2) return null;
  return (
    <ul className="copy-choice">
      {documents.map(({ document, documentTitle }) => (
        <li key={document}>
          <Link
            href={pathOf(facts.slug, "inbox", document)}
            aria-current={document === chosen.document ? "true" : undefined}
          >
            {documentTitle}
          </Link>
          {approach.copies.find((one) => one.document === document)?.annex === true && (
            <span className="quiet"> {say("copy.annex")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface UnopenedProps extends Given {
  readonly chosen: ListedCut;
  readonly opened: boolean;
  readonly onOpened: () => void;
}

function Unopened({ facts, own, approach, chosen, opened, onOpened }: UnopenedProps) {
  const say = useWords(inboxWords);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  if (opened) return null;
  const { documentTitle: title, document } = chosen;
  const member = approach.name;
  const open = () =>
    ask({
      title: say("copy.ask", { title }),
      content: <p className="mark">{chosen.banner}</p>,
      recipients: [own.lead.name],
      consequence: say("copy.consequence", { member }),
      verb: say("copy.open"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/copies/{document}/opening", {
            params: { path: { case: facts.slug, document } },
            headers,
          }),
        ),
      onDone: () => {
        onOpened();
        void readAgain(facts.slug);
      },
    });
  const desk = facts.seat?.role === "desk";
  return (
    <div className="unopened">
      <p className="unopened-title">{title}</p>
      <p className="mark">{chosen.banner}</p>
      <p>
        {say("copy.unopened")} {say(desk ? "copy.honest" : "copy.journal", { member })}
      </p>
      <button type="button" className="button primary large" onClick={desk ? open : onOpened}>
        {say(desk ? "copy.open" : "copy.read")}
      </button>
      {dialog}
    </div>
  );
}

function Reading({ facts, own, approach, copy, cut }: Given & { copy: ReadCopy; cut: ListedCut }) {
  const say = useWords(inboxWords);
  const withheld = approach.copies.find(({ document }) => document === cut.document)?.withheld.length ?? 0;
  const place = (form: string): string => `/api/cases/${facts.slug}/cuts/${cut.id}.${form}`;
  const { counts } = copy;
  return (
    <div className="reading">
      <div className="reading-paper">
        <p className="basis">
          {counts === null ? say("copy.no-counts") : say("copy.counts", counts)}{" "}
          {say("copy.withheld", { count: withheld })}{" "}
          {copy.unsealed > 0 && say("copy.unsealed", { count: copy.unsealed })}
        </p>
        <div className="paper-room">
          <PrintedPaper document={copy.document} />
        </div>
      </div>
      <div className="reading-sides">
        <ul className="copy-ways">
          <li>
            <Link className="strong-link" href={pathOf(facts.slug, "inbox", cut.document, "minister")}>
              {say("copy.minister")}
            </Link>
          </li>
          <li>
            <a href={place("html")}>{say("copy.page")}</a>
          </li>
          <li>
            <a href={place("json")} download>
              {say("copy.file")}
            </a>
          </li>
          <li>
            <a href={place("pdf")}>{say("copy.pdf")}</a>
          </li>
        </ul>
        <ForwardingPart lead={own.lead.name} member={approach.name} copy={copy} />
        <CertaintyPart copy={copy} />
        <PublicPart slug={facts.slug} document={cut.document} />
        <VerifiedPart lead={own.lead.name} copy={copy} />
      </div>
    </div>
  );
}
