// Talking points for one member, drawn up when they are asked for.
import { answerOf, node } from "../../api/ask-node.ts";
import { WorkLine, useWork } from "../../parts/long-work.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import type { Points } from "./approach-answers.ts";

export function PointsPart({ slug, member }: { readonly slug: string; readonly member: string }) {
  const say = useWords(approachWords);
  const { work, start } = useWork<Points>();
  const draw = () =>
    start((signal) =>
      answerOf(
        node.POST("/api/cases/{case}/approaches/{member}/points", {
          ...{ params: { path: { case: slug, member } }, body: { history: [] }, signal },
        }),
      ),
    );
  return (
    <Section id="points" title={say("points.title")}>
      <p className="basis">{say("points.intro")}</p>
      {work.state === "busy" ? (
        <WorkLine what={say("points.what")} count={null} onCancel={work.cancel} />
      ) : (
        <button type="button" className="button" onClick={draw}>
          {say("points.do")}
        </button>
      )}
      <Trouble problem={work.state === "failed" ? work.problem : null} />
      {work.state === "done" && <PointsSheet points={work.value} />}
    </Section>
  );
}

function PointsSheet({ points }: { readonly points: Points }) {
  const say = useWords(approachWords);
  const copies = points.copies.filter((copy) => copy.points.length > 0);
  if (copies.length === 0 && points.precedents.length === 0) return <Empty>{say("points.none")}</Empty>;
  return (
    <div className="points">
      {copies.map(({ document, title, banner, points: ofCopy }) => (
        <section key={document} aria-label={title ?? document}>
          <h3>{title ?? document}</h3>
          <p className="quiet">{banner}</p>
          <ol>
            {ofCopy.map(({ about, text, quotes }, index) => (
              <li key={index}>
                <span className="label">{about}</span>
                <p>{text}</p>
                {quotes.map((quote) => (
                  <blockquote key={quote}>{quote}</blockquote>
                ))}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {points.precedents.length > 0 && (
        <section aria-label={say("points.past")}>
          <h3>{say("points.past")}</h3>
          <ul className="plain-list">
            {points.precedents.map(({ case: of, text }) => (
              <li key={of}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
