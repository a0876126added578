// What the node says about one case, by the names the case desk uses; the shapes are those of the generated description.
import type { paths } from "../../../../formats/api.d.ts";

export type CaseOverview =
  paths["/api/cases/{case}"]["get"]["responses"]["200"]["content"]["application/json"];

export type OverviewTally = CaseOverview["tallies"][number];
export type Conflict = OverviewTally["conflicts"][number];
export type Curve = CaseOverview["curves"][number];
export type CurvePoint = Curve["points"][number];
export type OverviewMember = CaseOverview["members"][number];
export type MemberMeasure = OverviewMember["measures"][number];
export type Position = OverviewMember["position"];
export type TZero = NonNullable<CaseOverview["tZero"]>;
export type OverviewDocument = CaseOverview["documents"][number];
export type OverviewCut = CaseOverview["cuts"][number];
