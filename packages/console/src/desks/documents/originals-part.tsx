// What a document was made from, byte for byte, and who had it.
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { useAct } from "../../acts/use-act.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";

const ACTS = ["received", "imported", "versioned", "exported", "released"] as const;

export function OriginalsPart({
  facts: { slug },
  name,
}: {
  readonly facts: CaseFacts;
  readonly name: string;
}) {
  const say = useWords(documentWords);
  const { tag } = useLanguage();
  const { busy, problem, run } = useAct();
  const readAgain = useReadAgain();
  const read = useRead([slug, "documents", name, "custody"], (signal) =>
    node.GET("/api/cases/{case}/documents/{name}/custody", {
      params: { path: { case: slug, name } },
      signal,
    }),
  );
  const take = (version: number, file: string) =>
    run(async () => {
      const bytes = await answerOf(
        node.GET("/api/cases/{case}/documents/{name}/versions/{version}/original", {
          params: { path: { case: slug, name, version: String(version) } },
          parseAs: "blob",
        }),
      );
      keepFile(bytes, file);
      await readAgain(slug);
    });
  return (
    <section className="originals" aria-label={say("originals.title")}>
      <h2>{say("originals.title")}</h2>
      <AnswerView read={read} words={say("reading.text")}>
        {({ originals, custody }) => (
          <>
            <ul className="original-list">
              {originals.map(({ id, name: file, size, sha256, receivedAt, receivedBy }) => {
                const version = custody.find(
                  (one) => one.original === id && one.version !== null && one.act === "versioned",
                )?.version;
                return (
                  <li key={id}>
                    <p>
                      <strong>{file}</strong>{" "}
                      <span className="quiet">
                        {say("originals.bytes", { size: new Intl.NumberFormat(tag).format(size) })}
                      </span>
                    </p>
                    <p>
                      {say("originals.received")} <When instant={receivedAt} />, {receivedBy}
                    </p>
                    <p>
                      {say("originals.sha256")} <code>{sha256}</code>
                    </p>
                    {version !== undefined && version !== null && (
                      <button
                        type="button"
                        className="button small"
                        disabled={busy}
                        onClick={() => take(version, file)}
                      >
                        {say("originals.get", { version })}
                      </button>
                    )}
                  </li>
                );
              })}
            </ul>
            <p className="basis">{say("originals.get.why")}</p>
            <Trouble problem={problem} />
            <h3>{say("originals.custody")}</h3>
            <SortableTable
              caption={say("originals.custody")}
              rows={custody.map((one, index) => ({ ...one, index }))}
              rowKey={({ index }) => String(index)}
              sortedBy={{ column: "at", direction: "descending" }}
              columns={[
                {
                  ...{ id: "act", title: say("originals.act") },
                  cell: ({ act }) => {
                    const known = ACTS.find((one) => one === act);
                    return known === undefined ? act : say(`originals.act.${known}`);
                  },
                },
                { id: "version", title: say("originals.version"), cell: ({ version }) => version ?? "" },
                { id: "seat", title: say("originals.seat"), cell: ({ seat }) => seat },
                {
                  ...{ id: "at", title: say("versions.at"), first: "descending" },
                  key: ({ at, index }) => `${at} ${String(index).padStart(6, "0")}`,
                  cell: ({ at }) => <When instant={at} />,
                },
              ]}
            />
          </>
        )}
      </AnswerView>
    </section>
  );
}

function keepFile(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
