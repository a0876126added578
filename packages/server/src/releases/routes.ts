import { Type } from "typebox";
import { readPagePolicy } from "@entente/verifier";
import { namesOf } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { CaseParams, defineFile, NoBody, Nothing } from "../routing/index.ts";
import { readCut } from "./cuts.ts";

/** Cuts, as file and as page. Each reading is journaled before its bytes leave. */
export const cutRoutes = [
  defineFile({
    ...{ id: "cut.read", method: "GET", path: "/api/cases/:case/cuts/:id.:form" },
    summary: "A cut, as the file that verifies or as the page that checks itself.",
    who: {
      lead: ["drafter", "release-authority", "desk", "publisher"],
      allies: ["drafter", "release-authority", "desk", "publisher"],
    },
    ...{ view: "case", takes: "json", stepUp: false, transaction: "record" },
    input: {
      params: Type.Object(
        {
          ...CaseParams.properties,
          id: Type.String({ format: "uuid" }),
          form: Type.Union([Type.Literal("json"), Type.Literal("html")]),
        },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (tx, { params, view, row, by, at, node }) => {
      const { keystore, folder } = node;
      const cut = await readCut(tx, view, {
        ...{ cutId: params.id, by, at, names: namesOf(row), keystore, folder },
      });
      if (cut === null)
        throw new ServerError(
          "NOT_FOUND",
          "There is no such cut, or you may not see it. Ask the lead's desk.",
        );
      return cut;
    },
    send: async (cut, { params }) => {
      if (params.form === "json")
        return { bytes: cut.file, status: 200, type: "application/json", headers: {} };
      const page = await cut.page();
      return {
        ...{ bytes: page, status: 200, type: "text/html; charset=utf-8" },
        headers: { "content-security-policy": readPagePolicy(page) },
      };
    },
  }),
];
