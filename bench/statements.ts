// What a program says to PostgreSQL: statements, and the messages they leave in. What is said in one turn of the program is one
// message, and every message is a wait for its answer.
import pg from "pg";

export interface Said {
  readonly statements: number;
  readonly messages: number;
}

/** Counts from now on, over all connections that are opened later. */
export function countStatements(): { readonly take: () => Said } {
  let said: Said = { statements: 0, messages: 0 };
  const speaking = new WeakSet<pg.Client>();
  const { prototype } = pg.Client;
  const ask = Reflect.get(prototype, "query") as (...words: readonly unknown[]) => unknown;
  Reflect.set(prototype, "query", function (this: pg.Client, ...words: readonly unknown[]): unknown {
    said = { ...said, statements: said.statements + 1 };
    if (!speaking.has(this)) {
      speaking.add(this);
      said = { ...said, messages: said.messages + 1 };
      setImmediate(() => speaking.delete(this));
    }
    return ask.apply(this, words);
  });
  return {
    take: () => {
      const taken = said;
      said = { statements: 0, messages: 0 };
      return taken;
    },
  };
}
