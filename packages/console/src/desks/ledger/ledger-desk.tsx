// The ledger: its latest checkpoint with everybody who signed it, and the proof of a leaf, worked out in this browser.
import { readNote } from "@entente/core/ledger";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import type { DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { KeysPart } from "./keys-part.tsx";
import { knownLedgerKey } from "./known-key.ts";
import { ledgerWords } from "./ledger-words.ts";
import { WitnessForm } from "./witness-form.tsx";
import type { LeafProof } from "./prove-leaf.ts";
import "../../style/lists.css";

interface ReadCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  /** By name, with how many lines each has. */
  readonly signers: readonly { readonly name: string; readonly lines: number; readonly log: boolean }[];
}

/** What a checkpoint says of itself; null for what is none. Nothing is verified by reading it. */
function readCheckpoint(note: string): ReadCheckpoint | null {
  try {
    const { text, signatures } = readNote(note);
    const [origin = "", size = "", root = ""] = text.split("\n");
    const lines = Map.groupBy(signatures, ({ name }) => name);
    const signers = [...lines].map(([name, own]) => ({ name, lines: own.length, log: name === origin }));
    return { origin, size: Number(size), root, signers };
  } catch {
    return null;
  }
}

/** `…/ledger`, `…/ledger/17`. */
export function LedgerDesk({ rest: [wanted = "0"] }: DeskProps) {
  const say = useWords(ledgerWords);
  useScreenBanner([]);
  const read = useRead<unknown>(["node", "checkpoint"], (signal) =>
    node.GET("/ledger/checkpoint", { parseAs: "text", signal }),
  );
  return (
    <>
      <header className="desk-head">
        <h1>{say("title")}</h1>
        <p className="desk-lead">{say("lead")}</p>
      </header>
      <AnswerView read={read} words={say("reading")}>
        {(note) => <Ledger note={String(note)} wanted={/^\d{1,9}$/.test(wanted) ? wanted : "0"} />}
      </AnswerView>
      <KeysPart />
    </>
  );
}

function Ledger({ note, wanted }: { readonly note: string; readonly wanted: string }) {
  const say = useWords(ledgerWords);
  const checkpoint = readCheckpoint(note);
  const count = (log: boolean): number =>
    (checkpoint?.signers ?? []).filter((one) => one.log === log).reduce((sum, { lines }) => sum + lines, 0);
  return (
    <>
      <Section id="checkpoint" title={say("checkpoint")}>
        {checkpoint !== null && (
          <dl className="fact-list">
            <dt>{say("origin")}</dt>
            <dd>
              <code>{checkpoint.origin}</code> · {say("size", { count: checkpoint.size })}
            </dd>
            <dt>{say("root")}</dt>
            <dd>
              <code>{checkpoint.root}</code>
            </dd>
            <dt>{say("signatures")}</dt>
            {checkpoint.signers.map(({ name, log }) => (
              <dd key={name}>
                <code>{name}</code>{" "}
                <span className="quiet">{say(log ? "signature.log" : "signature.witness")}</span>
              </dd>
            ))}
            <dd>{say("signature.count", { own: count(true), others: count(false) })}</dd>
          </dl>
        )}
        <details>
          <summary>{say("note")}</summary>
          <pre className="note-text" tabIndex={0}>
            {note}
          </pre>
        </details>
      </Section>
      <Section id="prove" title={say("prove")}>
        <p className="basis">{say("prove.lead")}</p>
        <ProveForm size={checkpoint?.size ?? 0} wanted={wanted} />
      </Section>
      <Section id="witnesses" title={say("witnesses")}>
        <p className="basis">{say("witnesses.lead")}</p>
        <WitnessForm note={note} />
      </Section>
      <Section id="follow" title={say("tiles")}>
        <p className="basis">{say("tiles.how", { checkpoint: "/ledger/checkpoint" })}</p>
      </Section>
    </>
  );
}

