// How statements go to the database. What the program says it says again and again, so each text is prepared once for each
// connection: most of what a short statement under row security costs is to plan it. And what opens a transaction, or puts it
// under a view, is sent together with the statement that follows and not waited for before.
import { hash } from "node:crypto";
import type { Writable } from "node:stream";
import { sql } from "kysely";
import pg from "pg";

// Lists of many lengths make a text of their own for each length: a connection does not keep all of those.
const MOST_TEXTS = 400;
const names = new Map<string, string | null>();

/** What a text is called on every connection of this process; null at its first use, and where there are too many. */
function nameText(text: string): string | null {
  const known = names.get(text);
  if (known === undefined) {
    if (names.size < MOST_TEXTS) names.set(text, null);
    return null;
  }
  if (known !== null) return known;
  const name = `e${hash("sha256", text, "base64url").slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/**
 * Says of a statement that nothing is wanted of it but that it is carried out: put at the end of its text. Inside a transaction
 * it is not waited for; what it is refused with comes with the next statement, the commit at the latest.
 */
export const sentAhead = sql.raw("/* sent ahead */");

const OPENS = /^start transaction/;
const ENDS = /^(?:commit|rollback)$/;
const AHEAD = /^\s*SELECT set_config\(|\/\* sent ahead \*\/\s*$/;
const CARRIED_OUT = { command: "", rowCount: 0, rows: [], fields: [] };

type Ask = (config: unknown, ...rest: unknown[]) => unknown;

/**
 * A connection that answers statements of `AHEAD` and the opening of a transaction at once, and gives the answer of the next one only when they were carried
 * out: what they refuse, the next one is refused with. With `pipeline` it sends without waiting, in order.
 */
export class QuickClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as Ask;
    let ahead: Promise<unknown>[] = [];
    let inside = false;
    let gathering = false;
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Writable } }).connection;
    // What is said in one turn leaves in one piece: a message to another process costs more than the words in it.
    const gatherTurn = (): void => {
      if (gathering) return;
      gathering = true;
      stream.cork();
      setImmediate(() => {
        gathering = false;
        stream.uncork();
      });
    };
    const answer = (text: unknown, ...rest: unknown[]): unknown => {
      const [values] = rest;
      if (typeof text !== "string" || !Array.isArray(values) || rest.length > 1) return ask(text, ...rest);
      gatherTurn();
      const name = nameText(text);
      const asked = ask(name === null ? { text, values } : { name, text, values }) as Promise<unknown>;
      // Whoever waits for it hears of it; nobody may be waiting for it yet.
      asked.catch(() => undefined);
      const opens = OPENS.test(text);
      if (opens) inside = true;
      if (ENDS.test(text)) inside = false;
      if (opens || (inside && AHEAD.test(text))) {
        ahead.push(asked);
        return Promise.resolve(CARRIED_OUT);
      }
      if (ahead.length === 0) return asked;
      const before = Promise.all(ahead);
      ahead = [];
      return before.then(() => asked);
    };
    this.query = answer as typeof this.query;
  }
}
