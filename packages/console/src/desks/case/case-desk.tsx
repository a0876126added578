// The case desk: the first screen of a case, for whoever leads it.
import { useMemo } from "react";
import { useRead } from "../../api/use-read.ts";
import { node } from "../../api/ask-node.ts";
import type { CaseOverview } from "../../api/case-overview.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import type { DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useLanguage, useWords } from "../../words/locale.tsx";
import type { Locale } from "../../words/locale.tsx";
import { nameIn } from "../../words/names.ts";
import { ProseMembers } from "../../words/prose.tsx";
import { CasePage } from "./case-page.tsx";
import { caseWords } from "./case-words.ts";

export function CaseDesk({ facts }: DeskProps) {
  const { slug, seat } = facts;
  const say = useWords(caseWords);
  const read = useRead<CaseOverview>([slug, "board"], (signal) =>
    node.GET("/api/cases/{case}", { params: { path: { case: slug } }, signal }),
  );
  useScreenBanner("value" in read.answer ? [read.answer.value.banner.text] : []);
  return (
    <AnswerView read={read} words={say("reading")}>
      {(overview) => <Localised overview={overview} seat={seat} />}
    </AnswerView>
  );
}

/** Members are called as the reader's language calls them; prose of the node keeps the names of its own. */
function Localised({ overview, seat }: { overview: CaseOverview; seat: DeskProps["facts"]["seat"] }) {
  const { locale } = useLanguage();
  const called = useMemo(() => callMembers(overview, locale), [overview, locale]);
  return (
    <ProseMembers value={overview.members}>
      <CasePage overview={called} seat={seat} />
    </ProseMembers>
  );
}

function callMembers(overview: CaseOverview, locale: Locale): CaseOverview {
  return {
    ...overview,
    lead: { ...overview.lead, name: nameIn(locale, overview.lead) },
    members: overview.members.map((member) => ({ ...member, name: nameIn(locale, member) })),
    cuts: overview.cuts.map((cut) => ({
      ...cut,
      recipientName: nameIn(locale, { id: cut.recipient, name: cut.recipientName }),
    })),
  };
}
