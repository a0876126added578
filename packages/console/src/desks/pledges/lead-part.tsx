// The lead's view: which open pledges count, what they come to, and locking them.
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { LongBoard } from "../../parts/long-board.tsx";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import { formatInstant } from "../../parts/times.ts";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { FiringGraph } from "./firing-graph.tsx";
import type { ListedPledge, PledgesFile, Trial } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";
import { sayAuthority } from "./say-authority.ts";

interface LeadPartProps {
  readonly facts: CaseFacts;
  readonly name: (id: string) => string;
}

export function LeadPart({ facts, name }: LeadPartProps) {
  const say = useWords(pledgeWords);
  const { slug } = facts;
  const params = { path: { case: slug } };
  const list = useRead([slug, "pledges"], (signal) =>
    node.GET("/api/cases/{case}/pledges", { params, signal }),
  );
  const outcome = useRead([slug, "resolution", "own"], (signal) =>
    node.GET("/api/cases/{case}/resolution/own", { params, signal }),
  );
  return (
    <AnswerView read={list} words={say("reading")}>
      {({ pledges }) => (
        <AnswerView read={outcome} words={say("reading")}>
          {({ lockedAt }) => (
            <>
              <PledgeList pledges={pledges} locked={lockedAt !== null} name={name} />
              {lockedAt === null ? (
                <TrialPart facts={facts} name={name} />
              ) : (
                <FinalPart facts={facts} name={name} />
              )}
              {lockedAt === null && <LockPart facts={facts} pledges={pledges} name={name} />}
            </>
          )}
        </AnswerView>
      )}
    </AnswerView>
  );
}

interface ListProps {
  readonly pledges: readonly ListedPledge[];
  readonly locked: boolean;
  readonly name: (id: string) => string;
}

function PledgeList({ pledges, locked, name }: ListProps) {
  const say = useWords(pledgeWords);
  return (
    <section className="desk-part" aria-label={say("list.caption")}>
      <h1 className="desk-sentence">
        {say("list.sentence", { count: pledges.length, locked: locked ? "yes" : "no" })}
      </h1>
      {!locked && <p className="basis">{say("list.sealed")}</p>}
      {pledges.length === 0 ? (
        <Empty>{say("list.none")}</Empty>
      ) : (
        <LongBoard<ListedPledge>
          caption={say("list.caption")}
          rows={pledges}
          rowKey={({ member }) => member}
          sortedBy={{ column: "member", direction: "ascending" }}
          template="minmax(9rem, 1fr) minmax(16rem, 3fr) minmax(6rem, 0.7fr) minmax(10rem, 1fr)"
          columns={[
            {
              ...{ id: "member", title: say("col.member"), key: ({ member }) => name(member) },
              cell: ({ member }) => (
                <span className="member-name">
                  {name(member)} <span className="code">{member}</span>
                </span>
              ),
            },
            {
              ...{ id: "pledge", title: say("col.pledge") },
              cell: ({ pledge }) => (
                <ol className="pledge-levels">
                  {pledge.split("; ").map((level) => (
                    <li key={level}>{level}</li>
                  ))}
                </ol>
              ),
            },
            {
              ...{ id: "authority", title: say("col.authority"), key: ({ authority }) => authority },
              cell: ({ authority }) => sayAuthority(say, authority),
            },
            {
              ...{ id: "until", title: say("col.until"), key: ({ validUntil }) => validUntil },
              cell: ({ validUntil }) =>
                validUntil === null ? (
                  <span className="quiet">{say("until.open")}</span>
                ) : (
                  <When instant={validUntil} />
                ),
            },
          ]}
        />
      )}
    </section>
  );
}

function TrialPart({ facts, name }: LeadPartProps) {
  const say = useWords(pledgeWords);
  const { slug, lead } = facts;
  const { work, start } = useWork<Trial>();
  const may = mayAct(facts, ["desk", "release-authority"]);
  const attempt = () =>
    start((signal) =>
      answerOf(node.POST("/api/cases/{case}/resolution/trial", { params: { path: { case: slug } }, signal })),
    );
  return (
    <section className="desk-part" aria-label={say("resolution.title")}>
      <h2 className="part-title">{say("resolution.title")}</h2>
      {!may && <p className="quiet">{say("resolution.who", { lead })}</p>}
      {may && work.state !== "done" && work.state !== "busy" && (
        <p className="quiet">{say("resolution.none")}</p>
      )}
      {work.state === "busy" && (
        <WorkLine what={say("resolution.trial.what")} count={null} onCancel={work.cancel} />
      )}
      {may && work.state !== "busy" && (
        <div className="desk-acts">
          <button type="button" className="button" onClick={attempt}>
            {say("resolution.trial.do")}
          </button>
        </div>
      )}
      <Trouble problem={work.state === "failed" ? work.problem : null} />
      {work.state === "done" && (
        <Resolved file={work.value.pledges} name={name} basis={say("resolution.trial.basis")} />
      )}
    </section>
  );
}

function FinalPart({ facts, name }: LeadPartProps) {
  const say = useWords(pledgeWords);
  const { tag } = useLanguage();
  const { slug } = facts;
  const read = useRead([slug, "resolution"], (signal) =>
    node.GET("/api/cases/{case}/resolution", { params: { path: { case: slug } }, signal }),
  );
  return (
    <section className="desk-part" aria-label={say("resolution.title")}>
      <h2 className="part-title">{say("resolution.title")}</h2>
      <AnswerView read={read} words={say("reading")}>
        {({ pledges, lockedAt, lockedBy }) => (
          <Resolved
            file={pledges}
            name={name}
            basis={say("resolution.final.basis", { at: formatInstant(lockedAt, tag), by: lockedBy })}
          />
        )}
      </AnswerView>
    </section>
  );
}

interface ResolvedProps {
  readonly file: PledgesFile;
  readonly name: (id: string) => string;
  readonly basis: string;
}

function Resolved({ file, name, basis }: ResolvedProps) {
  return (
    <>
      <p className="basis">{basis}</p>
      <FiringGraph file={file} name={name} />
    </>
  );
}

interface LockProps extends LeadPartProps {
  readonly pledges: readonly ListedPledge[];
}

function LockPart({ facts, pledges, name }: LockProps) {
  const say = useWords(pledgeWords);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug, lead } = facts;
  const lock = () =>
    ask({
      title: say("lock.ask"),
      content: (
        <>
          <p>{say("lock.content.open", { count: pledges.length })}</p>
          <ul className="consent-list">
            {pledges.map(({ member, pledge }) => (
              <li key={member}>
                <strong>{name(member)}</strong>: {pledge}
              </li>
            ))}
          </ul>
          <p>{say("lock.content.final")}</p>
        </>
      ),
      recipients: pledges.map(({ member }) => name(member)),
      consequence: say("lock.consequence"),
      verb: say("lock.do"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/resolution/lock", { params: { path: { case: slug } }, headers }),
        ),
      onDone: () => void readAgain(slug),
    });
  return (
    <section className="desk-part" aria-label={say("lock.title")}>
      <h2 className="part-title">{say("lock.title")}</h2>
      <p>{say("lock.intro")}</p>
      <p className="basis">{say("sealed.who")}</p>
      {mayAct(facts, ["release-authority"]) ? (
        <div className="desk-acts">
          <button type="button" className="button primary" onClick={lock}>
            {say("lock.do")}
          </button>
        </div>
      ) : (
        <p className="quiet">{say("lock.who", { lead })}</p>
      )}
      {dialog}
    </section>
  );
}
