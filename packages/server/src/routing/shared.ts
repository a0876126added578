// Schemas that several answers refer to by name, and what a request says where it holds a file of a published form.
import { Type } from "typebox";
import type { JsonValue } from "@entente/core/encoding";

const Text = Type.String();
const Least = Type.Integer({ minimum: 1 });

/** A condition of `entente-pledges/1`: exactly one of these, and conditions inside the last two. */
const ConditionSchema = Type.Object(
  {
    always: Type.Optional(Type.Literal(true)),
    members: Type.Optional(
      Type.Object(
        { atLeast: Least, of: Type.Optional(Type.Array(Text)), doing: Type.Optional(Text) },
        { additionalProperties: false },
      ),
    ),
    total: Type.Optional(Type.Object({ measure: Text, atLeast: Least }, { additionalProperties: false })),
    named: Type.Optional(Type.Array(Text)),
    share: Type.Optional(
      Type.Object({ weight: Text, atLeast: Type.Number() }, { additionalProperties: false }),
    ),
    all: Type.Optional(Type.Array(Type.Unsafe<JsonValue>(Type.Ref("Condition#")))),
    any: Type.Optional(Type.Array(Type.Unsafe<JsonValue>(Type.Ref("Condition#")))),
  },
  { additionalProperties: false },
);

/** Every schema that others refer to by its name. */
export const sharedSchemas = [{ ...ConditionSchema, $id: "Condition" }];

/** The levels of a pledge as an answer has them. */
export const LevelsSchema = Type.Array(
  Type.Object({
    measures: Type.Array(Type.Object({ kind: Text, count: Type.Integer() })),
    condition: Type.Unsafe<JsonValue>(Type.Ref("Condition#")),
  }),
);

/** Forms that a request may hold, each with the schema that says it and a strict reader in the core. */
export const fileForms = {
  "entente-pledges/1#level": "formats/pledges.schema.json",
  "entente-receipt/1": "formats/receipt.schema.json",
  "coalition-case/1": "formats/case.schema.json",
} as const;

/**
 * A value of a published form, inside a request. Its strict reader is the core's, which refuses what the form does not name
 * and says why in the words of the form: so no schema here says it a second time.
 */
export function FileForm(form: keyof typeof fileForms) {
  return Type.Unsafe<JsonValue>({ $comment: form, description: `As ${form} (${fileForms[form]}).` });
}
