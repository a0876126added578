import { answeringRoles, contentRoles } from "../access/index.ts";
import { CaseParams, defineFile, NoBody, Nothing } from "../routing/index.ts";
import { openStream, readStanding } from "./live.ts";

export const liveRoutes = [
  defineFile({
    ...{ id: "case.stream", method: "GET", path: "/api/cases/:case/stream" },
    summary:
      "Says, for as long as it is open, whenever something changed that you can see (server-sent events).",
    who: { lead: contentRoles, allies: answeringRoles },
    ...{ view: "case", takes: "json", stepUp: false, transaction: "read" },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    work: () => Promise.resolve(null),
    send: async (_, { node: { database }, view, live, signal }) => ({
      bytes: openStream(database, { view, live, signal, standing: await readStanding(database, view) }),
      ...{ status: 200, type: "text/event-stream", headers: { "x-accel-buffering": "no" } },
    }),
  }),
];
