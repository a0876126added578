// The trail of a member's people, for its auditor: a period, as lines to be searched or as a sheet. Taking it is written down.
import { useState } from "react";
import { Section } from "../../parts/section.tsx";
import { useWords } from "../../words/locale.tsx";
import { seatWords } from "./seat-words.ts";

export function TrailPart({ allowed }: { readonly allowed: boolean }) {
  const say = useWords(seatWords);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const address = (form: "jsonl" | "csv"): string => {
    const query = new URLSearchParams({ form });
    if (from !== "") query.set("from", `${from}T00:00:00Z`);
    // The last day belongs to the period.
    if (to !== "") query.set("to", `${to}T23:59:59.999Z`);
    return `/api/member/trail?${query.toString()}`;
  };
  return (
    <Section id="trail" title={say("trail")} aside={<p className="basis">{say("trail.basis")}</p>}>
      {allowed ? (
        <div className="as-of">
          <label className="choice">
            <span>{say("trail.from")}</span>
            <input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
          </label>
          <label className="choice">
            <span>{say("trail.to")}</span>
            <input type="date" value={to} onChange={({ target }) => setTo(target.value)} />
          </label>
          <a className="strong-link" href={address("jsonl")} download="trail.jsonl">
            {say("trail.jsonl")}
          </a>
          <a className="strong-link" href={address("csv")} download="trail.csv">
            {say("trail.csv")}
          </a>
        </div>
      ) : (
        <p className="basis">{say("who.trail")}</p>
      )}
    </Section>
  );
}
