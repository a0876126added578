import { Type } from "typebox";
import { ServerError } from "../errors.ts";
import { journalReading } from "../releases/index.ts";
import { CaseParams, defineDisclosure, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { readHandouts } from "./handouts.ts";
import { writeStix } from "./stix.ts";

const Text = Type.String();
const Count = Type.Integer();
/** The checkpoint its proofs lead to and how many keys cosigned it; null where they are those of its issue. */
const Witnessed = Type.Union([Type.Object({ leaves: Count, keys: Count }), Type.Null()]);
const CutSchema = {
  id: Text,
  release: Text,
  document: Text,
  documentTitle: Text,
  recipient: Text,
  banner: Text,
  released: Count,
  bytes: Count,
  sha256: Text,
};
const whoReads = {
  lead: ["drafter", "release-authority", "desk", "publisher"],
  allies: ["release-authority", "desk"],
} as const;

/** What may be handed out: to a member its own, to the lead all of it. */
export const handoutRoutes = [
  defineRead({
    ...{ id: "cut.list", method: "GET", path: "/api/cases/:case/cuts" },
    summary: "The cuts you may read, with the names of their files, unsealings and notices.",
    ...{ who: whoReads, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({
      cuts: Type.Array(
        Type.Object({
          ...CutSchema,
          files: Type.Array(Type.Object({ path: Text, witnessed: Witnessed })),
        }),
      ),
    }),
    read: async (reader, { view, node: { folder } }) => ({
      cuts: [...(await readHandouts(reader, view, { folder, only: null }))],
    }),
  }),
  defineDisclosure({
    ...{ id: "cut.files", method: "GET", path: "/api/cases/:case/cuts/:id/files" },
    summary: "A cut as it is handed out: its file, unsealings and notices, with the latest evidence.",
    ...{ who: whoReads, view: "case", takes: "json", stepUp: false },
    input: {
      params: Type.Object(
        { ...CaseParams.properties, id: Type.String({ format: "uuid" }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    answer: Type.Object({
      ...CutSchema,
      files: Type.Array(Type.Object({ path: Text, file: Text, witnessed: Witnessed })),
    }),
    disclose: async (tx, { params, view, by, at, node: { folder } }) => {
      const [handout] = await readHandouts(tx, view, { folder, only: params.id });
      if (handout === undefined)
        throw new ServerError(
          "NOT_FOUND",
          "There is no such cut, or you may not see it. Ask the lead's desk.",
        );
      await journalReading(tx, view, { cut: handout, by, at });
      return handout;
    },
  }),
  defineDisclosure({
    ...{ id: "cut.stix", method: "GET", path: "/api/cases/:case/cuts/:id/stix" },
    summary: "A cut as a bundle of STIX 2.1 objects, with the cut itself inside.",
    ...{ who: whoReads, view: "case", takes: "json", stepUp: false },
    input: {
      params: Type.Object(
        { ...CaseParams.properties, id: Type.String({ format: "uuid" }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    answer: Type.Object({ recipient: Text, document: Text, path: Text, file: Text }),
    disclose: async (tx, { params, view, row, by, at, node: { folder } }) => {
      const [handout] = await readHandouts(tx, view, { folder, only: params.id });
      if (handout === undefined)
        throw new ServerError(
          "NOT_FOUND",
          "There is no such cut, or you may not see it. Ask the lead's desk.",
        );
      const { recipient, document } = handout;
      const written = await writeStix(tx, { row, handout });
      await journalReading(tx, view, { cut: handout, by, at });
      return { recipient, document, ...written };
    },
  }),
];
