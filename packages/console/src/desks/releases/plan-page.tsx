// One plan whole: who would read what, what was checked, what is signed, and after it was issued who holds it.
import { useMemo } from "react";
import { Link } from "wouter";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { When } from "../../parts/when.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { namePlaces, usePlaceWords } from "../documents/place-words.ts";
import { readScheme } from "../documents/read-draft.ts";
import { ApprovalPart } from "./approval-part.tsx";
import { ChecksPart } from "./checks-part.tsx";
import { stateOf } from "./checks.ts";
import { IssuePart } from "./issue-part.tsx";
import { NoticesPart } from "./notices-part.tsx";
import { ReceiptsPart } from "./receipts-part.tsx";
import { RecipientsPart } from "./recipients-part.tsx";
import { releaseWords } from "./releases-words.ts";
import { UnsealingsPart } from "./unsealings-part.tsx";
import { useNames } from "../../api/use-names.ts";
import type { PlanParts } from "./plan-parts.ts";

interface PageProps {
  readonly facts: CaseFacts;
  readonly document: string;
  readonly plan: string;
}

export function PlanPage({ facts, document, plan }: PageProps) {
  const say = useWords(releaseWords);
  const { slug } = facts;
  const names = useNames(slug);
  const read = useRead([slug, "releases", document, plan], (signal) =>
    node.GET("/api/cases/{case}/documents/{name}/plans/{plan}", {
      params: { path: { case: slug, name: document, plan } },
      signal,
    }),
  );
  const version = "value" in read.answer ? read.answer.value.proposal.version : null;
  const callPlace = usePlaces(slug, document, version);
  return (
    <>
      <header className="desk-head">
        <p className="desk-back">
          <Link href={pathOf(slug, "releases", document)}>{say("back.document", { name: document })}</Link>
        </p>
        <h1>{say("plan.name", { digest: plan.slice(0, 12) })}</h1>
      </header>
      <AnswerView read={read} words={say("reading")}>
        {(shown) => {
          const parts: PlanParts = { facts, document, plan: shown, names, callPlace };
          const state = stateOf(shown);
          return (
            <>
              <ol className="steps" data-state={state}>
                <li>
                  {say("plan.by", { by: shown.proposedBy })}, <When instant={shown.proposedAt} />
                </li>
                <li aria-current={state === "planned" ? "step" : undefined}>
                  {shown.approvedBy === null
                    ? say("state.planned")
                    : say("plan.approved-by", { by: shown.approvedBy })}
                </li>
                <li aria-current={state === "approved" ? "step" : undefined}>
                  {shown.release === null
                    ? say(state === "approved" ? "state.approved" : "issue.wait")
                    : say("plan.issued-as", { release: shown.release })}
                </li>
              </ol>
              {shown.release !== null && <ReceiptsPart {...parts} release={shown.release} />}
              <RecipientsPart {...parts} />
              <ChecksPart {...parts} />
              <ApprovalPart {...parts} />
              <IssuePart {...parts} />
              {shown.release !== null && (
                <>
                  <UnsealingsPart {...parts} release={shown.release} />
                  <NoticesPart {...parts} release={shown.release} />
                </>
              )}
            </>
          );
        }}
      </AnswerView>
    </>
  );
}

/** Names of places from the text that was planned; until it is read, their ids. */
function usePlaces(slug: string, document: string, version: number | null): (place: string) => string {
  const callPlace = usePlaceWords();
  const scheme = useRead([slug, "community", "file"], (signal) =>
    node.GET("/api/cases/{case}/community/file", { params: { path: { case: slug } }, signal }),
  );
  const source = useRead(
    [slug, "documents", document, "source", version],
    version === null
      ? null
      : (signal) =>
          node.GET("/api/cases/{case}/documents/{name}/versions/{version}/source", {
            params: { path: { case: slug, name: document, version: String(version) } },
            signal,
          }),
  );
  const file = "value" in scheme.answer ? scheme.answer.value.file : null;
  const text = "value" in source.answer ? source.answer.value.source : null;
  return useMemo(() => {
    if (file === null || text === null) return (place) => place;
    const places = namePlaces(text, readScheme(file));
    return (place) => {
      const [whole = place, ...within] = place.split(/[/#]/);
      const called = callPlace(places.get(whole), whole);
      return within.length === 0 ? called : `${called} (${place})`;
    };
  }, [file, text, callPlace]);
}
