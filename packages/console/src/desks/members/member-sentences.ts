// Words about members that depend on the reader's language.
import { useCallback } from "react";
import { useWords } from "../../words/locale.tsx";
import type { Say } from "../../words/locale.tsx";
import { memberWords } from "./members-words.ts";

type MemberName = keyof (typeof memberWords)["en"];

interface Hours {
  readonly timeZone: string;
  readonly hours: { readonly from: string; readonly to: string; readonly days: readonly number[] } | null;
}

/** `2018-03-26` as a day of nobody's zone. */
export function sayDay(day: string, tag: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? day
    : new Intl.DateTimeFormat(tag, { timeZone: "UTC", dateStyle: "long" }).format(at);
}

/** `Europe/Tallinn, 08:00 to 17:00, Mon, Tue and Wed`; days count from Monday, 1. */
export function sayHours(say: Say<MemberName>, { timeZone, hours }: Hours, tag: string): string {
  const zone = timeZone.replaceAll("_", " ");
  if (hours === null) return `${zone}, ${say("hours.none")}`;
  const weekday = new Intl.DateTimeFormat(tag, { timeZone: "UTC", weekday: "short" });
  // 1 January 2018 was a Monday.
  const days = hours.days.map((day) => weekday.format(new Date(Date.UTC(2018, 0, day))));
  const { from, to } = hours;
  return `${zone}, ${say("hours", { from, to, days: new Intl.ListFormat(tag, { type: "unit" }).format(days) })}`;
}

/** What a kind of member is called. */
export function useKinds(): (kind: string) => string {
  const say = useWords(memberWords);
  return useCallback(
    (kind) =>
      kind === "state" || kind === "organisation" || kind === "public"
        ? say(`kind.${kind}`)
        : say("kind.other", { kind }),
    [say],
  );
}
