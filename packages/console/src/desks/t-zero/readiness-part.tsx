// How ready members are: all of them for the lead, and for each seat its own, to be said anew.
import { useState } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { LongBoard } from "../../parts/long-board.tsx";
import { Empty } from "../../parts/notice.tsx";
import type { Column } from "../../parts/sortable-table.tsx";
import { mayActForOwn } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { items, itemStates } from "./t-zero-answers.ts";
import type { Item, ItemState, Readiness, TZero } from "./t-zero-answers.ts";
import { tZeroWords } from "./t-zero-words.ts";

const openOf = (one: Readiness): number => items.filter((item) => one.items[item] === "open").length;

export function ReadinessBoard({
  tZero,
  name,
}: {
  readonly tZero: TZero;
  readonly name: (id: string) => string;
}) {
  const say = useWords(tZeroWords);
  const { readiness } = tZero;
  const ready = readiness.filter((one) => openOf(one) === 0).length;
  const open = readiness.reduce((sum, one) => sum + openOf(one), 0);
  const columns: readonly Column<Readiness>[] = [
    {
      id: "member",
      title: say("col.member"),
      cell: (one) => name(one.member),
      key: (one) => name(one.member),
    },
    {
      ...{ id: "open", title: say("col.open"), numeric: true, first: "descending", key: openOf },
      cell: (one) => (openOf(one) === 0 ? "–" : <strong>{openOf(one)}</strong>),
    },
    ...items.map((item): Column<Readiness> => ({
      ...{ id: item, title: say(`item.${item}`), key: (one) => itemStates.indexOf(one.items[item]) },
      cell: (one) => (
        <span className="ready-mark" data-state={one.items[item]}>
          {say(`mark.${one.items[item]}`)}
        </span>
      ),
    })),
    {
      ...{ id: "text", title: say("col.text"), key: (one) => (one.hasText ? 1 : 0) },
      cell: (one) => say(one.hasText ? "yes" : "no"),
    },
  ];
  return (
    <section className="desk-part" aria-label={say("ready.title")}>
      <h2 className="part-title">{say("ready.title")}</h2>
      {readiness.length === 0 ? (
        <Empty>{say("ready.none")}</Empty>
      ) : (
        <>
          <p>{say("ready.sentence", { ready, all: readiness.length, open })}</p>
          <LongBoard
            caption={say("ready.caption")}
            rows={readiness}
            rowKey={({ member }) => member}
            sortedBy={{ column: "open", direction: "descending" }}
            template="minmax(9rem, 1.4fr) repeat(7, minmax(5.5rem, 1fr))"
            columns={columns}
          />
        </>
      )}
    </section>
  );
}

interface OwnProps {
  readonly facts: CaseFacts;
  readonly tZero: TZero;
  readonly member: string;
  readonly name: (id: string) => string;
}

export function OwnReadiness({ facts, tZero, member, name }: OwnProps) {
  const readAgain = useReadAgain();
  const own = tZero.readiness.find((one) => one.member === member);
  const { slug, lead } = facts;
  if (own === undefined || tZero.state === "opened" || tZero.state === "stood-down") return null;
  return (
    <ReadinessForm
      items={own.items}
      armed={tZero.state === "armed"}
      may={mayActForOwn(facts, ["desk", "release-authority"])}
      member={name(member)}
      lead={name(lead)}
      send={(body, headers) =>
        answerOf(
          node.POST("/api/cases/{case}/t-zero/readiness", {
            ...{ params: { path: { case: slug } }, headers, body },
          }),
        )
      }
      onDone={() => void readAgain(slug)}
    />
  );
}

export interface ReadinessFormProps {
  /** What was said last of each item. */
  readonly items: Readiness["items"];
  /** Whether packages are closed as they are. */
  readonly armed: boolean;
  /** Whether this seat says it. */
  readonly may: boolean;
  /** How the member and the lead are called. */
  readonly member: string;
  readonly lead: string;
  readonly send: (
    said: {
      readonly items: { readonly item: Item; readonly state: ItemState }[];
      readonly text: string | null;
    },
    headers: SignedHeaders,
  ) => Promise<unknown>;
  readonly onDone: () => void;
}

/** Saying how ready a member is, wherever the case is led. */
export function ReadinessForm({ items: known, armed, may, member, lead, send, onDone }: ReadinessFormProps) {
  const say = useWords(tZeroWords);
  const [said, setSaid] = useState<Readonly<Partial<Record<Item, ItemState>>>>({});
  const [text, setText] = useState("");
  const { ask, dialog } = useConsent();
  const fixed = armed || !may;
  const state = (item: Item): ItemState => said[item] ?? known[item];
  const submit = () =>
    ask({
      title: say("own.ask", { member }),
      content: (
        <>
          <ul className="consent-list">
            {items.map((item) => (
              <li key={item}>
                {say(`item.${item}`)}: {say(`mark.${state(item)}`)}
              </li>
            ))}
          </ul>
          {text === "" ? (
            <p>{say("own.text.kept")}</p>
          ) : (
            <>
              <p>{say("own.text.new")}</p>
              <blockquote>{text}</blockquote>
            </>
          )}
        </>
      ),
      recipients: [lead],
      ...{ consequence: say("own.consequence"), verb: say("own.do") },
      send: (headers) =>
        send(
          {
            items: items.map((item) => ({ item, state: state(item) })),
            text: text === "" ? null : text,
          },
          headers,
        ),
      onDone: () => {
        setText("");
        setSaid({});
        onDone();
      },
    });
  return (
    <section className="desk-part" aria-label={say("own.title")}>
      <h2 className="part-title">{say("own.title")}</h2>
      {armed && <p className="quiet">{say("own.armed")}</p>}
      <div className="desk-form wide">
        {items.map((item) => (
          <fieldset key={item} className="ready-choice" disabled={fixed}>
            <legend>{say(`item.${item}`)}</legend>
            {itemStates.map((one) => (
              <label key={one} className="tick">
                <input
                  type="radio"
                  name={`ready-${item}`}
                  checked={state(item) === one}
                  onChange={() => setSaid({ ...said, [item]: one })}
                />
                <span>{say(`mark.${one}`)}</span>
              </label>
            ))}
          </fieldset>
        ))}
        {!fixed && (
          <>
            <label className="field">
              <span className="label">{say("own.text")}</span>
              <textarea
                className="prose-field"
                rows={4}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            </label>
            <div className="desk-acts">
              <button type="button" className="button primary" onClick={submit}>
                {say("own.do")}
              </button>
            </div>
          </>
        )}
      </div>
      {dialog}
    </section>
  );
}
