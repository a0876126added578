// A kit: the page by which a member without a node reads what was brought to it, and answers. It carries a key, so it is signed for.
import { useState } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { node } from "../../api/ask-node.ts";
import { useNames } from "../../api/use-names.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import type { OwnSeat } from "../../shell/seat.ts";
import { useWords } from "../../words/locale.tsx";
import { saveAnswer } from "./download.ts";
import { stickWords } from "./stick-words.ts";

export function KitPart({ seat }: { readonly seat: OwnSeat }) {
  const say = useWords(stickWords);
  const read = useRead(["node", "cases"], (signal) => node.GET("/api/cases", { signal }));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Section id="kit" title={say("kit")} aside={<p className="basis">{say("kit.basis")}</p>}>
      <AnswerView read={read} words={say("reading")}>
        {({ cases }) => {
          const led = cases.filter(({ lead }) => lead === seat.member);
          const slug = led.find((one) => one.slug === chosen)?.slug ?? led[0]?.slug;
          if (slug === undefined) return <Empty>{say("kit.none")}</Empty>;
          return (
            <>
              <label className="field">
                <span className="label">{say("kit.case")}</span>
                <select value={slug} onChange={({ target }) => setChosen(target.value)}>
                  {led.map((one) => (
                    <option key={one.slug} value={one.slug}>
                      {one.title}
                    </option>
                  ))}
                </select>
              </label>
              <KitOf key={slug} slug={slug} />
            </>
          );
        }}
      </AnswerView>
    </Section>
  );
}

function KitOf({ slug }: { readonly slug: string }) {
  const say = useWords(stickWords);
  const { name } = useNames(slug);
  const { ask, dialog } = useConsent();
  const [chosen, setChosen] = useState("");
  const [renewed, setRenewed] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const read = useRead([slug, "approaches"], (signal) =>
    node.GET("/api/cases/{case}/approaches", { params: { path: { case: slug } }, signal }),
  );
  return (
    <AnswerView read={read} words={say("reading")}>
      {({ approaches }) => {
        const members = approaches.map(({ member }) => member);
        const member = members.includes(chosen) ? chosen : members[0];
        if (member === undefined) return <Empty>{say("kit.nobody")}</Empty>;
        const make = () =>
          ask({
            title: say("kit.title", { member: name(member) }),
            content: renewed ? <p>{say("kit.renewed.said")}</p> : null,
            recipients: [],
            consequence: say("kit.consequence", { member: name(member) }),
            verb: say("kit.do"),
            send: (headers) =>
              saveAnswer(
                node.POST("/api/cases/{case}/kits", {
                  params: { path: { case: slug } },
                  body: { member, renewed },
                  headers,
                  parseAs: "blob",
                }),
              ),
            onDone: () => setMade(member),
          });
        return (
          <>
            <label className="field">
              <span className="label">{say("kit.member")}</span>
              <select value={member} onChange={({ target }) => setChosen(target.value)}>
                {members.map((one) => (
                  <option key={one} value={one}>
                    {name(one)}
                  </option>
                ))}
              </select>
            </label>
            <label className="tick">
              <input
                type="checkbox"
                checked={renewed}
                onChange={({ target }) => setRenewed(target.checked)}
              />
              <span>{say("kit.renewed")}</span>
            </label>
            <div className="desk-acts">
              <button type="button" className="button" onClick={make}>
                {say("kit.do")}
              </button>
            </div>
            <p role="status">{made !== null && say("kit.made", { member: name(made) })}</p>
            {dialog}
          </>
        );
      }}
    </AnswerView>
  );
}
