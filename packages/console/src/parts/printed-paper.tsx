// A document as it is read: the console's one renderer of the core's printed model, for whole documents, cuts and sheets
// alike. It sees nothing but the model, so what is withheld cannot be shown; text is put in as text and never as markup.
import { describePortion, listBlocks, listNotes, printable, splitCells } from "@entente/core/printing";
import type {
  PrintedBlock,
  PrintedDocument,
  PrintedNote,
  PrintedPortion,
  PrintedSpan,
} from "@entente/core/printing";
import { useId } from "react";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";
import "../style/paper.css";

type Body = Pick<PrintedDocument, "portions" | "footnotes">;

interface Setting {
  readonly body: Body;
  /** Anchor of an entry at the foot, and of a portion. */
  readonly noteAnchor: (kind: PrintedNote["kind"], label: string) => string;
  readonly anchorOf: (id: string) => string;
  readonly shows: ReadonlySet<string>;
}

export function PrintedPaper({ document }: { readonly document: Body }) {
  const own = useId();
  const notes = listNotes(document);
  const shown = [...document.portions.filter((one) => one !== null), ...document.footnotes];
  const setting: Setting = {
    body: document,
    noteAnchor: (kind, label) => `${own}${kind}-${label}`,
    anchorOf: (id) => `${own}p-${id}`,
    shows: new Set(shown.map(({ id }) => id)),
  };
  return (
    <div className="paper">
      {listBlocks(document).map((block, index) => (
        <Block key={index} block={block} setting={setting} />
      ))}
      <Foot entries={notes.filter(({ kind }) => kind === "footnote")} setting={setting} />
      <Foot entries={notes.filter(({ kind }) => kind === "source")} setting={setting} />
    </div>
  );
}

interface InSetting {
  readonly setting: Setting;
}

function Block({ block, setting }: InSetting & { readonly block: PrintedBlock }) {
  switch (block.kind) {
    case "gap":
      return (
        <div className="portion gap">
          <p>
            <Withheld />
          </p>
        </div>
      );
    case "portion":
      return <Portion portion={block.portion} setting={setting} />;
    case "table":
      return <Table block={block} setting={setting} />;
    case "figure":
      return <Figure block={block} setting={setting} />;
  }
}

function Withheld({ atSource = false }: { readonly atSource?: boolean }) {
  const say = useWords(shellWords);
  const name = say(atSource ? "paper.withheld-at-source" : "paper.withheld");
  return (
    <span className="withheld" data-at-source={atSource} role="img" aria-label={name} title={name}>
      ***
    </span>
  );
}

function Portion({ portion, setting }: InSetting & { readonly portion: PrintedPortion }) {
  const { id, kind, number, depth, mark, spans } = portion;
  const heading = kind === "title" || kind === "heading";
  const sub = kind === "paragraph" && depth > 0;
  const inside = number === null ? "•" : `${/\(([^()]*)\)$/.exec(number)?.[1] ?? number})`;
  const inner = (
    <>
      <span className="margin">
        <Mark mark={mark} />
        {!sub && number !== null && <span className="number">{printable(number)}.</span>}
      </span>
      {sub && <span className="number">{printable(inside)}</span>}
      <Spans spans={spans} setting={setting} />
    </>
  );
  // The desk's own heading is the first; a document's begin below it.
  const Heading = kind === "title" ? "h2" : depth <= 1 ? "h3" : depth === 2 ? "h4" : "h5";
  const text = heading ? (
    <Heading>{inner}</Heading>
  ) : (
    <p className={sub ? `sub depth-${Math.min(depth, 2)}` : undefined}>{inner}</p>
  );
  return (
    <div className={heading ? `portion heading ${kind}` : "portion"} id={setting.anchorOf(id)}>
      {kind === "quotation" ? <blockquote>{text}</blockquote> : text}
      <Aside portion={portion} setting={setting} />
    </div>
  );
}

/** A line that is no portion, on a minister's sheet, has no mark. */
function Mark({ mark }: { readonly mark: string }) {
  return mark === "" ? null : <span className="portion-mark">{printable(mark)}</span>;
}

function Aside({ portion, setting }: InSetting & { readonly portion: PrintedPortion }) {
  const described = describePortion(portion, setting.body);
  return described === null ? null : <p className="aside">{printable(described)}</p>;
}

