// The record: what everybody would read if it were published now, file by file; pages about persons with what they lack; and
// publishing, whose last step names what becomes public for ever.
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { CopyLine } from "../../parts/copy-line.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts, DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { PersonsPart } from "./persons-part.tsx";
import { PublishPart } from "./publish-part.tsx";
import { recordWords } from "./record-words.ts";
import "../../style/lists.css";
import type { Preview } from "./preview.ts";

export function RecordDesk({ facts }: DeskProps) {
  const say = useWords(recordWords);
  // Made from what was released to the public, and from nothing else.
  useScreenBanner([]);
  return facts.side === "ally" ? <Empty>{say("not-lead")}</Empty> : <Record facts={facts} />;
}

function Record({ facts }: { readonly facts: CaseFacts }) {
  const say = useWords(recordWords);
  const { slug } = facts;
  const read = useRead<Preview>([slug, "record"], (signal) =>
    node.GET("/api/cases/{case}/record", { params: { path: { case: slug } }, signal }),
  );
  return (
    <>
      <header className="desk-head">
        <h1>{say("title")}</h1>
      </header>
      <AnswerView read={read} words={say("reading")}>
        {(preview) => (
          <>
            <Standing slug={slug} published={preview.published} />
            <PreviewPart slug={slug} preview={preview} />
            <CorrectionsPart corrections={preview.corrections} />
            <PersonsPart facts={facts} />
            <PublishPart facts={facts} preview={preview} />
          </>
        )}
      </AnswerView>
    </>
  );
}

function Standing({ slug, published }: { readonly slug: string; readonly published: Preview["published"] }) {
  const say = useWords(recordWords);
  if (published === null) return <p className="desk-lead">{say("lead.none")}</p>;
  return (
    <div className="record">
      <p>
        {say("lead.published", published)} <When instant={published.publishedAt} />
      </p>
      <p>
        <a className="strong-link" href={`/records/${slug}/index.html`}>
          {say("read.published")}
        </a>
      </p>
      <p className="basis">{say("check.how")}</p>
      <CopyLine text={`npx entente-verify ${slug}`} what={say("check.what")} />
    </div>
  );
}

function PreviewPart({ slug, preview }: { readonly slug: string; readonly preview: Preview }) {
  const say = useWords(recordWords);
  const { tag } = useLanguage();
  const { files, documents, edition } = preview;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const size = new Intl.NumberFormat(tag, {
    ...{ style: "unit", unit: "kilobyte", maximumFractionDigits: 0 },
  }).format(bytes / 1000);
  const place = (path: string): string =>
    `/api/cases/${slug}/record/files/${path.split("/").map(encodeURIComponent).join("/")}`;
  return (
    <Section
      id="preview"
      title={say("preview")}
      aside={<p className="basis">{say("preview.edition", { edition })}</p>}
    >
      <p>
        <a className="strong-link" href={place("index.html")} target="_blank" rel="noreferrer">
          {say("preview.open")}
        </a>
      </p>
      <p className="basis">{say("preview.how")}</p>
      <div>
        <p className="label">{say("documents")}</p>
        {documents.length === 0 ? (
          <p>{say("documents.none")}</p>
        ) : (
          <ul>
            {documents.map(({ name, title }) => (
              <li key={name}>{title}</li>
            ))}
          </ul>
        )}
      </div>
      <details>
        <summary>{say("files", { count: files.length, size })}</summary>
        <ul className="record-files">
          {files.map(({ path }) => (
            <li key={path}>
              <a href={place(path)} target="_blank" rel="noreferrer">
                {path}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

function CorrectionsPart({ corrections }: Pick<Preview, "corrections">) {
  const say = useWords(recordWords);
  return (
    <Section id="corrections" title={say("corrections")}>
      {corrections.length === 0 && <p className="quiet">{say("corrections.none")}</p>}
      {corrections.map(({ kind, subject, at, why, changes }, index) => (
        <article key={index}>
          <h3 className="label">
            {say("kind.other", { kind })} · {subject} {at !== null && <When instant={at} />}
          </h3>
          {why !== null && <p>{why}</p>}
          {changes.length > 0 && (
            <table className="board">
              <thead>
                <tr>
                  <th scope="col">{say("correction.old")}</th>
                  <th scope="col">{say("correction.now")}</th>
                </tr>
              </thead>
              <tbody>
                {changes.map(({ old, now }, row) => (
                  <tr key={row}>
                    <td data-title={say("correction.old")}>{old ?? say("correction.nothing")}</td>
                    <td data-title={say("correction.now")}>{now ?? say("correction.nothing")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </article>
      ))}
    </Section>
  );
}
