// Who holds the coalition up, how much it bears, and the cheapest way to a target. What takes long can be ended.
import { useState } from "react";
import { sayMeasure } from "@entente/core/kinds";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { LongBoard } from "../../parts/long-board.tsx";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import type { Keystone, Persuasion, Robustness, Vocabulary } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";

interface PathPartProps {
  readonly facts: CaseFacts;
  readonly name: (id: string) => string;
}

const EFFORT = 100_000;

export function PathPart({ facts, name }: PathPartProps) {
  const say = useWords(pledgeWords);
  const { slug, lead } = facts;
  const may = mayAct(facts, ["desk", "release-authority"]);
  const vocabulary = useRead([slug, "pledges", "vocabulary"], (signal) =>
    node.GET("/api/cases/{case}/pledges/vocabulary", { params: { path: { case: slug } }, signal }),
  );
  if (!may) return <p className="quiet">{say("whatif.who", { lead })}</p>;
  return (
    <AnswerView read={vocabulary} words={say("reading")}>
      {(known) => <Targeted facts={facts} name={name} kinds={known.kinds} />}
    </AnswerView>
  );
}

function Targeted({ facts, name, kinds }: PathPartProps & { readonly kinds: Vocabulary["kinds"] }) {
  const say = useWords(pledgeWords);
  const [number, setNumber] = useState(20);
  const [kind, setKind] = useState("");
  const many = kinds.find(({ id }) => id === kind)?.many;
  const target = many === undefined ? `${number}` : `${number} ${many}`;
  const valid = Number.isSafeInteger(number) && number >= 1;
  return (
    <>
      <section className="desk-part" aria-label={say("target.title")}>
        <h1 className="desk-sentence">{say("path.title")}</h1>
        <div className="desk-form wide builder-row">
          <label className="field">
            <span className="label">{say("target.number")}</span>
            <input
              type="number"
              min={1}
              className="short"
              value={Number.isNaN(number) ? "" : number}
              onChange={({ target: field }) => setNumber(field.valueAsNumber)}
            />
          </label>
          <label className="field">
            <span className="label">{say("target.of")}</span>
            <select value={kind} onChange={({ target: field }) => setKind(field.value)}>
              <option value="">{say("target.members")}</option>
              {kinds.map(({ id, many: words }) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        </div>
        {valid && <PersuasionPart facts={facts} name={name} target={target} />}
      </section>
      {valid && <RobustnessPart facts={facts} name={name} target={target} />}
      {valid && <KeystonesPart facts={facts} name={name} target={target} />}
      <p className="basis">{say("only")}</p>
    </>
  );
}

interface TargetProps extends PathPartProps {
  readonly target: string;
}

function PersuasionPart({ facts, name, target }: TargetProps) {
  const say = useWords(pledgeWords);
  const [costs, setCosts] = useState("");
  const [never, setNever] = useState("");
  const { work, start } = useWork<Persuasion>();
  const look = () =>
    start((signal) =>
      answerOf(
        node.POST("/api/cases/{case}/what-if/persuasion", {
          ...{ params: { path: { case: facts.slug } }, signal },
          body: { target, costs, levels: "", also: [], never },
        }),
      ),
    );
  return (
    <>
      <p className="basis">{say("path.intro")}</p>
      <div className="builder-row">
        <label className="field">
          <span className="label">{say("path.costs")}</span>
          <input type="text" value={costs} onChange={({ target: field }) => setCosts(field.value)} />
        </label>
        <label className="field">
          <span className="label">{say("path.never")}</span>
          <input type="text" value={never} onChange={({ target: field }) => setNever(field.value)} />
        </label>
      </div>
      {work.state === "busy" ? (
        <WorkLine what={say("path.what")} count={null} onCancel={work.cancel} />
      ) : (
        <div className="desk-acts">
          <button type="button" className="button primary" onClick={look}>
            {say("path.do")}
          </button>
        </div>
      )}
      <Trouble problem={work.state === "failed" ? work.problem : null} />
      {work.state === "done" && <Path found={work.value} name={name} />}
    </>
  );
}

function Path({ found, name }: { readonly found: Persuasion; readonly name: (id: string) => string }) {
  const say = useWords(pledgeWords);
  const { method, most, needed, persuaded, cost, atLeast, kinds, outcome } = found;
  if (method === "impossible") return <p className="late-line">{say("path.impossible", { most, needed })}</p>;
  if (persuaded.length === 0) return <p className="resolution-sentence">{say("path.reached")}</p>;
  return (
    <>
      <p className="resolution-sentence">
        {say("path.found", { count: persuaded.length, cost, method, least: atLeast })}{" "}
        {say("path.after", { count: outcome.after.acting })}
      </p>
      <LongBoard
        caption={say("path.caption")}
        rows={persuaded}
        rowKey={({ member }) => member}
        sortedBy={{ column: "cost", direction: "ascending" }}
        template="minmax(9rem, 1fr) minmax(5rem, 0.4fr) minmax(12rem, 2fr) minmax(5rem, 0.4fr)"
        columns={[
          {
            id: "member",
            title: say("col.member"),
            cell: ({ member }) => name(member),
            key: ({ member }) => name(member),
          },
          {
            id: "level",
            title: say("path.col.level"),
            cell: ({ level }) => level,
            key: ({ level }) => level,
            numeric: true,
          },
          {
            ...{ id: "does", title: say("path.col.does") },
            cell: ({ measures }) => measures.map((one) => sayMeasure(kinds, one.kind, one.count)).join(", "),
          },
          {
            id: "cost",
            title: say("path.col.cost"),
            cell: (one) => one.cost,
            key: (one) => one.cost,
            numeric: true,
          },
        ]}
      />
    </>
  );
}

function RobustnessPart({ facts, name, target }: TargetProps) {
  const say = useWords(pledgeWords);
  const { work, start } = useWork<Robustness>();
  const look = () =>
    start((signal) =>
      answerOf(
        node.POST("/api/cases/{case}/what-if/robustness", {
          ...{ params: { path: { case: facts.slug } }, signal },
          body: { target, staying: "", effort: EFFORT },
        }),
      ),
    );
  const found = work.state === "done" ? work.value : null;
  return (
    <section className="desk-part" aria-label={say("robust.title")}>
      <h2 className="part-title">{say("robust.title")}</h2>
      {work.state === "busy" ? (
        <WorkLine what={say("robust.what")} count={null} onCancel={work.cancel} />
      ) : (
        <div className="desk-acts">
          <button type="button" className="button" onClick={look}>
            {say("robust.do")}
          </button>
        </div>
      )}
      <Trouble problem={work.state === "failed" ? work.problem : null} />
      {found !== null && (
        <p className="resolution-sentence">
          {found.kind === "falls"
            ? say("robust.falls", {
                ...{ count: found.withdrawals.length, exact: String(found.exact) },
                names: found.withdrawals.map(name).join(", "),
              })
            : say(found.kind === "bears" ? "robust.bears" : "robust.below")}
        </p>
      )}
    </section>
  );
}

function KeystonesPart({ facts, name, target }: TargetProps) {
  const say = useWords(pledgeWords);
  const { slug } = facts;
  const read = useRead([slug, "keystones", target], (signal) =>
    node.GET("/api/cases/{case}/what-if/keystones", {
      params: { path: { case: slug }, query: { target } },
      signal,
    }),
  );
  return (
    <section className="desk-part" aria-label={say("keystones.title")}>
      <h2 className="part-title">{say("keystones.title")}</h2>
      <p className="basis">{say("keystones.intro")}</p>
      <AnswerView read={read} words={say("reading")}>
        {({ keystones, acting }) =>
          keystones.length === 0 ? (
            <Empty>{say("keystones.none")}</Empty>
          ) : (
            <LongBoard<Keystone>
              caption={say("keystones.caption")}
              rows={keystones}
              rowKey={({ member }) => member}
              sortedBy={{ column: "without", direction: "ascending" }}
              template="minmax(9rem, 1fr) minmax(12rem, 1.2fr) minmax(16rem, 3fr)"
              columns={[
                {
                  id: "member",
                  title: say("col.member"),
                  cell: ({ member }) => name(member),
                  key: ({ member }) => name(member),
                },
                {
                  ...{ id: "without", title: say("keystones.without"), key: (one) => one.acting },
                  cell: (one) => (
                    <>
                      <LossBar left={one.acting} of={acting} />
                      {one.collapses && <span className="warn-word">{say("keystones.collapse")}</span>}
                    </>
                  ),
                },
                {
                  ...{
                    id: "also",
                    title: say("keystones.also"),
                    first: "descending",
                    key: (one) => one.followed.length,
                  },
                  cell: (one) => one.followed.map(({ member }) => name(member)).join(", "),
                },
              ]}
            />
          )
        }
      </AnswerView>
    </section>
  );
}

/** How many are left, as a bar of all that act; the figure stands on it. */
function LossBar({ left, of }: { readonly left: number; readonly of: number }) {
  return (
    <span className="loss">
      <svg
        viewBox={`0 0 ${Math.max(1, of)} 1`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect width={of} height="1" className="loss-all" />
        <rect width={left} height="1" className="loss-left" />
      </svg>
      <span>{left}</span>
    </span>
  );
}
