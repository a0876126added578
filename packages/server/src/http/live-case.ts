// The stream of one case: it says that something in it changed for its reader, and no more.
import type { InCase, Live } from "../routing/index.ts";
import type { Database } from "../storage/index.ts";
import { writeEvent } from "./live.ts";
import type { Watch } from "./live.ts";
import { readStanding } from "./store.ts";
import type { Standing } from "./store.ts";

type Reading = Pick<InCase, "view" | "by"> & { readonly live: Live };

/** What there is to watch in a case for one reader, beginning with what is there now. */
export async function watchCase(database: Database, { view, by, live }: Reading): Promise<Watch> {
  const read = async (): Promise<string> =>
    live.nameOf(nameStanding(await database.read((reader) => readStanding(reader, view, by))));
  let known = await read();
  const missed = live.seen !== null && live.seen !== known;
  return {
    greeting: `retry: 2000\nid: ${known}\n\n${missed ? writeEvent(known, {}) : ""}`,
    isAbout: (announced) => announced === view.caseId,
    look: async () => {
      if ((await live.askAgain()) === null) return null;
      const now = await read();
      if (now === known) return "";
      known = now;
      return writeEvent(known, {});
    },
  };
}

/** Everything of a standing as one text. */
export function nameStanding({ rows, jobs }: Standing): string {
  return `${rows} ${jobs}`;
}
