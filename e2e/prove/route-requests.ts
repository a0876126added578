// A request for each route that is right in form, with the names and ids of things that are there. What the schema asks for
// and nothing here says is made from the schema.
import type { Route } from "../../packages/server/src/routing/index.ts";

/** Things of one case, as they are named in paths and bodies. */
export interface CaseObjects {
  readonly slug: string;
  readonly document: string;
  readonly plan: string;
  readonly release: string;
  /** A cut of each member. */
  readonly cuts: Readonly<Record<string, string>>;
  readonly questions: Readonly<Record<string, string>>;
  readonly unsealing: string;
  readonly files: { readonly facts: string; readonly community: string };
}

export interface RouteRequest {
  readonly method: string;
  readonly url: string;
  /** Null: none is sent. */
  readonly body: unknown;
}

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly pattern?: string;
}

const SECRET = "A".repeat(43);
const ABSENT = "00000000-0000-4000-8000-000000000000";

/** The request for `route` about what `member` has in the case. */
export function composeRequest(route: Route, objects: CaseObjects, member: string): RouteRequest {
  const named: Record<string, unknown> = {
    ...hints(objects, member),
    ...(special(objects, member)[route.id] ?? {}),
  };
  const params = route.path.replaceAll(/:([a-z]+)|\*/gi, (whole, name: string | undefined) =>
    encodeURIComponent(text(named[name === undefined ? whole : `:${name}`])),
  );
  const query = Object.keys((route.input.query as Schema).required ?? {}).length === 0 ? "" : "?";
  const takesNone =
    (route.input.body as Schema).type === undefined && (route.input.body as Schema).anyOf !== undefined;
  const isNone =
    takesNone && ((route.input.body as Schema).anyOf ?? []).some(({ type }) => type === "undefined");
  const body = isNone || route.method === "GET" ? null : fill(route.input.body, "", named);
  return { method: route.method, url: `${params}${query}`, body };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "x");

function fill(schema: Schema, name: string, named: Readonly<Record<string, unknown>>): unknown {
  if (name !== "" && name in named) return named[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) {
    const open = schema.anyOf.find(({ type }) => type === "null");
    return open === undefined ? fill(schema.anyOf[0] ?? {}, name, named) : null;
  }
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, fill(schema.properties?.[key] ?? {}, key, named)]),
      );
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => fill(schema.items ?? {}, "", named));
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "string":
      return schema.pattern?.includes("{43}") === true ? SECRET : "x";
    default:
      return {};
  }
}

/** Values by the name of a member of a body, or of a place in a path (`:name`). */
function hints(objects: CaseObjects, member: string): Record<string, unknown> {
  return {
    ":case": objects.slug,
    ":name": objects.document,
    ":document": objects.document,
    ":plan": objects.plan,
    ":release": objects.release,
    ":member": member,
    ":foreign": objects.slug,
    ":version": "1",
    ":from": "1",
    ":to": "1",
    ":id": objects.cuts[member] ?? ABSENT,
    ":form": "txt",
    ":leaf": "0",
    ":slug": "no-record",
    ":origin": "0".repeat(64),
    ":job": ABSENT,
    ":passkey": SECRET,
    ":collection": "inbox",
    ":status": ABSENT,
    ":object": `report--${ABSENT}`,
    "*": "0/000",
    answerBy: "2030-01-01T00:00:00Z",
    instant: "2030-01-01T00:00:00Z",
    until: "2030-01-01T00:00:00Z",
    members: [member],
    recipients: [member],
    target: "at least 1 members act",
    digest: SECRET,
    question: objects.questions[member] ?? ABSENT,
  };
}

/** What one route calls by a name that means something else in others. */
function special(objects: CaseObjects, member: string): Readonly<Record<string, Record<string, unknown>>> {
  const figure = { count: 1, announced: "2018-03-26", sources: ["S1"], confidence: "confirmed", note: "" };
  return {
    "case.open": { ...objects.files, coalition: null },
    "exercise.open": { ...objects.files, coalition: null },
    "approach.open": { documents: [objects.document], ask: "Act with us." },
    "question.ask": { text: "Where was it?", told: null },
    "question.answer": { text: "There.", unsealing: null },
    "position.take": { statement: "", told: null },
    "pledge.place": { pledge: { text: "1 expulsion always" }, authority: "desk", validUntil: null },
    "pledge.parse": { pledge: { text: "1 expulsion always" } },
    "t-zero.ready": { items: [{ item: "translated", state: "done" }], text: null },
    "measure.figure": { measure: "m1", figure },
    "unsealing.plan": { recipient: member, places: ["p3"], reason: "Asked." },
    "unsealing.approve": { ":plan": objects.unsealing },
    "unsealing.issue": { ":plan": objects.unsealing },
    "notice.send": { text: "Corrected." },
    "exposure.validate": { digest: "0".repeat(64) },
    "exposure.check-in-law": { digest: "0".repeat(64) },
    "consent.answer": { release: objects.release, portion: "p1", recipient: "FRA" },
    "document.draft": { source: "---\ntitle: (OPR) T\noriginator: GBR\npolicy: uk\n---\n\n1. (OPR) Text.\n" },
    "search.find": { query: "bridge", most: 5 },
    "record.preview-file": { "*": "index.html" },
    "job.render": { cut: objects.cuts[member] ?? ABSENT },
    "seat.withdraw": { ":id": ABSENT },
    "session.end": { ":id": ABSENT },
    "token.revoke": { ":id": ABSENT },
    "invitation.confirm": { ":id": ABSENT },
    "invitation.withdraw": { ":id": ABSENT },
    "recovery.approve": { ":id": ABSENT, member },
    "foreign.ask": { text: "Where was it?" },
    "foreign.position": { statement: "" },
    "foreign.pledge": { levels: [{ measures: [], condition: { always: true } }], validUntil: null },
    "foreign.ready": { items: [], text: null },
    "foreign.done": { ...{ kind: "expulsion", count: 1 }, sources: ["https://mfa.example/note"] },
    "node.add": { card: "{}", address: null },
    "recovery.propose": { member, name: "nobody" },
  };
}
