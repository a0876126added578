// A node that this one knows, as it is told.
import type { paths } from "../../../../../formats/api.d.ts";

export type OtherNode =
  paths["/api/nodes"]["get"]["responses"]["200"]["content"]["application/json"]["nodes"][number];
