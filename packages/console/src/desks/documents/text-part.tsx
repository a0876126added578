// Writing: the text with its marks beside it, the banner it comes to, what is wrong with it, what can be put in, and saving.
import { Suspense, useRef, useState } from "react";
import { Link } from "wouter";
import type { CompiledCommunity } from "@entente/core/markings";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useAct } from "../../acts/use-act.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { fetchWhenShown } from "../../shell/code-lost.ts";
import { useWords } from "../../words/locale.tsx";
import type { StoredText } from "./stored-text.ts";
import { documentWords } from "./documents-words.ts";
import { InsertPart } from "./insert-part.tsx";
import type { EditorHandle } from "./marked-editor.tsx";
import { ProblemList } from "./problem-list.tsx";
import type { DraftReading } from "./read-draft.ts";

// What stands beside the text is there before the editor is.
const MarkedEditor = fetchWhenShown(async () => (await import("./marked-editor.tsx")).MarkedEditor);

interface TextProps {
  readonly facts: CaseFacts;
  readonly name: string;
  readonly community: CompiledCommunity;
  readonly reading: DraftReading;
  readonly stored: StoredText | null;
  readonly draft: { readonly from: StoredText | null; readonly text: string };
  readonly onType: (text: string) => void;
  readonly onSaved: (stored: StoredText) => void;
  readonly onBack: () => void;
}

export function TextPart({ facts, name, community, reading, stored, draft, ...on }: TextProps) {
  const say = useWords(documentWords);
  const { slug, lead } = facts;
  const editor = useRef<EditorHandle>(null);
  const { busy, problem, run } = useAct();
  const readAgain = useReadAgain();
  const [done, setDone] = useState<number | null>(null);
  const writes = facts.side === "lead" && facts.seat?.role === "drafter";
  const errors = reading.problems.filter(({ severity }) => severity === "error");
  const same = draft.text === draft.from?.source;
  const savedAs = same ? draft.from.version : null;
  const next = (stored?.version ?? 0) + 1;
  const save = () =>
    run(async () => {
      const path = { case: slug, name };
      const { version } = await answerOf(
        node.POST("/api/cases/{case}/documents/{name}/versions", {
          params: { path },
          body: { source: draft.text, original: null, attachments: [] },
        }),
      );
      // The node may have written ids into it: what is stored is what is shown.
      const kept = await answerOf(
        node.GET("/api/cases/{case}/documents/{name}/versions/{version}/source", {
          params: { path: { ...path, version: String(version) } },
        }),
      );
      on.onSaved(kept);
      setDone(version);
      await readAgain(slug);
    });
  const overtaken = stored !== null && !same && stored.version > (draft.from?.version ?? 0);
  return (
    <section className="document-text" aria-label={say("tab.text")}>
      <div className="live-banner" role="status">
        <span className="label">{say("banner.now")}</span>{" "}
        {reading.banner === null ? (
          <span className="late">{say("banner.none")}</span>
        ) : (
          <>
            <strong>{reading.banner}</strong>{" "}
            <span className="quiet">{say("banner.audience", { count: reading.audience ?? 0 })}</span>
          </>
        )}
      </div>
      {!writes && <p className="basis">{say("editor.read-only", { lead })}</p>}
      {overtaken && (
        <p className="overtaken" role="status">
          {say("editor.older", {
            ...{ version: stored.version, by: stored.draftedBy, from: draft.from?.version ?? 0 },
          })}{" "}
          {draft.from !== null && (
            <Link
              href={pathOf(
                slug,
                "documents",
                name,
                ...["versions", String(draft.from.version), String(stored.version)],
              )}
            >
              {say("editor.compare")}
            </Link>
          )}
        </p>
      )}
      <Suspense fallback={<div className="editor" aria-busy="true" />}>
        <MarkedEditor
          ref={editor}
          text={draft.text}
          reading={reading}
          label={say("editor.label", { name })}
          readOnly={!writes}
          onType={on.onType}
        />
      </Suspense>
      <ProblemList problems={reading.problems} onGo={(at) => editor.current?.go(at)} />
      {writes && (
        <>
          <div className="save-line">
            <button
              type="button"
              className="button primary"
              disabled={busy || same || errors.length > 0}
              onClick={save}
            >
              {say(busy ? "save.busy" : "save.do", { version: next })}
            </button>
            {!same && (
              <button type="button" className="button" disabled={busy} onClick={on.onBack}>
                {say("save.back")}
              </button>
            )}
            <p className="quiet" role="status">
              {savedAs === null
                ? ""
                : say(done === savedAs ? "save.done" : "save.same", { version: savedAs })}
            </p>
          </div>
          <Trouble problem={problem} />
          <InsertPart {...{ community, reading }} onInsert={(act) => editor.current?.insert(act)} />
        </>
      )}
    </section>
  );
}
