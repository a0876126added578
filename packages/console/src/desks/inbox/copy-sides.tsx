// What a desk asks of a copy first: to whom it may go on, how sure it is, what of it is public, and whether it is genuine.
import { useId } from "react";
import type { ReactNode } from "react";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { CopyLine } from "../../parts/copy-line.tsx";
import { When } from "../../parts/when.tsx";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { copyWords } from "./copy-words.ts";
import type { ReadCopy } from "./read-copy.ts";

interface OfCopy {
  readonly copy: ReadCopy;
}

interface Told {
  /** How the lead is called. */
  readonly lead: string;
}

function Side({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const heading = useId();
  return (
    <section className="side" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
    </section>
  );
}

/** The words of the core's answer: nothing is added to what the marking says. */
export function ForwardingPart({ lead, member, copy }: OfCopy & Told & { readonly member: string }) {
  const say = useWords(copyWords);
  const list = useList();
  const values = { banner: copy.document.banner, member };
  return (
    <Side title={say("forward")}>
      <dl className="forwarding">
        {copy.forwarding.map(({ to, answer, because }) => (
          <div key={to} data-answer={answer}>
            <dt>{say(`to.${to}`)}</dt>
            <dd>
              <strong>{say(`answer.${answer}`)}.</strong> {say(`because.${because}`, values)}
            </dd>
          </div>
        ))}
      </dl>
      <p>{say("forward.open", { count: copy.open.length, list: list(copy.open) })}</p>
      <p className="basis">{say("forward.who", { seat: `${copy.issuer}/release-authority`, lead })}</p>
    </Side>
  );
}

/** Names in a row, as the reader's language joins them. */
export function useList(
  type: "conjunction" | "disjunction" = "conjunction",
): (names: readonly string[]) => string {
  const { tag } = useLanguage();
  const format = new Intl.ListFormat(tag, { type });
  return (names) => format.format(names);
}

export function CertaintyPart({ copy }: OfCopy) {
  const say = useWords(copyWords);
  const list = useList();
  return (
    <Side title={say("sure")}>
      {copy.judgements.length === 0 && <p>{say("sure.none")}</p>}
      <ol className="judgements">
        {copy.judgements.map(({ id, text, judgement, range, scale, confidence, rests, restsOnWithheld }) => (
          <li key={id}>
            <p className="judged">{text}</p>
            <p>
              <strong>
                {range === null
                  ? say("sure.term", { term: judgement.term })
                  : say("sure.range", { term: judgement.term, ...range })}
              </strong>{" "}
              <span className="quiet">{say("sure.scale", { scale })}</span>
            </p>
            {range !== null && <Range {...range} />}
            <p>{say("sure.confidence", { confidence })}</p>
            <p className="basis">
              {rests.length > 0 && say("sure.rests", { list: list(rests.map(({ called }) => called)) })}{" "}
              {restsOnWithheld && say("sure.rests-withheld")}
            </p>
          </li>
        ))}
      </ol>
      {copy.graded.length === 0 ? (
        <p className="basis">{say("sure.no-grades")}</p>
      ) : (
        <>
          <p className="label">{say("sure.graded")}</p>
          <ul className="grades">
            {copy.graded.map(({ called, grading }) => (
              <li key={called}>
                {say("sure.grade", {
                  called,
                  reliability: say(`reliability.${grading.reliability}`),
                  credibility: say(`credibility.${grading.credibility}`),
                  code: `${grading.reliability}${grading.credibility}`,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="basis">{say("sure.dissent")}</p>
    </Side>
  );
}

/** Where a word of probability lies between 0 and 100; the numbers stand beside it in words. */
function Range({ low, high }: { readonly low: number; readonly high: number }) {
  return (
    <svg className="range" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="range-ground" x="0" y="2" width="100" height="2" />
      <rect className="range-span" x={low} y="0" width={Math.max(high - low, 1)} height="6" />
    </svg>
  );
}

const SPREAD = ["public", "new"] as const;

/** What the node compared word for word with what is public, and nothing else. */
export function PublicPart({ slug, document }: { readonly slug: string; readonly document: string }) {
  const say = useWords(copyWords);
  const read = useRead([slug, "points", "own"], (signal) =>
    node.POST("/api/cases/{case}/approaches/{member}/points", {
      params: { path: { case: slug, member: "own" } },
      body: { history: [] },
      signal,
    }),
  );
  return (
    <Side title={say("public")}>
      <AnswerView read={read} words={say("public.reading")}>
        {({ copies }) => {
          const points = copies.find((one) => one.document === document)?.points ?? [];
          const told = SPREAD.flatMap((about) =>
            points.filter((point) => point.about === about).map(({ text }) => ({ about, text })),
          );
          return (
            <>
              {!told.some(({ about }) => about === "public") && <p>{say("public.none")}</p>}
              <dl className="spread">
                {told.map(({ about, text }) => (
                  <div key={about}>
                    <dt>{say(`public.${about}`)}</dt>
                    <dd>{text}</dd>
                  </div>
                ))}
              </dl>
            </>
          );
        }}
      </AnswerView>
    </Side>
  );
}

export function VerifiedPart({ lead, copy }: OfCopy & Told) {
  const say = useWords(copyWords);
  return (
    <Side title={say("verify")}>
      <p className="holds-line">
        <span aria-hidden="true">✓ </span>
        {say("verify.holds", { count: copy.steps.length })}
      </p>
      <p>{say("verify.means", { lead })}</p>
      <p className="label">{say("verify.words")}</p>
      <p className="spoken" data-words>
        {copy.words}
      </p>
      <details>
        <summary>{say("verify.steps")}</summary>
        <ol className="check-steps">
          {copy.steps.map((step, index) => (
            <li key={index}>
              <span className="step-name">{step.name}</span>
              <span>{step.detail}</span>
            </li>
          ))}
        </ol>
        <dl className="digits">
          <dt>{say("verify.committed")}</dt>
          <dd>
            <When instant={copy.committedAt} />
          </dd>
          <dt>{say("verify.ledger")}</dt>
          <dd>
            <code>{copy.ledgerKey}</code>
          </dd>
          <dt>{say("verify.digits")}</dt>
          <dd>
            <code>{copy.issuerDigits}</code>
          </dd>
          <dt>{say("verify.authority")}</dt>
          <dd>
            <code>{copy.authorityDigits}</code>
          </dd>
        </dl>
      </details>
      <p className="basis">{say("verify.elsewhere")}</p>
      <CopyLine text="npx entente-verify FILE" what={say("verify.command")} />
    </Side>
  );
}
