// What if: members are taken out or brought in, by dragging or by their button, and the answer is read beside them. The
// question is in the address, so it can be sent on.
import { useState } from "react";
import { useLocation } from "wouter";
import { node } from "../../api/ask-node.ts";
import { useNames } from "../../api/use-names.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { moveMember, readChanges, writeChanges } from "./changes.ts";
import type { Change } from "./changes.ts";
import type { Each, WhatIf } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";
import { useDrag } from "./use-drag.ts";

export interface WhatIfPartProps {
  readonly facts: CaseFacts;
  readonly name: (id: string) => string;
  /** As the address has it. */
  readonly asked: string;
}

export function WhatIfPart({ facts, name, asked }: WhatIfPartProps) {
  const say = useWords(pledgeWords);
  const { slug, lead } = facts;
  const may = mayAct(facts, ["desk", "release-authority"]);
  const each = useRead(
    [slug, "what-if"],
    may
      ? (signal) => node.GET("/api/cases/{case}/what-if", { params: { path: { case: slug } }, signal })
      : null,
  );
  return (
    <section className="desk-part" aria-label={say("whatif.title")}>
      <h1 className="desk-sentence">{say("whatif.title")}</h1>
      <p className="basis">{say("whatif.intro")}</p>
      {!may ? (
        <p className="quiet">{say("whatif.who", { lead })}</p>
      ) : (
        <AnswerView read={each} words={say("reading")}>
          {(known) => <Board facts={facts} name={name} each={known} changes={readChanges(asked)} />}
        </AnswerView>
      )}
      <p className="basis">{say("only")}</p>
    </section>
  );
}

interface BoardProps {
  readonly facts: CaseFacts;
  readonly name: (id: string) => string;
  readonly each: Each;
  readonly changes: readonly Change[];
}

