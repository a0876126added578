import { Type } from "typebox";
import { answeringRoles, contentRoles } from "../access/index.ts";
import { CaseParams, defineFile, NoBody, Nothing } from "../routing/index.ts";
import type { FileAnswer } from "../routing/index.ts";
import { openStream } from "./live.ts";
import { watchCase } from "./live-case.ts";
import { watchNode } from "./live-node.ts";

/** Who is told that something changed in a case, of one as of all. */
const who = { lead: contentRoles, allies: answeringRoles };

const Since = Type.Object(
  {
    since: Type.Optional(
      Type.String({
        maxLength: 64,
        description:
          "id of the last event you were told, where the header last-event-id cannot be sent; what came after it is told at once",
      }),
    ),
  },
  { additionalProperties: false },
);

export const liveRoutes = [
  defineFile({
    ...{ id: "case.stream", method: "GET", path: "/api/cases/:case/stream" },
    summary:
      "Says, for as long as it is open, whenever something changed that you can see (server-sent events).",
    ...{ who, view: "case", takes: "json", stepUp: false, transaction: "read" },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    work: () => Promise.resolve(null),
    send: async (_, { node: { database }, view, by, live, signal }) =>
      stream(openStream(database, { ...(await watchCase(database, { view, by, live })), signal })),
  }),
  defineFile({
    ...{ id: "node.stream", method: "GET", path: "/api/stream" },
    summary:
      "The same for every case you may know of: each event says since when, in which cases something changed and in which work that you asked for (server-sent events).",
    ...{ who: "signed-in", view: "none", takes: "json", stepUp: false, transaction: "read" },
    input: { params: Nothing, query: Since, body: NoBody },
    work: () => Promise.resolve(null),
    send: async (_, { node: { database }, caller, live, query, signal }) => {
      const reading = { who, caller, live, since: live.seen ?? query.since ?? null, route: "node.stream" };
      return stream(openStream(database, { ...(await watchNode(database, reading)), signal }));
    },
  }),
];

const stream = (bytes: ReturnType<typeof openStream>): FileAnswer => ({
  ...{ bytes, status: 200, type: "text/event-stream", headers: { "x-accel-buffering": "no" } },
});
