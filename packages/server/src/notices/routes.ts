import { Type } from "typebox";
import { openRenewal } from "../ledger/index.ts";
import { defineRead, NoBody, Nothing } from "../routing/index.ts";
import { listNoticeFiles } from "./store.ts";

/**
 * What is said of a release, to whoever holds a cut of it and asks with the random id it carries. An unknown id and a
 * release of which nothing is said get the same answer.
 */
export const noticeRoutes = [
  defineRead({
    ...{ id: "notice.list", method: "GET", path: "/releases/:release/notices" },
    summary: "Corrections, supersessions and recalls of a release, to whoever holds a cut of it.",
    ...{ who: "anyone", view: "release", takes: "json", stepUp: false },
    input: {
      params: Type.Object(
        { release: Type.String({ pattern: "^[A-Za-z0-9_-]{22}$" }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    answer: Type.Object({
      /** Signed notices, oldest first, each a file to be checked against the cut it is about. */
      notices: Type.Array(Type.String()),
    }),
    read: async (reader, { params, node }) => {
      const renew = await openRenewal(reader, node.folder);
      const notices: string[] = [];
      for (const file of await listNoticeFiles(reader, params.release))
        notices.push((await renew(file)).file);
      return { notices };
    },
  }),
];
