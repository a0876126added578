// The case desk: the first screen of a case, for whoever leads it.
import { useRead } from "../../api/use-read.ts";
import { node } from "../../api/ask-node.ts";
import type { CaseOverview } from "../../api/case-overview.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import type { DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { CasePage } from "./case-page.tsx";

export function CaseDesk({ facts }: DeskProps) {
  const { slug } = facts;
  const read = useRead<CaseOverview>([slug, "board"], (signal) =>
    node.GET("/api/cases/{case}", { params: { path: { case: slug } }, signal }),
  );
  useScreenBanner("value" in read.answer ? [read.answer.value.banner.text] : []);
  return (
    <AnswerView read={read} words="Reading the case from the node">
      {(overview) => <CasePage overview={overview} />}
    </AnswerView>
  );
}
