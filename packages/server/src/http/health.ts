import { Type } from "typebox";
import { listPublished } from "../cases/index.ts";
import { defineRead, NoBody, Nothing } from "../routing/index.ts";

export const healthRoutes = [
  defineRead({
    ...{ id: "node.health", method: "GET", path: "/api/health" },
    summary: "Says that this process answers.",
    ...{ who: "anyone", view: "none", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({ status: Type.Literal("alive") }),
    read: () => Promise.resolve({ status: "alive" as const }),
  }),
  defineRead({
    ...{ id: "node.ready", method: "GET", path: "/api/ready" },
    summary: "Says that this process answers, and its database with it.",
    ...{ who: "anyone", view: "none", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({ status: Type.Literal("ready") }),
    read: async (reader) => {
      await listPublished(reader);
      return { status: "ready" as const };
    },
  }),
];
