// The record as it would be published now, as the node says it.
import type { paths } from "../../../../../formats/api.d.ts";

export type Preview =
  paths["/api/cases/{case}/record"]["get"]["responses"]["200"]["content"]["application/json"];
