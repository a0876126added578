// What the node can be asked, for whoever wants to ask it. The same on every node of a version, so it is for anyone.
import { defineFile, NoBody, Nothing } from "../routing/index.ts";
import type { Route } from "../routing/index.ts";
import { apiPagePolicy, renderApiPage } from "./api-page.ts";

/** @param readRoutes all routes of the node, of which these two are part: asked for at the first question. */
export function makeApiRoutes(readRoutes: () => readonly Route[]): readonly Route[] {
  let page: string | null = null;
  let description: Promise<string> | null = null;
  return [
    defineFile({
      ...{ id: "api.docs", method: "GET", path: "/api/docs" },
      summary: "What the node can be asked, as a page to read.",
      ...{ who: "anyone", view: "none", takes: "json", stepUp: false, transaction: "read" },
      input: { params: Nothing, query: Nothing, body: NoBody },
      work: () => Promise.resolve(null),
      send: () =>
        Promise.resolve({
          bytes: (page ??= renderApiPage(readRoutes())),
          ...{ status: 200, type: "text/html; charset=utf-8" },
          headers: { "content-security-policy": apiPagePolicy },
        }),
    }),
    defineFile({
      ...{ id: "api.description", method: "GET", path: "/api/openapi.json" },
      summary: "The same for programs, as an OpenAPI 3.1 document.",
      ...{ who: "anyone", view: "none", takes: "json", stepUp: false, transaction: "read" },
      input: { params: Nothing, query: Nothing, body: NoBody },
      work: () => Promise.resolve(null),
      send: async () => ({
        bytes: await (description ??= describe(readRoutes())),
        ...{ status: 200, type: "application/json", headers: {} },
      }),
    }),
  ];
}

async function describe(routes: readonly Route[]): Promise<string> {
  const { describeApi } = await import("./api-description.ts");
  return `${JSON.stringify(await describeApi(routes))}\n`;
}
