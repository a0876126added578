// The case, top to bottom: what happened, the clocks, what it came to, what is to be done, how it came about, and what can be
// checked. Each part leads to the desk where its work is done.
import { Suspense, useState } from "react";
import { Link } from "wouter";
import type { CaseOverview } from "../../api/case-overview.ts";
import { Section } from "../../parts/section.tsx";
import { PlotSkeleton } from "../../parts/skeleton.tsx";
import { formatDay } from "../../parts/times.ts";
import { fetchWhenShown } from "../../shell/code-lost.ts";
import { pathOf } from "../../shell/places.ts";
import type { OwnSeat } from "../../shell/seat.ts";
import { sayMany } from "../../words/kind-words.ts";
import { useFilledWords, useLanguage, useWords } from "../../words/locale.tsx";
import { Prose } from "../../words/prose.tsx";
import { caseWords } from "./case-words.ts";
import { Clocks, Steps } from "./clocks.tsx";
import { CommonInstantPart } from "./common-instant-part.tsx";
import { CutsDesk } from "./cuts-desk.tsx";
import { Funnel } from "./funnel.tsx";
import { Masthead } from "./masthead.tsx";
import { MembersTable } from "./members-table.tsx";
import { NextStepsPart } from "./next-steps-part.tsx";
import { RecordPart } from "./record-part.tsx";
import { ResolutionPart } from "./resolution-part.tsx";
import { sentenceOf } from "./sentences.ts";
import { partners } from "./standing.ts";
import { TallyPart } from "./tally-part.tsx";
import { WaitingPart } from "./waiting-part.tsx";

const loadMap = async () => (await import("./map/coalition-map.tsx")).CoalitionMap;
const loadCurve = async () => (await import("./speed-curve.tsx")).SpeedCurve;
const CoalitionMap = fetchWhenShown(loadMap);
const SpeedCurve = fetchWhenShown(loadCurve);
// Both are on every case's page: they come while the node is asked, and not after it has answered.
for (const load of [loadMap, loadCurve]) load().catch(() => undefined);

export function CasePage({ overview, seat }: { overview: CaseOverview; seat: OwnSeat | null }) {
  const say = useWords(caseWords);
  const fill = useFilledWords(caseWords);
  const { locale, tag } = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const [headline] = overview.tallies;
  const { slug } = overview;
  const members = partners(overview.members);
  const kind = headline?.kind ?? "expulsion";
  const many = sayMany(locale, overview.kinds, kind);
  const basis =
    headline === undefined
      ? null
      : fill("tally.basis", {
          rule: <Prose text={sentenceOf(headline.ruleText)} />,
          date: formatDay(headline.asOf, tag),
        });
  const to = (name: "approaches" | "pledges" | "t-zero" | "releases" | "record" | "members") => (
    <Link className="part-link" href={pathOf(slug, name)}>
      {say(`to.${name}`)}
    </Link>
  );
  return (
    <div>
      <Masthead overview={overview} />
      <div>
        <Section id="happened" title={say("happened")}>
          <p className="sentence">
            <Prose text={overview.sentence} />
          </p>
          <Clocks overview={overview} />
        </Section>
        <Section id="tally" title={say("tally")}>
          <TallyPart overview={overview} members={members} />
        </Section>
        <Section id="steps" title={say("steps")}>
          <NextStepsPart overview={overview} members={members} seat={seat} />
        </Section>
        <Section id="breadth" title={say("breadth")}>
          <div className="side-by-side">
            <Suspense fallback={<PlotSkeleton words={say("map.drawing")} />}>
              <CoalitionMap
                slug={slug}
                members={members}
                kinds={overview.kinds}
                kind={kind}
                many={many}
                lead={overview.lead.id}
                basis={basis}
                chosen={chosen}
                onChoose={setChosen}
              />
            </Suspense>
            <div className="stacked">
              <Suspense fallback={<PlotSkeleton words={say("curve.drawing")} />}>
                <SpeedCurve overview={overview} basis={basis} />
              </Suspense>
              <Steps clocks={overview.clocks} />
            </div>
          </div>
        </Section>
        <Section id="persuasion" title={say("persuasion")} aside={to("releases")}>
          <Funnel stages={overview.funnel} />
        </Section>
        <Section id="waiting" title={say("waiting")} aside={to("approaches")}>
          <WaitingPart slug={slug} questions={overview.questions} members={members} now={overview.now} />
        </Section>
        <Section id="resolution" title={say("resolution")} aside={to("pledges")}>
          <ResolutionPart resolution={overview.resolution} members={members} />
          <p className="sealed-note">
            <Prose text={overview.whoCanSeeSealed} />
          </p>
        </Section>
        <Section id="t-zero" title={say("t-zero")} aside={to("t-zero")}>
          <CommonInstantPart tZero={overview.tZero} members={members} />
        </Section>
        <Section id="members" title={say("members")} aside={to("members")}>
          <MembersTable slug={slug} members={members} kinds={overview.kinds} kind={kind} many={many} />
        </Section>
        <Section id="cuts" title={say("cuts")} aside={to("releases")}>
          <CutsDesk documents={overview.documents} cuts={overview.cuts} />
        </Section>
        <Section id="record" title={say("record")} aside={to("record")}>
          <RecordPart slug={slug} record={overview.record} />
        </Section>
      </div>
    </div>
  );
}
