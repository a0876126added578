// What was brought to be read: opened by the reader's own hand, which the lead is told, checked in this browser, and only then shown.
import { useCallback, useEffect } from "react";
import { Link } from "wouter";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { PrintedPaper } from "../../parts/printed-paper.tsx";
import { saveBytes } from "../../parts/save-bytes.ts";
import { nodePath } from "../../shell/node-places.ts";
import type { OwnSeat } from "../../shell/seat.ts";
import { useWords } from "../../words/locale.tsx";
import { CertaintyPart, ForwardingPart, VerifiedPart } from "../inbox/copy-sides.tsx";
import type { CopyCheck, ReadCopy } from "../inbox/read-copy.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import type { ShownCase } from "./foreign-reads.ts";
import { foreignWords } from "./foreign-words.ts";

interface CopiesProps {
  readonly seat: OwnSeat;
  readonly member: string;
  readonly foreign: string;
  readonly shown: ShownCase;
  readonly chosen: ShownCase["cuts"][number];
  readonly lead: string;
  readonly onRead: (copy: ReadCopy | null) => void;
}

interface Opened {
  readonly check: CopyCheck;
  /** The files as they were brought, for whoever keeps them. */
  readonly files: readonly { readonly path: string; readonly file: string }[];
}

export function ForeignCopies(props: CopiesProps) {
  const { seat, member, foreign, shown, chosen, lead, onRead } = props;
  const say = useWords(foreignWords);
  const readAgain = useReadAgain();
  const { work, start } = useWork<Opened>();
  const { document } = chosen;
  const begin = useCallback(
    () =>
      start(async (signal) => {
        const params = { path: { member, foreign, document } };
        const [brought, { readBroughtCopy }] = await Promise.all([
          answerOf(
            node.POST("/api/foreign-cases/{member}/{foreign}/cuts/{document}/opening", { params, signal }),
          ),
          import("../inbox/read-copy.ts"),
        ]);
        void readAgain("foreign");
        const { files, letter } = brought;
        return {
          check: readBroughtCopy({ files, letter, from: member }, seat.member, { [member]: lead }),
          files,
        };
      }),
    [start, member, foreign, document, seat.member, lead, readAgain],
  );
  const opened = work.state === "done" ? work.value : null;
  const copy = opened?.check.state === "holds" ? opened.check.copy : null;
  useEffect(() => {
    onRead(copy);
  }, [copy, onRead]);
  return (
    <section className="copies" aria-label={say("copies")}>
      <h2>{say("copies")}</h2>
      {shown.cuts.length > 1 && (
        <ul className="copy-choice">
          {shown.cuts.map((cut) => (
            <li key={cut.document}>
              <Link
                href={nodePath("foreign", member, foreign, cut.document)}
                aria-current={cut.document === document ? "true" : undefined}
              >
                {cut.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {(work.state === "idle" || work.state === "cancelled") && <Unopened {...props} onOpen={begin} />}
      {work.state === "busy" && <WorkLine what={say("copy.checking")} count={null} onCancel={work.cancel} />}
      {work.state === "failed" && <ProblemNotice problem={work.problem} onRetry={begin} />}
      {opened?.check.state === "broken" && (
        <div className="notice" role="alert">
          <h3>{say("copy.broken")}</h3>
          <p>
            {opened.check.reason} <code>{opened.check.code}</code>
          </p>
          <p>{say("copy.broken-do", { lead })}</p>
        </div>
      )}
      {copy !== null && opened !== null && <Reading {...props} copy={copy} files={opened.files} />}
    </section>
  );
}

function Unopened({ seat, chosen, lead, onOpen }: CopiesProps & { readonly onOpen: () => void }) {
  const say = useWords(foreignWords);
  const name = useMemberNames();
  const { ask, dialog } = useConsent();
  const { title, banner, opened: told } = chosen;
  const member = name(seat.member);
  const open = () =>
    ask({
      title: say("copy.ask", { title }),
      content: <p className="mark">{banner}</p>,
      recipients: [lead],
      consequence: say("copy.consequence", { lead, member }),
      verb: say("copy.open"),
      // The opening itself is what is sent; it brings the copy along, so it is done where the copy is read.
      send: () => {
        onOpen();
        return Promise.resolve();
      },
      onDone: () => undefined,
    });
  return (
    <div className="unopened">
      <p className="unopened-title">{title}</p>
      <p className="mark">{banner}</p>
      <p>{say(told ? "copy.again" : "copy.unopened", { lead, member })}</p>
      <button type="button" className="button primary large" onClick={told ? onOpen : open}>
        {say(told ? "copy.read" : "copy.open")}
      </button>
      {dialog}
    </div>
  );
}

function Reading({
  seat,
  member,
  foreign,
  chosen,
  lead,
  copy,
  files,
}: CopiesProps & { readonly copy: ReadCopy; readonly files: Opened["files"] }) {
  const say = useWords(foreignWords);
  const name = useMemberNames();
  return (
    <div className="reading">
      <div className="reading-paper">
        <div className="paper-room">
          <PrintedPaper document={copy.document} />
        </div>
      </div>
      <div className="reading-sides">
        <ul className="copy-ways">
          {files.map(({ path, file }) => (
            <li key={path}>
              <button
                type="button"
                className="button small"
                onClick={() => saveBytes(path, "application/json", file)}
              >
                {say("copy.file", { path })}
              </button>
            </li>
          ))}
        </ul>
        {chosen.noticed && seat.role === "desk" && (
          <Acknowledge {...{ member, foreign, lead }} release={copy.release} />
        )}
        <ForwardingPart lead={lead} member={name(seat.member)} copy={copy} />
        <CertaintyPart copy={copy} />
        <VerifiedPart lead={lead} copy={copy} />
      </div>
    </div>
  );
}

function Acknowledge({
  member,
  foreign,
  lead,
  release,
}: Pick<CopiesProps, "member" | "foreign" | "lead"> & { readonly release: string }) {
  const say = useWords(foreignWords);
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const acknowledge = () =>
    ask({
      ...{ title: say("notice.ask"), content: null, recipients: [lead] },
      consequence: say("notice.consequence", { lead }),
      verb: say("notice.do"),
      send: (headers) =>
        answerOf(
          node.POST("/api/foreign-cases/{member}/{foreign}/acknowledgements", {
            ...{ params: { path: { member, foreign } }, body: { release }, headers },
          }),
        ),
      onDone: () => void readAgain("foreign"),
    });
  return (
    <div className="side">
      <h3>{say("notice")}</h3>
      <p>{say("notice.said")}</p>
      <button type="button" className="button" onClick={acknowledge}>
        {say("notice.do")}
      </button>
      {dialog}
    </div>
  );
}
