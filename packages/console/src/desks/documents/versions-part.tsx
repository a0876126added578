// The versions of a document, and what changed from one to another, word by word.
import { diffWords } from "@entente/core/documents";
import { useLocation } from "wouter";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { When } from "../../parts/when.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";

interface VersionsProps {
  readonly facts: CaseFacts;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

const NUMBER = /^[1-9]\d{0,5}$/;

export function VersionsPart({ facts: { slug }, name, from, to }: VersionsProps) {
  const say = useWords(documentWords);
  const [, go] = useLocation();
  const read = useRead([slug, "documents", name, "versions"], (signal) =>
    node.GET("/api/cases/{case}/documents/{name}/versions", {
      params: { path: { case: slug, name } },
      signal,
    }),
  );
  return (
    <section className="versions" aria-label={say("versions.title")}>
      <h2>{say("versions.title")}</h2>
      <AnswerView read={read} words={say("reading.text")}>
        {({ versions }) => {
          const newest = Math.max(...versions.map(({ version }) => version), 1);
          const before = from !== null && NUMBER.test(from) ? Number(from) : Math.max(newest - 1, 1);
          const after = to !== null && NUMBER.test(to) ? Number(to) : newest;
          const compare = (one: number, other: number) =>
            go(pathOf(slug, "documents", name, "versions", String(one), String(other)));
          const options = versions.map(({ version }) => (
            <option key={version} value={version}>
              {version}
            </option>
          ));
          return (
            <>
              <SortableTable<{
                readonly version: number;
                readonly banner: string;
                readonly digest: string;
                readonly draftedBy: string;
                readonly draftedAt: string;
              }>
                caption={say("versions.caption")}
                rows={versions}
                rowKey={({ version }) => String(version)}
                sortedBy={{ column: "version", direction: "descending" }}
                columns={[
                  {
                    ...{ id: "version", title: say("versions.version"), numeric: true, first: "descending" },
                    ...{ key: ({ version }) => version, cell: ({ version }) => version },
                  },
                  { id: "by", title: say("versions.by"), cell: ({ draftedBy }) => draftedBy },
                  {
                    ...{ id: "at", title: say("versions.at") },
                    cell: ({ draftedAt }) => <When instant={draftedAt} />,
                  },
                  {
                    ...{ id: "banner", title: say("versions.banner") },
                    cell: ({ banner }) => <span className="mark">{banner}</span>,
                  },
                  {
                    ...{ id: "digest", title: say("versions.digest") },
                    cell: ({ digest }) => <code title={digest}>{digest.slice(0, 12)}</code>,
                  },
                ]}
              />
              <h3>{say("versions.compare")}</h3>
              {versions.length < 2 ? (
                <p>{say("versions.one")}</p>
              ) : (
                <>
                  <div className="filters">
                    <label className="field">
                      <span className="label">{say("versions.from")}</span>
                      <select value={before} onChange={({ target }) => compare(Number(target.value), after)}>
                        {options}
                      </select>
                    </label>
                    <label className="field">
                      <span className="label">{say("versions.to")}</span>
                      <select value={after} onChange={({ target }) => compare(before, Number(target.value))}>
                        {options}
                      </select>
                    </label>
                  </div>
                  <Differences {...{ slug, name }} from={before} to={after} />
                </>
              )}
            </>
          );
        }}
      </AnswerView>
    </section>
  );
}

interface DifferencesProps {
  readonly slug: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function Differences({ slug, name, from, to }: DifferencesProps) {
  const say = useWords(documentWords);
  const read = useRead([slug, "documents", name, "diff", from, to], (signal) =>
    node.GET("/api/cases/{case}/documents/{name}/diff/{from}/{to}", {
      params: { path: { case: slug, name, from: String(from), to: String(to) } },
      signal,
    }),
  );
  return (
    <AnswerView read={read} words={say("reading.text")}>
      {({ header, portions }) => {
        const changed = portions.filter(({ change }) => change !== "same");
        if (header.length === 0 && changed.length === 0) return <p>{say("diff.none")}</p>;
        return (
          <div className="differences">
            <p className="label" role="status">
              {say("diff.count", { count: changed.length })}
            </p>
            {header.map(({ field, before, after }) => (
              <div key={field} className="difference">
                <p className="difference-head">
                  {say("diff.header")}: <code>{field}</code>
                </p>
                <Words before={before} after={after} />
              </div>
            ))}
            {changed.map(({ id, change, before, after }) => (
              <div key={`${id} ${change}`} className="difference">
                <p className="difference-head">
                  <strong>{after?.number ?? before?.number ?? id}</strong>{" "}
                  <span className="quiet">
                    {say(
                      before === null
                        ? "diff.added"
                        : after === null
                          ? "diff.removed"
                          : before.text === after.text && before.banner === after.banner
                            ? "diff.moved"
                            : "diff.changed",
                    )}
                  </span>
                </p>
                {before !== null && after !== null && before.banner !== after.banner && (
                  <p className="difference-marking">
                    {say("diff.marking", {
                      before: before.banner ?? say("diff.unmarked"),
                      after: after.banner ?? say("diff.unmarked"),
                    })}
                  </p>
                )}
                <Words before={before?.text ?? ""} after={after?.text ?? ""} />
              </div>
            ))}
          </div>
        );
      }}
    </AnswerView>
  );
}

function Words({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <p className="difference-words">
      {diffWords(before, after).map(({ change, text }, index) => {
        if (change === "added") return <ins key={index}>{text}</ins>;
        if (change === "removed") return <del key={index}>{text}</del>;
        return <span key={index}>{text}</span>;
      })}
    </p>
  );
}