function ProveForm({ size, wanted }: { readonly size: number; readonly wanted: string }) {
  const say = useWords(ledgerWords);
  const [leaf, setLeaf] = useState(wanted);
  const [vkey, setVkey] = useState(knownLedgerKey);
  const { work, start } = useWork<LeafProof>();
  const number = Number(leaf);
  const there = /^\d{1,9}$/.test(leaf) && number < size;
  const prove = (event: SubmitEvent) => {
    event.preventDefault();
    start(async (signal) => {
      const { entriesPath, proveLeaf } = await import("./prove-leaf.ts");
      const proof: unknown = await answerOf<unknown>(
        node.GET("/ledger/proof/{leaf}", { params: { path: { leaf } }, parseAs: "text", signal }),
      );
      // The proof's own checkpoint says how wide the last tile is.
      const { path, width } = entriesPath(number, sizeOf(String(proof)) ?? size);
      const bundle: unknown = await answerOf<unknown>(
        node.GET("/ledger/tile/{*}", {
          params: { path: { "*": path.replace(/^tile\//, "") } },
          // The names of tiles have slashes of their own.
          pathSerializer: () => `/ledger/${path}`,
          parseAs: "arrayBuffer",
          signal,
        }),
      );
      return proveLeaf({
        ...{ proof: String(proof), bundle: new Uint8Array(bundle as ArrayBuffer) },
        ...{ leaf: number, width, vkey: vkey.trim() },
      });
    });
  };
  return (
    <>
      <form className="entry-form" onSubmit={prove}>
        <label className="field">
          <span className="label">{say("leaf")}</span>
          <input
            type="number"
            min={0}
            max={Math.max(size - 1, 0)}
            required
            value={leaf}
            onChange={({ target }) => setLeaf(target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{say("key")}</span>
          <textarea
            rows={3}
            required
            spellCheck={false}
            value={vkey}
            onChange={({ target }) => setVkey(target.value)}
          />
        </label>
        <p className="basis">{say("key.hint")}</p>
        {!there && leaf !== "" && <p className="basis">{say("leaf.none", { size })}</p>}
        <button type="submit" className="button primary" disabled={!there || vkey.trim() === ""}>
          {say("check")}
        </button>
      </form>
      {work.state === "busy" && <WorkLine what={say("checking")} count={null} onCancel={work.cancel} />}
      {work.state === "failed" && <ProblemNotice problem={work.problem} onRetry={() => undefined} />}
      <div role="status">{work.state === "done" && <Proven proof={work.value} />}</div>
    </>
  );
}

/** The size a proof's checkpoint names; its truth is the proof's to show. */
function sizeOf(proof: string): number | null {
  const [, checkpoint = ""] = proof.split("\n\n");
  const size = checkpoint.split("\n")[1] ?? "";
  return /^\d{1,15}$/.test(size) ? Number(size) : null;
}

function Proven({ proof }: { readonly proof: LeafProof }) {
  const say = useWords(ledgerWords);
  if (proof.state === "broken")
    return (
      <div className="proof-broken">
        <p>
          <strong>{say("broken")}</strong> {proof.reason} <code>{proof.code}</code>
        </p>
      </div>
    );
  const { index, size, entry, unchecked } = proof;
  return (
    <div className="proof-holds">
      <p>
        <strong>{say("holds", { index, size })}</strong>
      </p>
      {entry !== null && (
        <dl className="fact-list">
          <dt>{say("committed")}</dt>
          <dd>
            <When instant={entry.at} />
          </dd>
          <dt>{say("commitment")}</dt>
          <dd>
            <code>{entry.commitment}</code>
          </dd>
        </dl>
      )}
      <p className="basis">{say("holds.means")}</p>
      {unchecked.length > 0 && (
        <p className="basis">{say("unchecked", { names: [...new Set(unchecked)].join(", ") })}</p>
      )}
    </div>
  );
}
