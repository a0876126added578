// Corrections and recalls of what the member holds, and its word that it read them.
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { Given } from "./inbox-reads.ts";
import { useNotices } from "./inbox-reads.ts";
import type { Notice } from "./inbox-reads.ts";
import { inboxWords } from "./inbox-words.ts";

/** Who answers for a member says so. */
const ACKNOWLEDGING = ["desk", "release-authority"];
const KINDS = ["correction", "supersession", "recall"] as const;

export function NoticesPart({ facts, own }: Given) {
  const say = useWords(inboxWords);
  const { answer } = useNotices(facts.slug);
  const notices = "value" in answer ? answer.value.notices : [];
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-label={say("notices")}>
      <h2>{say("notices")}</h2>
      <ul>
        {notices.map((notice) => (
          <Said key={`${notice.release} ${notice.at}`} {...{ facts, own, notice }} />
        ))}
      </ul>
    </section>
  );
}

function Said({ facts, own, notice }: Pick<Given, "facts" | "own"> & { readonly notice: Notice }) {
  const say = useWords(inboxWords);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const kind = KINDS.find((one) => one === notice.kind) ?? "correction";
  const said = notice.holders.find(({ member }) => member === own.member)?.acknowledged ?? null;
  const acknowledge = () =>
    ask({
      title: say("notice.ask"),
      content: (
        <>
          <p className="label">{say(`notice.${kind}`)}</p>
          <p>{notice.text}</p>
        </>
      ),
      recipients: [own.lead.name],
      consequence: say("notice.consequence", { member: own.member }),
      verb: say("notice.acknowledge"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/releases/{release}/acknowledgement", {
            params: { path: { case: facts.slug, release: notice.release } },
            headers,
          }),
        ),
      onDone: () => void readAgain(facts.slug),
    });
  return (
    <li data-kind={kind}>
      <p>
        <strong>{say(`notice.${kind}`)}</strong> <When instant={notice.at} />
      </p>
      <p className="notice-text">{notice.text}</p>
      {said !== null && <p className="basis">{say("notice.acknowledged", { at: new Date(said) })}</p>}
      {said === null &&
        (ACKNOWLEDGING.includes(facts.seat?.role ?? "") ? (
          <button type="button" className="button" onClick={acknowledge}>
            {say("notice.acknowledge")}
          </button>
        ) : (
          <p className="basis">{say("notice.who")}</p>
        ))}
      {dialog}
    </li>
  );
}
