// Every letter of the case, in both directions: what was said, and what became of it on the way and over there.
import { useState } from "react";
import { Trouble } from "../../parts/trouble.tsx";
import { useAct } from "../../acts/use-act.ts";
import { SortableTable } from "../../parts/sortable-table.tsx";
import type { ConsoleCode } from "../../api/codes.ts";
import { NodeProblem } from "../../api/read-node.ts";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import { completeReceipt, findDraft, saveFile } from "../pledges/receipt.ts";
import type { ShownCase, ShownLetter } from "./foreign-reads.ts";
import { foreignWords } from "./foreign-words.ts";

/** What only says that another letter came or was read, or what a form offers: shown when it is asked for. */
const QUIET = ["receipt", "confirmation", "trouble", "vocabulary"];

interface LettersProps {
  readonly shown: ShownCase;
  readonly lead: string;
  readonly member: string;
}

export function LettersPart({ shown, lead, member }: LettersProps) {
  const say = useWords(foreignWords);
  const [all, setAll] = useState(false);
  const rows = shown.letters.filter(({ kind, direction, state }) =>
    all ? true : !QUIET.includes(kind) || (direction === "out" && state === "refused"),
  );
  return (
    <section className="questions" aria-label={say("letters")}>
      <h2>{say("letters")}</h2>
      <p className="basis">{say("letters.basis", { lead })}</p>
      <label className="tick">
        <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
        <span>{say("letters.all")}</span>
      </label>
      <SortableTable<ShownLetter>
        caption={say("letters")}
        rows={rows}
        rowKey={({ direction, number }) => `${direction} ${number}`}
        sortedBy={{ column: "at", direction: "descending" }}
        columns={[
          {
            ...{ id: "what", title: say("col.what"), key: ({ kind }) => say("kind", { kind }) },
            cell: ({ direction, kind }) => (
              <>
                {say("kind", { kind })}{" "}
                <span className="quiet">
                  {direction === "in" ? say("from", { lead }) : say("to", { lead })}
                </span>
              </>
            ),
          },
          {
            ...{ id: "words", title: say("col.words") },
            cell: ({ said }) => <span className="letter-words">{said}</span>,
          },
          {
            ...{ id: "at", title: say("col.when"), key: ({ at }) => at },
            cell: ({ at }) => <When instant={at} />,
          },
          {
            ...{ id: "state", title: say("col.became"), key: ({ state }) => say("became", { state, lead }) },
            cell: (letter) => <Became {...{ letter, lead, member }} caseId={shown.id} />,
          },
        ]}
      />
    </section>
  );
}

function Became({
  letter,
  lead,
  member,
  caseId,
}: {
  readonly letter: ShownLetter;
  readonly lead: string;
  readonly member: string;
  readonly caseId: string;
}) {
  const say = useWords(foreignWords);
  const { direction, state, told, leaf, doneAt, kind, answers } = letter;
  return (
    <>
      <span className="became" data-state={state}>
        {direction === "in" && state === "taken"
          ? say(answers === null ? "became.came" : "became.answer", { letter: answers ?? 0 })
          : say("became", { state, lead })}
      </span>
      {told !== null && <p lang="en">{told}</p>}
      {leaf !== null && <p className="quiet">{say("became.leaf", { leaf })}</p>}
      {kind === "pledge" && leaf !== null && doneAt !== null && (
        <CompleteReceipt committed={{ leaf, at: doneAt }} {...{ caseId, member }} />
      )}
    </>
  );
}

/** The receipt of a sealed pledge, from the file that was kept when it was sealed and from what the lead confirmed. */
function CompleteReceipt({
  committed,
  caseId,
  member,
}: {
  readonly committed: { readonly leaf: number; readonly at: string };
  readonly caseId: string;
  readonly member: string;
}) {
  const say = useWords(foreignWords);
  const { problem, run } = useAct();
  const complete = (file: File) =>
    run(async () => {
      const draft = findDraft(parse(await file.text()));
      if (draft === null || draft.pledge.case !== caseId || draft.pledge.member !== member)
        throw new NodeProblem({
          ...{ status: 0, code: "RECEIPT_DRAFT_UNKNOWN" satisfies ConsoleCode },
          ...{ title: say("receipt.wrong"), detail: say("receipt.wrong.detail") },
        });
      saveFile(`receipt-${caseId}-${member}.json`, completeReceipt(draft, committed));
    });
  return (
    <>
      <label className="field">
        <span className="label">{say("receipt")}</span>
        <input
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) complete(file);
          }}
        />
      </label>
      <Trouble problem={problem} />
    </>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
