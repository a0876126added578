// An instant with its zone: UTC, and beside it the reader's own, or a member's where the instant is that member's to keep.
import { formatInstant, formatOwn } from "./times.ts";

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function When({ instant, zone = ownZone }: { instant: string; zone?: string | null }) {
  const own = formatOwn(instant, zone ?? ownZone);
  return (
    <time className="when" dateTime={instant}>
      {formatInstant(instant)}
      {own !== null && <span className="own-zone">{own}</span>}
    </time>
  );
}
