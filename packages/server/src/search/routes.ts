// Finding words in what one may read: the lead in its documents, a member in its cuts. It answers with places that match and
// nothing of any other: no suggestion, no count, no rank comes from what the view may not read.
import { Type } from "typebox";
import { CaseParams, defineRead, Nothing } from "../routing/index.ts";
import { findPlaces } from "./store.ts";

const Maybe = Type.Union([Type.String(), Type.Null()]);

export const searchRoutes = [
  defineRead({
    // Asked in a body: an address is written into the logs of everything on the way, and the words are content.
    ...{ id: "search.find", method: "POST", path: "/api/cases/:case/search" },
    summary: "Places that hold what is searched for, in what you may read, best first.",
    who: {
      lead: ["drafter", "release-authority", "desk", "publisher"],
      allies: ["release-authority", "desk"],
    },
    ...{ view: "case", takes: "json", stepUp: false },
    input: {
      ...{ params: CaseParams, query: Nothing },
      body: Type.Object(
        {
          /** Words; `"in this order"`, `or`, and `-without`. */
          query: Type.String({ maxLength: 200 }),
          most: Type.Integer({ minimum: 1, maximum: 100 }),
        },
        { additionalProperties: false },
      ),
    },
    answer: Type.Object({
      hits: Type.Array(
        Type.Object({
          document: Type.String(),
          cut: Maybe,
          place: Maybe,
          rank: Type.Number(),
          excerpt: Type.String(),
        }),
      ),
      /** Whether more of what you may read matches. */
      more: Type.Boolean(),
    }),
    read: async (reader, { view, body: { query, most } }) => {
      const found = await findPlaces(reader, view, { query, most: most + 1 });
      return { hits: found.slice(0, most), more: found.length > most };
    },
  }),
];
