// Issuing: the last step, which names who will be able to read and what, and cannot be taken back.
import { useSyncExternalStore } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { Section } from "../../parts/section.tsx";
import { useWords } from "../../words/locale.tsx";
import type { PlanParts } from "./plan-parts.ts";
import { releaseWords } from "./releases-words.ts";

/** Whether issuing is under way, for the line inside the dialog: its content is given once, and its work begins later. */
interface Progress {
  readonly watch: (tell: () => void) => () => void;
  readonly busy: () => boolean;
  readonly during: <T>(work: Promise<T>) => Promise<T>;
}

function startProgress(): Progress {
  let busy = false;
  const watchers = new Set<() => void>();
  const set = (next: boolean) => {
    busy = next;
    for (const tell of watchers) tell();
  };
  return {
    watch: (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    busy: () => busy,
    during: async (work) => {
      set(true);
      try {
        return await work;
      } finally {
        set(false);
      }
    },
  };
}

function ProgressLine({ progress, words }: { readonly progress: Progress; readonly words: string }) {
  const busy = useSyncExternalStore(progress.watch, progress.busy);
  return (
    <p className="issue-progress" role="status">
      {busy && (
        <>
          <progress aria-label={words} /> {words}
        </>
      )}
    </p>
  );
}

export function IssuePart({ facts, document, plan, names }: PlanParts) {
  const say = useWords(releaseWords);
  const { slug, lead } = facts;
  const { digest, approvedBy, release, proposal } = plan;
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const issues = facts.side === "lead" && ["drafter", "release-authority"].includes(facts.seat?.role ?? "");
  const { classes, banner } = proposal.plan;
  const recipients = names.nameAll(proposal.presentations.map(({ recipient }) => recipient)).toSorted();
  const count = recipients.length;
  const issue = () => {
    const progress = startProgress();
    ask({
      title: say("issue.ask", { document, count }),
      content: (
        <>
          <p>
            {say("approve.content", {
              ...{ document, version: proposal.version, banner, classes: classes.length },
              findings: proposal.scan.findings.length,
            })}
          </p>
          <ul className="check-lines">
            {classes.map(({ id, recipients: of, released, withheld }) => (
              <li key={id}>
                <strong>{names.nameAll(of).join(", ")}</strong>:{" "}
                {say("who.reads", { count: released.length })}, {say("who.lacks", { count: withheld.length })}
              </li>
            ))}
          </ul>
          <ProgressLine progress={progress} words={say("issue.busy", { count })} />
        </>
      ),
      recipients,
      consequence: say("issue.then", { count }),
      verb: say("issue.do", { count }),
      send: (headers) =>
        progress.during(
          answerOf(
            node.POST("/api/cases/{case}/documents/{name}/plans/{plan}/issue", {
              params: { path: { case: slug, name: document, plan: digest } },
              headers,
            }),
          ),
        ),
      onDone: () => void readAgain(slug),
    });
  };
  return (
    <Section id="issue" title={say("issue.title")}>
      {release !== null ? (
        <>
          <p className="release-done">{say("issue.done", { release })}</p>
          <p className="basis">{say("issue.handed")}</p>
        </>
      ) : approvedBy === null ? (
        <p>{say("issue.wait")}</p>
      ) : issues ? (
        <button type="button" className="button primary large" onClick={issue}>
          {say("issue.do", { count })}
        </button>
      ) : (
        <p>{say("issue.only", { lead: names.name(lead) })}</p>
      )}
      {dialog}
    </Section>
  );
}