function Board({ facts, name, each, changes }: BoardProps) {
  const say = useWords(pledgeWords);
  const [, go] = useLocation();
  const { slug } = facts;
  const names = useNames(slug);
  // Who acts can withdraw; whoever pledged and does not act can be made to.
  const acting = each.answers
    .filter(({ change }) => change.kind === "withdraws")
    .map(({ change }) => change.member);
  const pledged = [...new Set(each.answers.map(({ change }) => change.member))];
  const wasIn = (member: string) => acting.includes(member);
  const question = writeChanges(changes);
  const pick = (way: Change["way"]) => changes.filter((one) => one.way === way).map(({ member }) => member);
  const answer = useRead<WhatIf>(
    [slug, "what-if", question],
    changes.length === 0
      ? null
      : (signal) =>
          node.POST("/api/cases/{case}/what-if", {
            ...{ params: { path: { case: slug } }, signal },
            body: { joins: pick("in"), raises: [], withdraws: pick("out") },
          }),
  );
  const came = changes.length > 0 && "value" in answer.answer ? answer.answer.value : null;
  const moves = came === null ? [] : [...came.changed, ...came.followed];
  const isIn = (member: string): boolean => {
    const move = moves.find((one) => one.member === member);
    if (move !== undefined) return move.to > 0;
    const change = changes.find((one) => one.member === member);
    return change === undefined ? wasIn(member) : change.way === "in";
  };
  const all = [...new Set([...pledged, ...changes.map(({ member }) => member)])].sort((a, b) =>
    name(a).localeCompare(name(b)),
  );
  const ask = (next: readonly Change[]) => {
    const text = writeChanges(next);
    go(text === "" ? pathOf(slug, "pledges", "what-if") : pathOf(slug, "pledges", "what-if", text), {
      replace: true,
    });
  };
  const move = (member: string, way: Change["way"]) => ask(moveMember(changes, member, way, wasIn(member)));
  const { dragged, over, hold } = useDrag((member, zone) => {
    if (zone === "in" || zone === "out") move(member, zone);
  });
  const unpledged = names.members.filter(({ id, kind }) => kind !== "public" && !all.includes(id));
  const zone = (way: Change["way"]) => {
    const members = all.filter((member) => isIn(member) === (way === "in"));
    const title = say(way === "in" ? "whatif.in" : "whatif.out");
    return (
      <div className="whatif-zone" data-zone={way} data-over={over === way}>
        <h2>
          {title} <span className="quiet">{members.length}</span>
        </h2>
        {members.length === 0 && <p className="quiet">{say("whatif.empty")}</p>}
        <ul aria-label={title}>
          {members.map((member) => (
            <Chip
              key={member}
              {...{ member, name, way, hold }}
              dragged={dragged === member}
              mine={changes.some((one) => one.member === member)}
              follows={came?.followed.some((one) => one.member === member) === true}
              loss={followersOf(each, member)}
              onMove={() => move(member, way === "in" ? "out" : "in")}
            />
          ))}
        </ul>
      </div>
    );
  };
  return (
    <>
      <div className="whatif-answer" aria-live="polite">
        {came === null ? (
          <p className="resolution-sentence">{say("whatif.none", { count: acting.length })}</p>
        ) : (
          <>
            <p className="resolution-sentence">
              {say("whatif.sentence", { before: came.before.acting, after: came.after.acting })}
            </p>
            <Totals came={came} />
          </>
        )}
      </div>
      {changes.length > 0 && came === null && (
        <AnswerView read={answer} words={say("reading")}>
          {() => null}
        </AnswerView>
      )}
      <div className="desk-acts">
        <button type="button" className="button" disabled={changes.length === 0} onClick={() => ask([])}>
          {say("whatif.clear")}
        </button>
        <label className="field">
          <span className="label">{say("whatif.other")}</span>
          <select value="" onChange={({ target }) => move(target.value, "in")}>
            <option value="" disabled>
              {say("pick.choose")}
            </option>
            {unpledged.map(({ id, name: text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="whatif-zones">
        {zone("in")}
        {zone("out")}
      </div>
    </>
  );
}

function followersOf(each: Each, member: string): number {
  return each.answers.find(({ change }) => change.member === member)?.followed.length ?? 0;
}

function Totals({ came }: { readonly came: WhatIf }) {
  const say = useWords(pledgeWords);
  const kinds = [...new Set([...Object.keys(came.before.totals), ...Object.keys(came.after.totals)])];
  return (
    <ul className="whatif-totals">
      {kinds.map((kind) => {
        const [before, after] = [came.before.totals[kind] ?? 0, came.after.totals[kind] ?? 0];
        const words = came.kinds.find(({ id }) => id === kind)?.many ?? kind;
        return (
          <li key={kind} data-changed={before !== after}>
            {say("whatif.totals", { kind: words, before, after })}
          </li>
        );
      })}
    </ul>
  );
}

interface ChipProps {
  readonly member: string;
  readonly name: (id: string) => string;
  readonly way: Change["way"];
  readonly mine: boolean;
  readonly follows: boolean;
  readonly loss: number;
  readonly dragged: boolean;
  readonly hold: ReturnType<typeof useDrag>["hold"];
  readonly onMove: () => void;
}

function Chip({ member, name, way, mine, follows, loss, dragged, hold, onMove }: ChipProps) {
  const say = useWords(pledgeWords);
  const [pressed, setPressed] = useState(false);
  const word = mine ? say("whatif.back") : say(way === "in" ? "whatif.out.do" : "whatif.in.do");
  return (
    <li
      className="whatif-chip"
      data-member={member}
      data-mine={mine}
      data-follows={follows}
      data-dragged={dragged || pressed}
      onPointerDown={(down) => {
        hold(member, down);
      }}
    >
      <span className="whatif-grip" aria-hidden="true" />
      <span className="whatif-name">{name(member)}</span>
      <span className="whatif-note">
        {mine ? say("whatif.moved") : follows ? say("whatif.follows") : say("whatif.alone", { loss })}
      </span>
      <button
        type="button"
        className="button small"
        aria-label={`${word}: ${name(member)}`}
        onFocus={() => setPressed(true)}
        onBlur={() => setPressed(false)}
        onClick={onMove}
      >
        {word}
      </button>
    </li>
  );
}
