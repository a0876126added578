// Taking in what came by hand: the file is looked into, what it would do is shown, and a person says whether it is done.
import { REPLY_WORDS } from "@entente/core/kits";
import { useCallback, useEffect, useState } from "react";
import type { paths } from "../../../../../formats/api.d.ts";
import type { CaseOverview } from "../../api/case-overview.ts";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { FileDrop } from "../../parts/file-drop.tsx";
import { readBase64 } from "../../parts/read-base64.ts";
import { Section } from "../../parts/section.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import { areWords, joinHeard, noWords, WordsInput } from "../../parts/words-input.tsx";
import { useWords } from "../../words/locale.tsx";
import { foreignWords } from "../foreign/foreign-words.ts";
import { stickWords } from "./stick-words.ts";

type Contents = paths["/api/bundles/contents"]["post"]["responses"]["200"]["content"]["application/json"];
type Taken = paths["/api/bundles"]["post"]["responses"]["200"]["content"]["application/json"];

interface Brought {
  readonly name: string;
  readonly bundle: string;
  readonly contents: Contents;
}

interface ImportProps {
  /** Told the banners of the cases whose words are on the screen. */
  readonly onShown: (banners: readonly string[]) => void;
}

export function ImportPart({ onShown }: ImportProps) {
  const say = useWords(stickWords);
  const { busy, problem, run } = useAct();
  const [brought, setBrought] = useState<Brought | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const look = (file: File) =>
    run(async () => {
      setBrought(null);
      setTaken(null);
      const bundle = await readBase64(file);
      const contents = await answerOf(node.POST("/api/bundles/contents", { body: { bundle } }));
      setBrought({ name: file.name, bundle, contents });
    });
  return (
    <Section id="import" title={say("import")} aside={<p className="basis">{say("import.basis")}</p>}>
      <FileDrop label={say("import.file")} accept=".bundle" chosen={brought?.name ?? null} onFile={look} />
      {busy && <p role="status">{say("import.looking")}</p>}
      <Trouble problem={problem} />
      {brought !== null && taken === null && (
        <Plan key={brought.bundle} {...{ brought, onShown }} onTaken={setTaken} />
      )}
      {taken !== null && <Done taken={taken} />}
    </Section>
  );
}

function Done({ taken }: { readonly taken: Taken }) {
  const say = useWords(stickWords);
  const name = useMemberNames();
  return (
    <p className="taken-line" role="status">
      {say("taken", { ...taken, member: name(taken.member) })}
    </p>
  );
}

function Plan({
  brought: { bundle, contents },
  onShown,
  onTaken,
}: ImportProps & { readonly brought: Brought; readonly onTaken: (taken: Taken) => void }) {
  const say = useWords(stickWords);
  const sayLetter = useWords(foreignWords);
  const name = useMemberNames();
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const [words, setWords] = useState(noWords(REPLY_WORDS));
  // By case: a file may speak of several, and the marks of each cover the screen before its words are on it.
  const [marks, setMarks] = useState<Readonly<Record<string, readonly string[]>>>({});
  const noteMarks = useCallback(
    (slug: string, banners: readonly string[]) => setMarks((before) => ({ ...before, [slug]: banners })),
    [],
  );
  useEffect(() => {
    onShown(Object.values(marks).flat());
    return () => onShown([]);
  }, [marks, onShown]);
  const isMarked = (slug: string | null): boolean => slug !== null && Object.hasOwn(marks, slug);
  const { member, kitCase, unheard, letters, acknowledges, acknowledged } = contents;
  const who = name(member);
  const fresh = letters.filter(({ known }) => !known);
  const told = letters.filter(({ said }) => said !== "").map((letter) => letter.case ?? "");
  const take = () =>
    ask({
      title: say("take.title", { count: fresh.length, member: who }),
      content: unheard ? <p className="heard-line">{joinHeard(words)}</p> : null,
      recipients: [],
      consequence: say(kitCase === null ? "take.node" : "take.kit", { member: who }),
      verb: say("take"),
      send: async (headers) =>
        onTaken(
          await answerOf(
            node.POST("/api/bundles", {
              ...{ body: { bundle, heard: unheard ? joinHeard(words) : null }, headers },
            }),
          ),
        ),
      onDone: () => void readAgain("foreign"),
    });
  return (
    <div className="bundle-plan">
      {[...new Set(told)].map((slug) => (
        <CaseMarks key={slug} slug={slug} onRead={noteMarks} />
      ))}
      <p className="plan-sentence">
        {kitCase === null
          ? say("plan.node", { member: who })
          : say("plan.kit", { member: who, case: kitCase })}{" "}
        {say("plan.count", { fresh: fresh.length, known: letters.length - fresh.length })}
      </p>
      {acknowledges > acknowledged && <p>{say("plan.acknowledges", { number: acknowledges })}</p>}
      {letters.length > 0 && (
        <SortableTable<Contents["letters"][number]>
          caption={say("plan")}
          rows={letters}
          rowKey={({ number }) => String(number)}
          sortedBy={{ column: "number", direction: "ascending" }}
          columns={[
            {
              ...{ id: "number", title: say("col.number"), key: ({ number }) => number },
              cell: ({ number }) => number,
            },
            {
              ...{ id: "kind", title: sayLetter("col.what"), key: ({ kind }) => sayLetter("kind", { kind }) },
              cell: ({ kind }) => sayLetter("kind", { kind }),
            },
            {
              ...{ id: "case", title: sayLetter("col.case"), key: (letter) => letter.case },
              cell: (letter) => letter.case ?? "",
            },
            {
              ...{ id: "words", title: sayLetter("col.words") },
              cell: ({ said, case: of }) => {
                if (said === "") return <span className="quiet">{say("plan.unread")}</span>;
                return isMarked(of) ? <span className="letter-words">{said}</span> : "…";
              },
            },
            {
              ...{ id: "at", title: sayLetter("col.when"), key: ({ at }) => at },
              cell: ({ at }) => <When instant={at} />,
            },
            {
              ...{ id: "does", title: say("col.does") },
              cell: ({ known }) => say(known ? "does.nothing" : "does.taken"),
            },
          ]}
        />
      )}
      {unheard && (
        <>
          <p>{say("heard.lead", { member: who })}</p>
          <WordsInput legend={say("heard.words")} words={words} onChange={setWords} />
        </>
      )}
      <div className="desk-acts">
        <button
          type="button"
          className="button primary"
          disabled={unheard && !areWords(words)}
          onClick={take}
        >
          {say("take")}
        </button>
      </div>
      {dialog}
    </div>
  );
}

/** What a letter says of a case is covered by what was released in it. */
function CaseMarks({
  slug,
  onRead,
}: {
  readonly slug: string;
  readonly onRead: (slug: string, banners: readonly string[]) => void;
}) {
  const { answer } = useRead<CaseOverview>([slug, "board"], (signal) =>
    node.GET("/api/cases/{case}", { params: { path: { case: slug } }, signal }),
  );
  const banners =
    "value" in answer ? JSON.stringify(answer.value.documents.map(({ banner }) => banner)) : null;
  useEffect(() => {
    if (banners !== null) onRead(slug, JSON.parse(banners) as readonly string[]);
  }, [slug, banners, onRead]);
  return null;
}
