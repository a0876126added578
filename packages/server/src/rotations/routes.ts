// Which keys this node signs with, for whoever reads a fingerprint aloud or hears one.
import { Type } from "typebox";
import { listExercises } from "../cases/index.ts";
import { defineRead, NoBody, Nothing } from "../routing/index.ts";
import { listKeys } from "./key-list.ts";

const Text = Type.String();
const Maybe = Type.Union([Text, Type.Null()]);

export const keyRoutes = [
  defineRead({
    ...{ id: "key.list", method: "GET", path: "/api/keys" },
    summary: "The public keys this node signs with, by use and generation, and those of its ledger.",
    // What readers pin is for every reader; the door is closed only to whoever is not here at all.
    ...{ who: "signed-in", view: "none", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({
      keys: Type.Array(
        Type.Object({
          ...{ member: Text, generation: Type.Integer({ minimum: 1 }), fingerprint: Text },
          use: Type.Union([Type.Literal("issuer"), Type.Literal("authority")]),
          state: Type.Union([Type.Literal("in use"), Type.Literal("replaced"), Type.Literal("revoked")]),
          /** Null: it was the first. */
          since: Maybe,
          ...{ replacedOn: Maybe, revokedOn: Maybe },
        }),
      ),
      /** Lines to pin: the ledger's own key, and those with which this node signs as a witness of others. */
      ledger: Text,
      witness: Type.Array(Text),
    }),
    read: async (reader, { caller, node: { keystore, ledger, cosigners, host } }) => {
      const exercises = caller.kind === "exercise-control" ? await listExercises(reader) : [];
      const members = [...exercises.map(({ lead }) => lead), ...(host === null ? [] : [host])];
      const keys = await listKeys(reader, keystore, members);
      return {
        keys: keys.map(({ member, purpose, number, state, fingerprint, since, replacedOn, revokedOn }) => ({
          ...{ member, use: purpose, generation: number, state, fingerprint },
          ...{ since, replacedOn, revokedOn },
        })),
        ledger: ledger.identity.vkey,
        witness: cosigners.map(({ vkey }) => vkey),
      };
    },
  }),
];
