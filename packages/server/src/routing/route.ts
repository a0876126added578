// A route says everything about itself in one place: who may call it, under which view it reads, what it takes and what it
// answers. Modules export lists of routes; `http` mounts them and is the only one that knows of HTTP.
import { Type } from "typebox";
import type { Static, TObject, TSchema } from "typebox";
import type { Instant, JsonObject } from "@entente/core/encoding";
import type { Act, Caller, CaseSeats, View, Who } from "../access/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { NodeServices } from "./node-services.ts";
import { PageQuery } from "./page.ts";
import type { Paging } from "./page.ts";
import type { Surface } from "./surface.ts";
import type { FileAnswer } from "./file-answer.ts";

export type Takes = "json" | "text" | "files" | "bytes";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * Under what labelled rows are read. `none`: none are. `public`: what was made for everyone. `release`: what may be said of
 * a release to whoever has its random id. `case`: the caller's own view of the case that `:case` in the path names.
 */
export type ViewKind = "none" | "public" | "release" | "case";

/** What may come with a request; a schema takes no unknown member. Null: nothing may. */
export interface Input<P extends TSchema, Q extends TSchema, B extends TSchema> {
  readonly params: P;
  readonly query: Q;
  /** JSON; a route that `takes` text gets it as a string, and one that takes bytes as they came. */
  readonly body: B;
}

/** For an answer that goes on after it began. */
export interface Live {
  /** The caller as it is now; null: it is somebody else, or would not be let in any more. */
  readonly askAgain: () => Promise<Caller | null>;
  /** What a text is called outside: nobody else calls it so, and nothing can be learnt from it. */
  readonly nameOf: (text: string) => string;
  /** The last name whoever asks has seen; null: none. */
  readonly seen: string | null;
}

/** Places in a list as they leave and come back: encrypted, and good for this caller and this list with these filters. */
export interface Cursors {
  readonly seal: (position: string) => string;
  /** @throws ServerError REQUEST_INVALID for one that this caller was not given for this list. */
  readonly open: (cursor: string) => string;
}

interface Asked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly caller: Caller;
  readonly node: NodeServices;
  /** The wall clock, or in a case the case's. */
  readonly at: Instant;
  /** Fires when whoever asked is gone. */
  readonly signal: AbortSignal;
  readonly live: Live;
  /** For a list whose pages are another protocol's; `defineList` does it for our own. */
  readonly cursors: Cursors;
  /** Where whoever asks found the node: `https://name`. */
  readonly origin: string;
}

/** A request in a case, admitted. */
export interface InCase {
  readonly view: View;
  readonly row: CaseRow;
  /** What the journal calls who asked. */
  readonly by: string;
}

export type Call<V extends ViewKind, P, Q, B> = Asked<P, Q, B> & (V extends "case" ? InCase : unknown);
/** The same for a change: somebody acts. */
export type ActCall<V extends ViewKind, P, Q, B> = Call<V, P, Q, B> &
  (V extends "case" ? { readonly act: Act } : unknown);

/** What signing in ends with: an answer, and the session's cookie where one was given or taken. */
export interface CeremonyAnswer<A> {
  readonly answer: A;
  /** Value of `Set-Cookie`; null: the browser keeps what it has. */
  readonly cookie: string | null;
  /** Whether the browser is to forget what it kept of this node. */
  readonly forgets: boolean;
}

export interface Described<V extends ViewKind, P extends TSchema, Q extends TSchema, B extends TSchema> {
  /** Verb of the house, `question.ask`: the operation's id, the scope of tokens, the word of the journal. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  /** One sentence for the API's description. */
  readonly summary: string;
  /** Seats in a case exactly where the view is the case's. */
  readonly who: V extends "case" ? CaseSeats : Exclude<Who, CaseSeats>;
  readonly view: V;
  readonly input: Input<P, Q, B>;
  /**
   * Text is for protocols that are not ours; its refusals are text as well. Files are JSON that holds files, and may be long.
   * Bytes are for a surface whose module has a strict reader of its own.
   */
  readonly takes: Takes;
  /** Whether a person confirms it with a passkey, having been shown what is signed. */
  readonly stepUp: boolean;
}

/** What a schema lets out, which nobody changes any more. */
export type Answered<T> = T extends readonly (infer U)[]
  ? readonly Answered<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Answered<T[K]> }
    : T;

interface JsonAnswer<A extends TSchema> {
  readonly answer: A;
}

