// Opening a case, which is the one thing done about a case before it is there.
import { parseJson, PolicyError, readAnyObject } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { Type } from "typebox";
import type { Seat } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import { defineChange, Nothing } from "../routing/index.ts";
import type { Transactor } from "../storage/index.ts";
import { openCase } from "./cases.ts";

// Each as text, and read strictly by the reader of its own format, which says where in it something is wrong.
const FileOfItsOwn = Type.String();
const Opened = Type.Object({ case: Type.String(), title: Type.String(), exercise: Type.Boolean() });
const NewCaseSchema = Type.Object(
  {
    /** A `coalition-case/1` file; its measures are recorded later, as they happen. */
    facts: FileOfItsOwn,
    /** An `entente-community/1` file. */
    community: FileOfItsOwn,
    /** An `entente-coalition/1` file; null: the closed rules hold. */
    coalition: Type.Union([FileOfItsOwn, Type.Null()]),
  },
  { additionalProperties: false },
);
interface Files {
  readonly facts: string;
  readonly community: string;
  readonly coalition: string | null;
}

/** Opening cases. */
export const caseRoutes = [
  defineChange({
    ...{ id: "case.open", method: "POST", path: "/api/cases" },
    summary: "Open a real case in the name of the member that runs this node.",
    ...{ who: { node: ["drafter"] }, view: "none", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NewCaseSchema },
    answer: Opened,
    change: (tx, { body, caller, at, node }) => {
      // A seat that was given for some cases is given for no new one.
      if (caller.kind !== "seat" || caller.cases !== "all") throw notFound();
      return open(tx, { seat: caller.seat, at, files: body, exercise: false, keystore: node.keystore });
    },
  }),
  defineChange({
    ...{ id: "exercise.open", method: "POST", path: "/api/exercises" },
    summary: "Open an exercise on an exercise node, as the office that is played.",
    ...{ who: "signed-in", view: "none", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NewCaseSchema },
    answer: Opened,
    change: (tx, { body, caller, at, node }) => {
      if (caller.kind !== "exercise-control") throw notFound();
      if (caller.seat === null)
        throw new ServerError(
          "REQUEST_INVALID",
          "Say which office of the exercise acts, with the header entente-seat.",
        );
      return open(tx, {
        seat: caller.seat,
        at: caller.at ?? at,
        files: body,
        exercise: true,
        keystore: node.keystore,
      });
    },
  }),
];

async function open(
  tx: Transactor,
  {
    seat,
    at,
    files,
    exercise,
    keystore,
  }: {
    readonly seat: Seat;
    readonly at: Instant;
    readonly files: Files;
    readonly exercise: boolean;
    readonly keystore: Keystore;
  },
): Promise<{ readonly case: string; readonly title: string; readonly exercise: boolean }> {
  const { facts, community, coalition } = files;
  const row = await openCase(tx, {
    ...{
      seat,
      at,
      keystore,
      factsJson: readFile(facts, "facts"),
      community: readFile(community, "community"),
    },
    coalition: coalition === null ? null : readFile(coalition, "coalition"),
  });
  if (row.exercise !== exercise)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      exercise
        ? "This node plays exercises, and the community file is of a real case. Open it on your real node."
        : "This node holds real cases, and the community file is of an exercise. Open it on an exercise node.",
    );
  return { case: row.slug, title: row.title, exercise };
}

function readFile(text: string, name: string): JsonObject {
  return readAnyObject(parseJson(text), name);
}

function notFound(): ServerError {
  return new ServerError("NOT_FOUND", "There is nothing here, or you may not see it.");
}
