// Keys of witnesses, as their operators gave them, and who of them signed the latest state.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { useLanguage, useWords } from "../../words/locale.tsx";
import type { WitnessCheck } from "./check-witnesses.ts";
import { knownLedgerKey } from "./known-key.ts";
import { ledgerWords } from "./ledger-words.ts";

export function WitnessForm({ note }: { readonly note: string }) {
  const say = useWords(ledgerWords);
  const [vkey, setVkey] = useState(knownLedgerKey);
  const [lines, setLines] = useState("");
  const { work, start } = useWork<WitnessCheck>();
  const check = (event: SubmitEvent) => {
    event.preventDefault();
    const witnesses = lines.split("\n").map((line) => line.trim());
    start(async () => {
      const { checkWitnesses } = await import("./check-witnesses.ts");
      return checkWitnesses({
        ...{ note, vkey: vkey.trim() },
        witnesses: witnesses.filter((line) => line !== ""),
      });
    });
  };
  return (
    <>
      <form className="entry-form" onSubmit={check}>
        <label className="field">
          <span className="label">{say("key")}</span>
          <textarea
            rows={2}
            required
            spellCheck={false}
            value={vkey}
            onChange={({ target }) => setVkey(target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{say("witnesses.keys")}</span>
          <textarea
            rows={4}
            spellCheck={false}
            value={lines}
            onChange={({ target }) => setLines(target.value)}
          />
        </label>
        <button type="submit" className="button primary" disabled={vkey.trim() === ""}>
          {say("witnesses.check")}
        </button>
      </form>
      {work.state === "busy" && (
        <WorkLine what={say("witnesses.checking")} count={null} onCancel={work.cancel} />
      )}
      <div role="status">{work.state === "done" && <Checked check={work.value} />}</div>
    </>
  );
}

function Checked({ check }: { readonly check: WitnessCheck }) {
  const say = useWords(ledgerWords);
  const { tag } = useLanguage();
  const list = (names: readonly string[]): string => new Intl.ListFormat(tag).format(names);
  if (check.state === "broken")
    return (
      <div className="proof-broken">
        <p>
          <strong>{say("broken")}</strong> {check.reason} <code>{check.code}</code>
        </p>
      </div>
    );
  const { size, signed, missing, unchecked } = check;
  return (
    <div className="proof-holds">
      <p>
        <strong>{say("witnesses.hold", { size, count: signed.length })}</strong> {list(signed)}
      </p>
      {missing.length > 0 && <p>{say("witnesses.missing", { names: list(missing) })}</p>}
      {unchecked.length > 0 && <p className="basis">{say("unchecked", { names: list(unchecked) })}</p>}
    </div>
  );
}
