// The desk of documents: the list of them, and one at a time with everything that is known of it.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { Link, useLocation } from "wouter";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts, DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import "../../style/documents.css";
import "../../style/drafting.css";
import { useWords } from "../../words/locale.tsx";
import { DocumentPage } from "./document-page.tsx";
import { documentWords } from "./documents-words.ts";

export function DocumentsDesk({ facts, rest }: DeskProps) {
  const [name, ...more] = rest;
  if (name === undefined) return <DocumentList facts={facts} />;
  // What was typed belongs to one document; another begins anew.
  return <DocumentPage key={name} facts={facts} name={name} rest={more} />;
}

/** Of the file stem that the node takes, the part that is readable in an address. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,99}$/u;

function DocumentList({ facts }: { readonly facts: CaseFacts }) {
  const say = useWords(documentWords);
  const { slug, lead } = facts;
  const read = useRead([slug, "documents"], (signal) =>
    node.GET("/api/cases/{case}/documents", { params: { path: { case: slug } }, signal }),
  );
  const banners = "value" in read.answer ? read.answer.value.documents.map(({ banner }) => banner) : [];
  useScreenBanner(banners);
  const drafts = facts.side === "lead" && facts.seat?.role === "drafter";
  return (
    <>
      <header className="desk-head">
        <h1>{say("list.title")}</h1>
        <p className="desk-lead">{say("list.lead")}</p>
      </header>
      <AnswerView read={read} words={say("reading")}>
        {({ documents }) => (
          <>
            {documents.length === 0 && (
              <Empty>{say(drafts ? "list.none" : "list.none.reader", { lead })}</Empty>
            )}
            <ul className="document-list">
              {documents.map(({ name, title, banner, portions, classes }) => (
                <li key={name}>
                  <Link href={pathOf(slug, "documents", name)} className="document-list-title">
                    {title}
                  </Link>
                  <p className="mark">{banner}</p>
                  <p className="quiet">
                    <code>{name}</code> · {say("list.portions", { count: portions })} ·{" "}
                    {say("list.classes", { count: classes })}
                  </p>
                  <nav className="document-list-ways" aria-label={title}>
                    <Link href={pathOf(slug, "documents", name, "matrix")}>{say("tab.matrix")}</Link>
                    <Link href={pathOf(slug, "documents", name, "read-as")}>{say("tab.read-as")}</Link>
                    <Link href={pathOf(slug, "releases", name)}>{say("to.releases")}</Link>
                  </nav>
                </li>
              ))}
            </ul>
          </>
        )}
      </AnswerView>
      {drafts && <BeginDocument slug={slug} />}
    </>
  );
}

function BeginDocument({ slug }: { readonly slug: string }) {
  const say = useWords(documentWords);
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const begin = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (NAME.test(name.trim())) go(pathOf(slug, "documents", name.trim()));
  };
  return (
    <form className="begin-document" onSubmit={begin}>
      <h2>{say("list.begin")}</h2>
      <label className="field">
        <span className="label">{say("list.name")}</span>
        <input
          className="text-input"
          value={name}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <p className="basis">{say("list.name.hint", { example: "oversight-report" })}</p>
      <button type="submit" className="button" disabled={!NAME.test(name.trim())}>
        {say("list.begin.do")}
      </button>
    </form>
  );
}