/** A route as the registry keeps it: its own types are checked where it is defined. */
export interface Route {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly view: ViewKind;
  readonly input: Input<TObject, TObject, TSchema>;
  readonly takes: Takes;
  /** The protocol it is spoken in; null: our own. */
  readonly surface: Surface | null;
  readonly stepUp: boolean;
  /** Schema of the JSON it answers with, which also filters it; null: a file. */
  readonly answer: TSchema | null;
  /** Whether it answers with one page of a list. */
  readonly paged: boolean;
  /** Whether `send` gives a CeremonyAnswer. */
  readonly ceremony: boolean;
  /**
   * `change`: in a serializable transaction, and somebody acts. `record`: in one as well, to write down that it was read.
   * `gathered`: admitted and looked at in a read, and changed by `send` in a transaction with others that came at the same
   * time, which also writes it down.
   */
  readonly transaction: "read" | "change" | "record" | "gathered";
  /** Whether a read shares its view of the database with others that come at the same time. */
  readonly together: boolean;
  /** Asks for what `work` will ask, while it is still asked who may be answered; null: nothing. */
  readonly ahead: ((reader: Reader, asking: Ahead) => void) | null;
  readonly work: (tx: Transactor, call: ActCall<"case", never, never, never>) => Promise<unknown>;
  /** Makes of what `work` gave what is sent, in the same view, for all who come together begun in one turn; null: it is. */
  readonly complete:
    ((reader: Reader, result: unknown, call: Call<"case", never, never, never>) => Promise<unknown>) | null;
  /** What to send for what `work` gave, outside the transaction. */
  readonly send: (result: unknown, call: Call<"case", never, never, never>) => Promise<unknown>;
  /** What the journal says of a disclosure in a case; null: what the path names. It is written either way. */
  readonly disclosed: ((result: unknown) => Disclosed) | null;
}

/** What is known of a request before it is admitted; `view` is the one it would read under. */
export interface Ahead {
  readonly view: View;
  readonly params: object;
  readonly node: NodeServices;
}

/** What was disclosed, as the journal has it. */
export interface Disclosed {
  readonly subject: string;
  readonly detail: JsonObject;
}

/** A route that reads and answers with JSON. In a case the disclosure is recorded before its bytes leave. */
export function defineRead<
  V extends ViewKind,
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  A extends TSchema,
>(
  route: Described<V, P, Q, B> &
    JsonAnswer<A> & {
      readonly read: (
        reader: Reader,
        call: Call<V, Static<P>, Static<Q>, Static<B>>,
      ) => Promise<Answered<Static<A>>>;
    },
): Route {
  const { read, ...described } = route;
  return {
    ...described,
    transaction: "read",
    ceremony: false,
    ...{ paged: false, together: false, ahead: null, complete: null },
    work: read,
    ...{ send: same, disclosed: null, surface: null },
  };
}

/** The same, where the module itself writes down what it discloses, with what only it knows of it, in the same transaction. */
export function defineDisclosure<
  V extends ViewKind,
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  A extends TSchema,
>(
  route: Described<V, P, Q, B> &
    JsonAnswer<A> & {
      readonly disclose: (
        tx: Transactor,
        call: Call<V, Static<P>, Static<Q>, Static<B>>,
      ) => Promise<Answered<Static<A>>>;
    },
): Route {
  const { disclose, ...described } = route;
  return {
    ...described,
    transaction: "record",
    ceremony: false,
    ...{ paged: false, together: false, ahead: null, complete: null },
    work: disclose,
    ...{ send: same, disclosed: null, surface: null },
  };
}

/** The same for what takes long: `read` collects what it needs, and `finish` makes the answer outside the transaction. */
export function defineLongRead<
  V extends ViewKind,
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  A extends TSchema,
  R,
>(
  route: Described<V, P, Q, B> &
    JsonAnswer<A> & {
      readonly read: (reader: Reader, call: Call<V, Static<P>, Static<Q>, Static<B>>) => Promise<R>;
      /** Ends as soon as `call.signal` does: whoever asked is gone then. */
      readonly finish: (
        result: R,
        call: Call<V, Static<P>, Static<Q>, Static<B>>,
      ) => Promise<Answered<Static<A>>>;
    },
): Route {
  const { read, finish, ...described } = route;
  return {
    ...{
      ...described,
      transaction: "read",
      ceremony: false,
      paged: false,
      together: false,
      ahead: null,
      complete: null,
    },
    work: read,
    ...{ send: finish as unknown as Route["send"], disclosed: null, surface: null },
  };
}

