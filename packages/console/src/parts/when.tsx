// An instant with its zone: UTC, and the reader's own beside it.
import { formatInstant, formatOwn } from "./times.ts";

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function When({ instant }: { instant: string }) {
  const own = formatOwn(instant, ownZone);
  return (
    <time className="when" dateTime={instant}>
      {formatInstant(instant)}
      {own !== null && <span className="own-zone">{own}</span>}
    </time>
  );
}