function Table({ block, setting }: InSetting & { readonly block: PrintedBlock & { kind: "table" } }) {
  const { portion, rows, columns } = block;
  const caption = useId();
  return (
    <figure className="portion" id={setting.anchorOf(portion.id)}>
      <figcaption id={caption}>
        <Caption portion={portion} setting={setting} />
      </figcaption>
      {rows.length === 0 ? (
        <p>
          <Withheld />
        </p>
      ) : (
        // A wide table scrolls in its own frame, which a keyboard must be able to reach.
        <div className="scroll" role="region" aria-labelledby={caption} tabIndex={0}>
          <table aria-labelledby={caption}>
            <tbody>
              {rows.map((row, index) => (
                <Row key={index} {...{ row, columns, setting }} mark={portion.mark} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Aside portion={portion} setting={setting} />
    </figure>
  );
}

interface RowProps extends InSetting {
  readonly row: PrintedPortion | null;
  readonly columns: number;
  /** The table's own mark, which is not said again. */
  readonly mark: string;
}

function Row({ row, columns, mark, setting }: RowProps) {
  if (row === null)
    return (
      <tr>
        <td colSpan={columns}>
          <Withheld />
        </td>
      </tr>
    );
  const cells = splitCells(row.spans);
  const described = describePortion(row, setting.body);
  return (
    <tr>
      {Array.from({ length: columns }, (_, index) => {
        const Cell = row.depth > 0 ? "th" : "td";
        return (
          <Cell key={index} scope={row.depth > 0 ? "col" : undefined}>
            {index === 0 && row.mark !== mark && <Mark mark={row.mark} />}
            <Spans spans={cells[index] ?? []} setting={setting} />
            {index === columns - 1 && described !== null && (
              <span className="aside"> {printable(described)}</span>
            )}
          </Cell>
        );
      })}
    </tr>
  );
}

/** The bytes of pictures are no part of a cut: what they show is told. */
function Figure({ block, setting }: InSetting & { readonly block: PrintedBlock & { kind: "figure" } }) {
  const say = useWords(shellWords);
  const { portion, renditions } = block;
  return (
    <figure className="portion" id={setting.anchorOf(portion.id)}>
      {renditions.map((rendition) => (
        <div className="picture" key={rendition.id}>
          <p>
            {rendition.mark !== portion.mark && <Mark mark={rendition.mark} />}
            <Spans spans={rendition.spans} setting={setting} />
          </p>
          <p className="aside">
            {rendition.file !== null && <code>{printable(rendition.file.name)}</code>} {say("paper.picture")}
          </p>
          <Aside portion={rendition} setting={setting} />
        </div>
      ))}
      {renditions.length === 0 && (
        <div className="picture">
          <p>
            <Withheld />
          </p>
        </div>
      )}
      <figcaption>
        <Caption portion={portion} setting={setting} />
      </figcaption>
      <Aside portion={portion} setting={setting} />
    </figure>
  );
}

function Caption({ portion, setting }: InSetting & { readonly portion: PrintedPortion }) {
  const say = useWords(shellWords);
  const { kind, number, mark, spans } = portion;
  return (
    <>
      <span className="margin">
        <Mark mark={mark} />
      </span>
      {number !== null && (
        <span className="number">
          {say(kind === "table" ? "paper.table" : "paper.figure", { number: printable(number) })}
        </span>
      )}
      <Spans spans={spans} setting={setting} />
    </>
  );
}

function Foot({ entries, setting }: InSetting & { readonly entries: readonly PrintedNote[] }) {
  const say = useWords(shellWords);
  const [first] = entries;
  if (first === undefined) return null;
  return (
    <section className="notes" aria-label={say(first.kind === "source" ? "paper.sources" : "paper.notes")}>
      {entries.map(({ kind, label, portion }) => {
        const described = portion === null ? null : describePortion(portion, setting.body);
        return (
          <p key={label} id={setting.noteAnchor(kind, label)}>
            <span className="number">{printable(label)}</span>
            {portion === null ? (
              <Withheld />
            ) : (
              <>
                <Mark mark={portion.mark} />
                <Spans spans={portion.spans} setting={setting} />
                {described !== null && <span className="aside"> {printable(described)}</span>}
              </>
            )}
          </p>
        );
      })}
    </section>
  );
}

function Spans({ spans, setting }: InSetting & { readonly spans: readonly PrintedSpan[] }) {
  return spans.map((span, index) => <Span key={index} span={span} setting={setting} />);
}

function Span({ span, setting }: InSetting & { readonly span: PrintedSpan }) {
  switch (span.kind) {
    case "text":
      return printable(span.text);
    case "withheld":
      return <Withheld />;
    case "withheld-at-source":
      return <Withheld atSource />;
    case "note-reference":
      return <Reference kind="footnote" label={span.note} setting={setting} />;
    case "source-reference":
      return <Reference kind="source" label={span.source} setting={setting} />;
    case "cross-reference":
      return setting.shows.has(span.target) ? (
        <a href={`#${setting.anchorOf(span.target)}`}>{printable(span.called)}</a>
      ) : (
        printable(span.called)
      );
    case "cell-break":
      return " ";
    case "restricted":
      return (
        <span className="stricter">
          <Mark mark={span.mark} />
          <Spans spans={span.spans} setting={setting} />
        </span>
      );
  }
}

function Reference({
  kind,
  label,
  setting,
}: InSetting & { readonly kind: PrintedNote["kind"]; readonly label: string }) {
  const say = useWords(shellWords);
  const name = say(kind === "source" ? "paper.source" : "paper.note", { label: printable(label) });
  return (
    <sup>
      <a href={`#${setting.noteAnchor(kind, label)}`} aria-label={name}>
        {kind === "source" ? `[${printable(label)}]` : printable(label)}
      </a>
    </sup>
  );
}
