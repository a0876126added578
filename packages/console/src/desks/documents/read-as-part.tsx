// A document exactly as one member would be given it: the node's own page, in a frame in which nothing runs.
import { useMemo } from "react";
import { Link, useLocation } from "wouter";
import type { CompiledCommunity } from "@entente/core/markings";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import type { StoredText } from "./stored-text.ts";
import { documentWords } from "./documents-words.ts";
import { arrangeMatrix } from "./matrix.ts";
import type { Visibility } from "./matrix.ts";
import { useVisibility } from "./matrix-part.tsx";

interface ReadAsProps {
  readonly facts: CaseFacts;
  readonly name: string;
  readonly community: CompiledCommunity;
  readonly stored: StoredText;
  /** Null: the member that reads most, after the lead. */
  readonly member: string | null;
}

const FORMS = ["pdf", "docx", "txt"] as const;

export function ReadAsPart(props: ReadAsProps) {
  const say = useWords(documentWords);
  const read = useVisibility(props.facts.slug, props.name, props.stored.version);
  return (
    <section className="read-as" aria-label={say("read-as.title")}>
      <h2>{say("read-as.title")}</h2>
      <AnswerView read={read} words={say("reading.text")}>
        {(visibility) => <Reading {...props} visibility={visibility} />}
      </AnswerView>
    </section>
  );
}

function Reading({
  facts,
  name,
  community,
  stored,
  member,
  visibility,
}: ReadAsProps & { visibility: Visibility }) {
  const say = useWords(documentWords);
  const [, go] = useLocation();
  const { slug, lead } = facts;
  const matrix = useMemo(() => arrangeMatrix(visibility), [visibility]);
  const { columns, rows } = matrix;
  const known = columns.findIndex((column) => column.member === member);
  const at =
    known >= 0
      ? known
      : Math.max(
          columns.findIndex((column) => column.member !== lead),
          0,
        );
  const chosen = columns[at]?.member ?? lead;
  const names = new Map(community.community.members.map(({ id, name: called }) => [id, called]));
  const called = names.get(chosen) ?? chosen;
  const pathTo = (one: string) => pathOf(slug, "documents", name, "read-as", one);
  const seen = rows.map((_, row) => matrix.sight(row, at));
  const first = rows.findIndex((_, row) => matrix.sight(row, at) === "none");
  const page = (form: string) =>
    `/api/cases/${encodeURIComponent(slug)}/documents/${encodeURIComponent(name)}/versions/${stored.version}/read-as/${encodeURIComponent(chosen)}.${form}`;
  const sorted = [...columns].sort((a, b) =>
    (names.get(a.member) ?? a.member).localeCompare(names.get(b.member) ?? b.member),
  );
  return (
    <>
      <div className="read-as-choice">
        <label className="field">
          <span className="label">{say("read-as.member")}</span>
          <select value={chosen} onChange={({ target }) => go(pathTo(target.value))}>
            {sorted.map(({ member: one }) => (
              <option key={one} value={one}>
                {names.get(one) ?? one}
              </option>
            ))}
          </select>
        </label>
        {at > 0 && <Link href={pathTo(columns[at - 1]?.member ?? chosen)}>{say("read-as.before")}</Link>}
        {at < columns.length - 1 && (
          <Link href={pathTo(columns[at + 1]?.member ?? chosen)}>{say("read-as.after")}</Link>
        )}
      </div>
      <p role="status">
        {say("matrix.reads", {
          ...{ member: called, all: rows.length },
          whole: seen.filter((one) => one === "whole").length,
          part: seen.filter((one) => one === "part").length,
        })}
      </p>
      {seen.every((one) => one === "none") ? (
        <Empty>
          {say("read-as.nothing", {
            ...{ member: called, reason: matrix.reason(Math.max(first, 0), at).text ?? "" },
          })}
        </Empty>
      ) : (
        <>
          <iframe
            key={chosen}
            className="read-as-page"
            title={say("read-as.frame", { document: name, member: called })}
            src={page("html")}
            sandbox=""
            referrerPolicy="no-referrer"
          />
          <p className="basis">
            {say("read-as.basis", { version: stored.version })} {say("read-as.forms")}{" "}
            {FORMS.map((form) => (
              <span key={form}>
                <a href={page(form)} download={`${name}.${chosen}.${form}`}>
                  {form.toUpperCase()}
                </a>{" "}
              </span>
            ))}
          </p>
        </>
      )}
    </>
  );
}
