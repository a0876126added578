// Hearing of changes on all processes over one database (LISTEN/NOTIFY), on a connection of its own that is made again when
// it is lost. What is heard only ever says that one may look; nothing is decided by it.
import type pg from "pg";

const CHANNEL = "entente_changed";
const AGAIN_MS = 500;

export interface Listening {
  readonly close: () => void;
}

/** `heard` gets what was announced, or null when something may have been missed. */
export function keepListening(pool: pg.Pool, heard: (what: string | null) => void): Listening {
  let closed = false;
  let client: pg.PoolClient | null = null;
  let timer: NodeJS.Timeout | null = null;
  const again = (): void => {
    client = null;
    if (!closed) timer = setTimeout(() => void connect(), AGAIN_MS).unref();
  };
  const connect = async (): Promise<void> => {
    try {
      const taken = await pool.connect();
      // A connection that listened is never lent to others again.
      let gone = false;
      const drop = (): void => {
        if (gone) return;
        gone = true;
        taken.release(true);
        again();
      };
      taken.on("notification", ({ payload }) => heard(payload ?? ""));
      taken.on("error", drop);
      taken.on("end", drop);
      client = taken;
      if (closed) {
        drop();
        return;
      }
      await taken.query(`LISTEN ${CHANNEL}`).catch(drop);
      heard(null);
    } catch {
      again();
    }
  };
  void connect();
  return {
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      client?.emit("end");
    },
  };
}

/** Tells all processes, outside of any transaction that waits for its commit. */
export async function announce(pool: pg.Pool, what: string): Promise<void> {
  await pool.query("SELECT pg_notify($1, $2)", [CHANNEL, what]);
}
