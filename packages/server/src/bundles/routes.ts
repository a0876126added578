// What is brought by hand, for a desk that has no command: a file is looked into, what it would do is shown, and then it is taken;
// a bundle is written for another node, and a kit for a member without one.
import { readInstant } from "@entente/core/encoding";
import { printPledge } from "@entente/core/pledges";
import type { Content, Letter } from "@entente/core/letters";
import { Type } from "typebox";
import type { Caller } from "../access/index.ts";
import { arrangementsOf, communityOf, findCase } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { lookAtBundle, sayLetter } from "../peers/index.ts";
import { readSource } from "../pledges/index.ts";
import { CaseParams, defineFile, defineLongRead, NoBody, Nothing } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { exportBundleIn, importBundle, nameBundle } from "./bundles.ts";
import { makeKitIn, nameKit } from "./kit.ts";

const Text = Type.String();
const Count = Type.Integer();
const Maybe = Type.Union([Text, Type.Null()]);
const Strict = { additionalProperties: false } as const;
/** The bytes of the file, in base64. */
const Sealed = Type.String({ minLength: 1, maxLength: 48 * 1024 * 1024 });
const Named = Type.Object({ member: Type.String({ maxLength: 32 }) }, Strict);

const byHand = { who: { node: ["desk"] }, view: "none", stepUp: false } as const;
const now = () => readInstant(new Date().toISOString());

export const bundleRoutes = [
  defineLongRead({
    ...{ ...byHand, id: "bundle.look", method: "POST", path: "/api/bundles/contents", takes: "files" },
    summary:
      "Looks into a bundle that was brought by hand: whose it is and what it would do. Nothing is taken.",
    input: {
      ...{ params: Nothing, query: Nothing },
      body: Type.Object({ bundle: Sealed }, Strict),
    },
    answer: Type.Object({
      member: Text,
      /** The case of a kit; null: a node. */
      kitCase: Maybe,
      /** Whether the six words of the reply have to be heard before anything of it counts. */
      unheard: Type.Boolean(),
      letters: Type.Array(
        Type.Object({
          ...{ number: Count, at: Text, case: Maybe, kind: Text, said: Text },
          /** Whether it was taken before: a second time changes nothing. */
          known: Type.Boolean(),
        }),
      ),
      ...{ acknowledges: Count, acknowledged: Count },
    }),
    read: (_reader, { caller }) => Promise.resolve(requireWhole(caller)),
    finish: async (_by, { body, node }) => {
      const looked = await lookAtBundle({ ...node, now }, decode(body.bundle));
      const letters = await node.database.read(async (reader) => {
        const told = [];
        for (const { letter, said, known } of looked.letters) {
          const { number, at, kind, case: of } = letter;
          told.push({ number, at, kind, case: of, said: await describe(reader, letter, said), known });
        }
        return told;
      });
      return { ...looked, letters };
    },
  }),
  defineLongRead({
    ...{ ...byHand, id: "bundle.take", method: "POST", path: "/api/bundles", takes: "files" },
    summary:
      "Takes a bundle that was brought by hand; a kit's reply with the six words that were heard of it.",
    input: {
      ...{ params: Nothing, query: Nothing },
      body: Type.Object(
        { bundle: Sealed, heard: Type.Union([Type.String({ maxLength: 400 }), Type.Null()]) },
        Strict,
      ),
    },
    answer: Type.Object({ member: Text, fresh: Count, known: Count, taken: Count }),
    read: (_reader, { caller }) => Promise.resolve(requireWhole(caller)),
    finish: (by, { body, node, at }) =>
      importBundle({ ...node, now }, decode(body.bundle), { heard: body.heard, by, at }),
  }),
  defineFile({
    ...{ ...byHand, id: "bundle.write", method: "POST", path: "/api/nodes/:member/bundle", takes: "json" },
    summary:
      "Writes all that the node of a member has not acknowledged yet into one file that only it can read.",
    transaction: "change",
    input: { params: Named, query: Nothing, body: NoBody },
    work: (tx, { caller, node, params }) => {
      requireWhole(caller);
      return exportBundleIn(tx, { ...node, now }, params.member);
    },
    send: (made, { at }) =>
      Promise.resolve({
        ...{ bytes: made.bytes, type: "application/octet-stream", status: 200 },
        headers: {
          "content-disposition": `attachment; filename="${nameBundle(made, at)}"`,
          "entente-letters": `${made.letters} ${made.waiting}`,
        },
      }),
  }),
  defineFile({
    ...{ id: "kit.make", method: "POST", path: "/api/cases/:case/kits" },
    summary: "Makes the page by which a member without a node reads what was brought to it, and answers.",
    // It carries a key that answers for the member, as far as somebody hears its words.
    ...{ who: { lead: ["desk"], allies: [] }, view: "case", takes: "json", stepUp: true },
    transaction: "change",
    input: {
      ...{ params: CaseParams, query: Nothing },
      body: Type.Object({ member: Type.String({ maxLength: 32 }), renewed: Type.Boolean() }, Strict),
    },
    work: async (tx, { row, by, body, node, at }) => {
      const wish = { ...body, caseName: row.slug, by, at };
      const made = await makeKitIn(tx, { ...node, now }, wish);
      return { made, name: nameKit(wish, made, at) };
    },
    send: ({ made, name }) =>
      Promise.resolve({
        ...{ bytes: made.html, type: "text/html; charset=utf-8", status: 200 },
        headers: { "content-disposition": `attachment; filename="${name}"` },
      }),
  }),
];

/**
 * What a letter says, for a person who decides whether to take it; a pledge in the words of its case. Of cases that others lead
 * nothing is said here: what their letters say is marked by what they enclose, and is read in the case once it was taken.
 */
async function describe(reader: Reader, letter: Letter, said: Content): Promise<string> {
  const row = letter.case === null ? null : await findCase(reader, letter.case);
  if (row === null) return "";
  if (said.kind !== "pledge" || !("levels" in said.content)) return sayLetter(said);
  const { kinds } = arrangementsOf(row);
  try {
    const context = { community: communityOf(row), kinds };
    const levels = [...said.content.levels];
    return printPledge(readSource({ levels }, letter.from.member, context), kinds);
  } catch {
    // It is said why when it is taken, and refused.
    return sayLetter(said);
  }
}

function decode(text: string): Uint8Array {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text)
    throw new ServerError("REQUEST_INVALID", "bundle is not base64. Send the bytes of the file in base64.");
  return new Uint8Array(bytes);
}

/**
 * A bundle may speak of any case of the member, so it takes a seat for all of them. Gives what the journal calls who asks.
 * @throws ServerError NOT_FOUND.
 */
function requireWhole(caller: Caller): string {
  if (caller.kind === "seat" && caller.cases === "all") return caller.seat.id;
  throw new ServerError("NOT_FOUND", "There is nothing here, or you may not see it.");
}
