// One document: the text at hand, and beside it what the tab in the address shows. Both look at the same reading of what is
// typed, so that nothing beside the text speaks of another text.
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { Link } from "wouter";
import type { CompiledCommunity } from "@entente/core/markings";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty, ProblemNotice, StaleNotice } from "../../parts/notice.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";
import { EnoughPart } from "./enough-part.tsx";
import { MatrixPart } from "./matrix-part.tsx";
import { OriginalsPart } from "./originals-part.tsx";
import { ReadAsPart } from "./read-as-part.tsx";
import { readDraft, readScheme, writeTemplate } from "./read-draft.ts";
import { TextPart } from "./text-part.tsx";
import { VersionsPart } from "./versions-part.tsx";
import type { StoredText } from "./stored-text.ts";

const TABS = ["text", "matrix", "read-as", "enough", "versions", "originals"] as const;
type Tab = (typeof TABS)[number];

interface PageProps {
  readonly facts: CaseFacts;
  readonly name: string;
  readonly rest: readonly string[];
}

export function DocumentPage({ facts, name, rest }: PageProps) {
  const say = useWords(documentWords);
  const { slug } = facts;
  const of = { case: slug, name };
  const scheme = useRead([slug, "community", "file"], (signal) =>
    node.GET("/api/cases/{case}/community/file", { params: { path: { case: slug } }, signal }),
  );
  const versions = useRead([slug, "documents", name, "versions"], (signal) =>
    node.GET("/api/cases/{case}/documents/{name}/versions", { params: { path: of }, signal }),
  );
  const known = "value" in versions.answer ? versions.answer.value.versions : [];
  const newest = known.length === 0 ? null : Math.max(...known.map(({ version }) => version));
  // A name the case does not know yet is a document that is being begun.
  const isNew = versions.answer.state === "failed" && versions.answer.problem.status === 404;
  const source = useRead(
    [slug, "documents", name, "source", newest],
    newest === null
      ? null
      : (signal) =>
          node.GET("/api/cases/{case}/documents/{name}/versions/{version}/source", {
            params: { path: { ...of, version: String(newest) } },
            signal,
          }),
  );
  const file = "value" in scheme.answer ? scheme.answer.value.file : null;
  const community = useMemo(() => (file === null ? null : readScheme(file)), [file]);
  // While the next version is on its way the one before stays, and with it what somebody is typing.
  const [last, setLast] = useState<StoredText | null>(null);
  const read = "value" in source.answer ? source.answer.value : null;
  if (read !== null && read !== last) setLast(read);
  const stored = read ?? last;
  // The same while the node is asked again whether somebody else has begun it.
  const [begun, setBegun] = useState(false);
  if (isNew && !begun) setBegun(true);
  if (community === null)
    return (
      <AnswerView read={scheme} words={say("reading.text")}>
        {() => null}
      </AnswerView>
    );
  if (
    versions.answer.state === "forbidden" ||
    (versions.answer.state === "failed" && (!isNew || stored !== null))
  )
    return <ProblemNotice problem={versions.answer.problem} onRetry={versions.refresh} />;
  if (stored === null && !isNew && !begun)
    return (
      <AnswerView read={source} words={say("reading.text")}>
        {() => null}
      </AnswerView>
    );
  return (
    <>
      {versions.answer.state === "stale" && (
        <StaleNotice
          problem={versions.answer.problem}
          since={versions.answer.at}
          onRetry={versions.refresh}
        />
      )}
      <OpenDocument {...{ facts, name, rest, community, stored }} />
    </>
  );
}

interface OpenProps extends PageProps {
  readonly community: CompiledCommunity;
  /** The newest version; null: nothing is saved yet. */
  readonly stored: StoredText | null;
}

function OpenDocument({ facts, name, rest, community, stored }: OpenProps) {
  const say = useWords(documentWords);
  const { slug, lead } = facts;
  const [asked = "text", ...more] = rest;
  const tab: Tab = TABS.find((one) => one === asked) ?? "text";
  const template = () =>
    writeTemplate({
      ...{ title: say("template.title"), text: say("template.text"), originator: lead },
      ...{ slug, exercise: facts.exercise, community },
    });
  /** What is typed, and the version it began from. */
  const [draft, setDraft] = useState(() => ({ from: stored, text: stored?.source ?? template() }));
  const clean = draft.text === draft.from?.source;
  // Whoever typed nothing sees what is newest; whoever typed keeps it, and is told.
  if (clean && stored !== null && stored.version > (draft.from?.version ?? 0))
    setDraft({ from: stored, text: stored.source });
  const type = useCallback((text: string) => setDraft((was) => ({ ...was, text })), []);
  const reading = useMemo(() => readDraft(draft.text, community), [draft.text, community]);
  const calm = useDeferredValue(reading);
  useScreenBanner(
    [stored?.banner, reading.banner].filter((one): one is string => typeof one === "string" && one !== ""),
  );
  useEffect(() => {
    if (clean) return;
    const hold = (leaving: BeforeUnloadEvent) => leaving.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [clean]);
  const saved = useCallback((next: StoredText) => setDraft({ from: next, text: next.source }), []);
  // On a wide screen the matrix stands beside the text until another part is asked for.
  const beside: Exclude<Tab, "text"> = tab === "text" ? "matrix" : tab;
  return (
    <>
      <header className="desk-head">
        <p className="desk-back">
          <Link href={pathOf(slug, "documents")}>{say("back")}</Link>
        </p>
        <h1>{reading.document.title === "" ? name : reading.document.title}</h1>
        <p className="quiet">
          <code>{name}</code> ·{" "}
          {stored === null
            ? say("version.none")
            : say("version.of", { version: stored.version, by: stored.draftedBy })}
          {stored !== null && (
            <>
              {" · "}
              <Link href={pathOf(slug, "releases", name)}>{say("to.releases")}</Link>
            </>
          )}
        </p>
      </header>
      <nav className="tabs" aria-label={say("tabs")}>
        {TABS.map((one) => (
          <Link
            key={one}
            href={one === "text" ? pathOf(slug, "documents", name) : pathOf(slug, "documents", name, one)}
            aria-current={one === tab ? "page" : undefined}
          >
            {say(`tab.${one}`)}
          </Link>
        ))}
      </nav>
      <div className="document" data-tab={tab}>
        <TextPart
          {...{ facts, name, community, reading, stored, draft }}
          onType={type}
          onSaved={saved}
          onBack={() => setDraft({ from: stored, text: stored?.source ?? template() })}
        />
        <div className="document-beside">
          {beside === "enough" ? (
            <EnoughPart {...{ facts, community }} reading={calm} />
          ) : stored === null ? (
            <Empty>{say("matrix.unsaved")}</Empty>
          ) : beside === "matrix" ? (
            <MatrixPart {...{ facts, name, community, stored }} />
          ) : beside === "read-as" ? (
            <ReadAsPart {...{ facts, name, community, stored }} member={more[0] ?? null} />
          ) : beside === "versions" ? (
            <VersionsPart {...{ facts, name }} from={more[0] ?? null} to={more[1] ?? null} />
          ) : (
            <OriginalsPart {...{ facts, name }} />
          )}
        </div>
      </div>
    </>
  );
}
