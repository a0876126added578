// An instant with its zone: UTC, and beside it the reader's own, or a member's where the instant is that member's to keep.
import { shellWords } from "../shell/shell-words.ts";
import { useLanguage, useWords } from "../words/locale.tsx";
import { formatInstant, formatOwn } from "./times.ts";

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function When({ instant, zone = ownZone }: { instant: string; zone?: string | null }) {
  const say = useWords(shellWords);
  const { tag } = useLanguage();
  const own = formatOwn(instant, zone ?? ownZone, tag);
  return (
    <time className="when" dateTime={instant}>
      {formatInstant(instant, tag)}
      {own !== null && <span className="own-zone">{say("zone.own", own)}</span>}
    </time>
  );
}
