// Files that many ask for at once, where what is still missing for one is asked together with what is missing for the others.
import type { Static, TObject, TSchema } from "typebox";
import type { Reader } from "../storage/index.ts";
import type { FileAnswer } from "./file-answer.ts";
import type { Ahead, Call, Described, Disclosed, Route, ViewKind } from "./route.ts";

/**
 * A route that answers with a file that many ask for at once, where what one of them still needs of the database is asked for
 * all of them together.
 */
export function defineSharedFile<
  V extends ViewKind,
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  W,
  R,
>(
  route: Described<V, P, Q, B> & {
    /** Short; it changes nothing, and asks one thing after the other. */
    readonly work: (reader: Reader, call: Call<V, Static<P>, Static<Q>, Static<B>>) => Promise<W>;
    readonly ahead?: (reader: Reader, asking: Ahead & { readonly params: Static<P> }) => void;
    /** Begun for all who come together in one turn. Views of the database are taken one after the other, by whoever asks for all. */
    readonly complete: (
      reader: Reader,
      result: W,
      call: Call<V, Static<P>, Static<Q>, Static<B>>,
    ) => Promise<R>;
    readonly send: (result: R, call: Call<V, Static<P>, Static<Q>, Static<B>>) => Promise<FileAnswer>;
    readonly disclosed: (result: R) => Disclosed;
  },
): Route {
  const { work, complete, send, disclosed, ahead = null, ...described } = route;
  return {
    ...{ ...described, answer: null, ceremony: false, paged: false, transaction: "read", together: true },
    ahead: ahead as Route["ahead"],
    work,
    complete: complete as unknown as Route["complete"],
    ...{ send: send as unknown as Route["send"], disclosed: disclosed as Route["disclosed"], surface: null },
  };
}
