// A standing in words, and the row behind it.
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { Say } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import type { Evidence } from "./approach-answers.ts";
import { knowStanding } from "./approach-order.ts";

type Name = keyof (typeof approachWords)["en"];

/** What is not known is printed as the node wrote it. */
export function sayStanding(say: Say<Name>, standing: string): string {
  if (standing === "approached") return say("stand.approached");
  const known = knowStanding(standing);
  return known === null ? standing : say(`stand.${known}`);
}

export function Standing({ standing }: { readonly standing: string }) {
  const say = useWords(approachWords);
  return (
    <span className="stand" data-standing={standing}>
      <StandingSign standing={standing} />
      {sayStanding(say, standing)}
    </span>
  );
}

/** How far it has come, as a row of five: sent, seen, asked or weighed, agreed, bound. The words beside it say the same. */
function StandingSign({ standing }: { readonly standing: string }) {
  const steps: Readonly<Record<string, number>> = {
    ...{
      "not delivered": 0,
      delivered: 1,
      arrived: 1,
      verified: 1,
      opened: 2,
      "opened the annex": 2,
      asked: 3,
      considering: 3,
    },
    ...{ supportive: 4, committed: 5 },
  };
  const far = steps[standing];
  return (
    <svg className="stand-sign" viewBox="0 0 34 8" width="34" height="8" aria-hidden="true" focusable="false">
      {far === undefined ? (
        <path d="M1 4h32" className="stand-over" />
      ) : (
        [0, 1, 2, 3, 4].map((at) => (
          <rect
            key={at}
            x={at * 7}
            y="1"
            width="5"
            height="6"
            className={at < far ? "stand-on" : "stand-off"}
          />
        ))
      )}
    </svg>
  );
}

/** When it was, by which seat, and what: the row that a standing rests on. */
export function EvidenceLine({ evidence }: { readonly evidence: Evidence | null }) {
  const say = useWords(approachWords);
  if (evidence === null) return <span className="quiet">{say("evidence.none")}</span>;
  const { at, seat, what } = evidence;
  return (
    <span className="evidence-line">
      <When instant={at} />
      {seat !== null && <span className="quiet">{say("evidence.by", { seat })}</span>}
      {what !== "" && <span className="evidence-what">{what}</span>}
    </span>
  );
}