/**
 * A route that answers with one page of a list, `{items, next}`. `list` gives the page and what it ended with, null at the
 * end of all, from what the caller may see: `cutPage` does it for a list that is read whole. The cursor that leaves is
 * encrypted, and good for that caller and that list.
 */
export function defineList<
  V extends ViewKind,
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  I extends TSchema,
>(
  route: Described<V, P, Q, B> & {
    readonly item: I;
    readonly list: (
      reader: Reader,
      call: Call<V, Static<P>, Static<Q>, Static<B>> & { readonly paging: Paging },
    ) => Promise<{ readonly items: readonly Answered<Static<I>>[]; readonly after: string | null }>;
  },
): Route {
  const { list, item, input, ...described } = route;
  const query = Type.Object(
    { ...input.query.properties, ...PageQuery.properties },
    { additionalProperties: false },
  );
  return {
    ...{
      ...described,
      input: { ...input, query },
      transaction: "read",
      ceremony: false,
      paged: true,
      together: false,
      ahead: null,
      complete: null,
    },
    answer: Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) }),
    ...{ work: list as unknown as Route["work"], send: same, disclosed: null, surface: null },
  };
}

/** A route that changes something, in one serializable transaction with the module's journal row. */
export function defineChange<
  V extends ViewKind,
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
  A extends TSchema,
>(
  route: Described<V, P, Q, B> &
    JsonAnswer<A> & {
      readonly change: (
        tx: Transactor,
        call: ActCall<V, Static<P>, Static<Q>, Static<B>>,
      ) => Promise<Answered<Static<A>>>;
    },
): Route {
  const { change, ...described } = route;
  return {
    ...described,
    transaction: "change",
    ceremony: false,
    ...{ paged: false, together: false, ahead: null, complete: null },
    work: change,
    ...{ send: same, disclosed: null, surface: null },
  };
}

/** A route that answers with a file. What is slow about it is done in `send`, after the transaction. */
export function defineFile<V extends ViewKind, P extends TObject, Q extends TObject, B extends TSchema, R>(
  route: Described<V, P, Q, B> & {
    readonly transaction: "read" | "record" | "change" | "gathered";
    readonly work: (tx: Transactor, call: Call<V, Static<P>, Static<Q>, Static<B>>) => Promise<R>;
    readonly send: (result: R, call: Call<V, Static<P>, Static<Q>, Static<B>>) => Promise<FileAnswer>;
    /**
     * For what many ask at once: in one view of the database with those that come at the same time. Such a `work` is short,
     * changes nothing, and asks one thing after the other.
     */
    readonly together?: boolean;
    /** Of such a read: starts asking under the view, through `askOnceUnder`, what `work` then waits for. It gives nothing. */
    readonly ahead?: (reader: Reader, asking: Ahead & { readonly params: Static<P> }) => void;
    /** Where the journal is to say more of it than the path does. */
    readonly disclosed?: (result: R) => Disclosed;
  },
): Route {
  const { work, send, disclosed = null, together = false, ahead = null, ...described } = route;
  return {
    ...{ ...described, answer: null, ceremony: false, paged: false, together, complete: null },
    ahead: ahead as Route["ahead"],
    work: work,
    ...{ send: send as unknown as Route["send"], disclosed: disclosed as Route["disclosed"], surface: null },
  };
}

/**
 * A route of signing in. What `change` did is kept also where nobody is signed in by it, as a question that was answered is
 * used up by a wrong answer too; `send` says which it was, after the transaction, and may ask others on the network.
 */
export function defineCeremony<P extends TObject, Q extends TObject, B extends TSchema, A extends TSchema, R>(
  route: Described<"none", P, Q, B> &
    JsonAnswer<A> & {
      readonly change: (tx: Transactor, call: Call<"none", Static<P>, Static<Q>, Static<B>>) => Promise<R>;
      readonly send: (
        result: R,
        call: Call<"none", Static<P>, Static<Q>, Static<B>>,
      ) => Promise<CeremonyAnswer<Static<A>>>;
    },
): Route {
  const { change, send, ...described } = route;
  return {
    ...{
      ...described,
      transaction: "change",
      ceremony: true,
      paged: false,
      together: false,
      ahead: null,
      complete: null,
    },
    work: change,
    ...{ send: send as unknown as Route["send"], disclosed: null, surface: null },
  };
}

const same = (result: unknown): Promise<unknown> => Promise.resolve(result);
