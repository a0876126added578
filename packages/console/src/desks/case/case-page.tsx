// The case, top to bottom: what happened, the clocks, what it came to, how it came about, and what can be checked.
import { findKind } from "@entente/core/kinds";
import { lazy, Suspense, useState } from "react";
import type { CaseOverview } from "../../api/case-overview.ts";
import { Section } from "../../parts/section.tsx";
import { PlotSkeleton } from "../../parts/skeleton.tsx";
import { formatDay } from "../../parts/times.ts";
import { Clocks, Steps } from "./clocks.tsx";
import { CommonInstantPart } from "./common-instant-part.tsx";
import { CutsDesk } from "./cuts-desk.tsx";
import { Funnel } from "./funnel.tsx";
import { Masthead } from "./masthead.tsx";
import { MembersTable } from "./members-table.tsx";
import { RecordPart } from "./record-part.tsx";
import { ResolutionPart } from "./resolution-part.tsx";
import { sayRuleText } from "./sentences.ts";
import { partners } from "./standing.ts";
import { TallyPart } from "./tally-part.tsx";
import { WaitingPart } from "./waiting-part.tsx";

const CoalitionMap = lazy(async () => ({ default: (await import("./map/coalition-map.tsx")).CoalitionMap }));
const SpeedCurve = lazy(async () => ({ default: (await import("./speed-curve.tsx")).SpeedCurve }));

export function CasePage({ overview }: { overview: CaseOverview }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [headline] = overview.tallies;
  const members = partners(overview.members);
  const kind = headline?.kind ?? "expulsion";
  const many = findKind(overview.kinds, kind)?.many ?? kind;
  const basis =
    headline === undefined
      ? null
      : `${sayRuleText(headline.ruleText, overview.lead)} As of ${formatDay(headline.asOf)}.`;
  return (
    <div>
      <Masthead overview={overview} />
      <div>
        <Section id="happened" title="What happened">
          <p className="sentence">{overview.sentence}</p>
          <Clocks overview={overview} />
        </Section>
        <Section id="tally" title="What it came to">
          <TallyPart
            tallies={overview.tallies}
            lead={overview.lead}
            kinds={overview.kinds}
            reciprocal={overview.reciprocal}
            members={members}
          />
        </Section>
        <Section id="breadth" title="How broad, how fast">
          <div className="side-by-side">
            <Suspense fallback={<PlotSkeleton words="Drawing the map" />}>
              <CoalitionMap
                members={members}
                kind={kind}
                many={many}
                lead={overview.lead.id}
                basis={basis}
                chosen={chosen}
                onChoose={setChosen}
              />
            </Suspense>
            <div className="stacked">
              <Suspense fallback={<PlotSkeleton words="Drawing the curve" />}>
                <SpeedCurve overview={overview} basis={basis} />
              </Suspense>
              <Steps clocks={overview.clocks} />
            </div>
          </div>
        </Section>
        <Section id="persuasion" title="From release to action">
          <Funnel stages={overview.funnel} />
        </Section>
        <Section id="waiting" title="What waits for the lead">
          <WaitingPart questions={overview.questions} members={members} now={overview.now} />
        </Section>
        <Section id="resolution" title="What acting together added">
          <ResolutionPart resolution={overview.resolution} members={members} />
          <p className="sealed-note">{overview.whoCanSeeSealed}</p>
        </Section>
        <Section id="t-zero" title="The common instant">
          <CommonInstantPart tZero={overview.tZero} members={members} />
        </Section>
        <Section id="members" title="Members">
          <MembersTable members={members} kind={kind} many={many} />
        </Section>
        <Section id="cuts" title="Documents and cuts">
          <CutsDesk documents={overview.documents} cuts={overview.cuts} />
        </Section>
        <Section id="record" title="The record">
          <RecordPart slug={overview.slug} record={overview.record} />
        </Section>
      </div>
    </div>
  );
}
