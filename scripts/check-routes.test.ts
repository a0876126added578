// Plants one fault of every kind and expects it to be found.
import { existsSync } from "node:fs";
import { Type } from "typebox";
import { describe, expect, test } from "vitest";
import { routes } from "../packages/server/src/http/registry.ts";
import {
  byBareToken,
  defineRead,
  FileForm,
  fileForms,
  NoBody,
  Nothing,
} from "../packages/server/src/routing/index.ts";
import type { Route, Surface } from "../packages/server/src/routing/index.ts";
import { findRouteFaults } from "./route-faults.ts";

const sound = defineRead({
  ...{ id: "weather.read", method: "GET", path: "/api/weather/:place" },
  summary: "The weather at a place.",
  ...{ who: "anyone", view: "none", takes: "json", stepUp: false },
  input: {
    params: Type.Object({ place: Type.String() }, { additionalProperties: false }),
    ...{ query: Nothing, body: NoBody },
  },
  answer: Type.Object({ sky: Type.Array(Type.Object({ colour: Type.String() })) }),
  read: () => Promise.resolve({ sky: [] }),
});

const find = (registered: readonly Route[], listed: readonly Route[] = registered): readonly string[] =>
  findRouteFaults({ files: [{ path: "weather/routes.ts", exports: { weatherRoutes: listed } }], registered });
const change = (changed: Partial<Route>): Route => ({ ...sound, ...changed });
const input = (changed: Partial<Route["input"]>): Route => change({ input: { ...sound.input, ...changed } });

const barometer: Surface = {
  ...{ name: "barometer", prefix: "/barometer/", credential: byBareToken, type: "text/plain", bodyLimit: 1 },
  ...{ takes: () => true, gives: () => true },
  refuse: ({ status, code }) => ({ bytes: code, type: "text/plain", headers: {}, status }),
};
const spoken = change({ id: "pressure.read", path: "/barometer/:place", surface: barometer });

describe("the routes of the node", () => {
  test("have no fault", () => {
    expect(findRouteFaults({ files: [], registered: routes })).toEqual([]);
  });

  test("as one that is sound has none", () => expect(find([sound])).toEqual([]));
});

describe("a file of a published form", () => {
  const file = Type.Object({ file: FileForm("entente-receipt/1") }, { additionalProperties: false });
  test("may be in a request and never in an answer, and no other form is known", () => {
    expect(find([input({ body: file })])).toEqual([]);
    expect(find([change({ answer: file })]).join("\n")).toContain("lets out what is not named");
    const other = Type.Object(
      { file: Type.Unsafe({ $comment: "other/1" }) },
      { additionalProperties: false },
    );
    expect(find([input({ body: other })]).join("\n")).toContain("takes what is not named");
    const reference = Type.Object({ there: Type.Ref("Elsewhere#") }, { additionalProperties: false });
    expect(find([change({ answer: reference })]).join("\n")).toContain("lets out what is not named");
  });

  test("has a schema that says what it holds", () => {
    for (const path of Object.values(fileForms)) expect(existsSync(path), path).toBe(true);
  });
});

describe("a planted fault is found:", () => {
  test.each<[string, readonly Route[], string]>([
    ["two of one id", [sound, change({ path: "/api/other/:place" })], "two routes have the id weather.read"],
    [
      "two of one address, under different names",
      [sound, change({ id: "sky.read", path: "/api/weather/:where" })],
      "two routes have the address GET /api/weather/:",
    ],
    ["an id that is no verb", [change({ id: "Weather" })], "its id is not written"],
    ["nobody in all places", [change({ who: { node: [] } })], "nobody may call it"],
    [
      "nobody on either side",
      [change({ who: { lead: [], allies: [] }, view: "case" })],
      "nobody may call it",
    ],
    [
      "seats of a case without its view",
      [change({ who: { lead: ["desk"], allies: [] } })],
      "belong together",
    ],
    ["a view of a case for anyone", [change({ view: "case" })], "belong together"],
    ["a case that the path does not name", [change({ view: "case" })], "names no :case"],
    [
      "a part of the path without schema",
      [input({ params: Nothing })],
      "its path names place and its schema",
    ],
    ["a body of any kind", [input({ body: Type.Any() })], "its body takes what is not named"],
    [
      "a body with more than is named, deep inside",
      [
        input({
          body: Type.Object(
            { days: Type.Array(Type.Union([Type.Null(), Type.Object({ day: Type.String() })])) },
            { additionalProperties: false },
          ),
        }),
      ],
      "its body/days/[] takes what is not named",
    ],
    ["an answer of any kind", [change({ answer: Type.Unknown() })], "its answer lets out what is not named"],
    [
      "an answer with whatever members",
      [change({ answer: Type.Object({ sky: Type.Object({}, { additionalProperties: true }) }) })],
      "its answer/sky lets out what is not named",
    ],
    [
      "one of our own under a surface's prefix",
      [spoken, change({ path: "/barometer/days/:place" })],
      "weather.read: it is under /barometer/ and not on barometer",
    ],
    [
      "one of a surface elsewhere",
      [change({ surface: barometer })],
      "weather.read: it is not under /barometer/",
    ],
    ["bytes where there is no surface", [change({ takes: "bytes" })], "only a surface takes bytes"],
    ["text on a surface", [change({ ...spoken, takes: "text" })], "no surface takes text"],
  ])("%s", (_what, registered, fault) => {
    expect(find(registered).join("\n")).toContain(fault);
  });

  test("one that is not mounted", () => {
    expect(find([], [sound])).toEqual([
      "weather/routes.ts: weather.read is not in packages/server/src/http/registry.ts",
    ]);
  });

  test("a file that says no routes", () => {
    expect(findRouteFaults({ files: [{ path: "x/routes.ts", exports: { a: 1 } }], registered: [] })).toEqual([
      "x/routes.ts exports no list of routes",
    ]);
  });
});
