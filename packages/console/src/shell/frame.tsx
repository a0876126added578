// The frame of every screen: the exercise's stripes, the banner of what is shown, whose case, who sits here, the desks, and
// whether what is shown is live.
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { answerOf, node } from "../api/ask-node.ts";
import { useLive } from "../api/live.ts";
import { useRead } from "../api/use-read.ts";
import { Banners } from "../parts/banner.tsx";
import { ExerciseFrame } from "../parts/exercise-frame.tsx";
import { PageSkeleton } from "../parts/skeleton.tsx";
import { LOCALES, useLanguage, useWords } from "../words/locale.tsx";
import type { Locale } from "../words/locale.tsx";
import { deskPlaces, pathOf } from "./places.ts";
import type { DeskName } from "./places.ts";
import type { CaseFacts } from "./desk-props.ts";
import { listNodePlaces, nodePath } from "./node-places.ts";
import { BannerContext, bandsOf } from "./screen-banner.tsx";
import { listOffices } from "./seat.ts";
import type { OwnSeat } from "./seat.ts";
import { shellWords } from "./shell-words.ts";

export interface FrameProps {
  readonly facts: CaseFacts;
  readonly desk: DeskName;
  readonly cases: readonly { readonly slug: string; readonly title: string }[];
  /** Either the seats of a person, or the way in which an exercise's office is changed. */
  readonly office:
    | { readonly seats: readonly string[]; readonly host: string | null; readonly change: null }
    | { readonly seats: null; readonly change: (seat: string | null) => void };
  readonly children: ReactNode;
}

export function Frame({ facts, desk, cases, office, children }: FrameProps) {
  const say = useWords(shellWords);
  const [shown, setShown] = useState<readonly string[]>([]);
  const bands = useMemo(() => bandsOf(shown), [shown]);
  const tell = useCallback((texts: readonly string[]) => setShown(texts), []);
  const live = useLive(facts.slug, facts.seat?.id ?? null);
  useEffect(() => {
    document.title = `${say(`desk.${desk}`)} – ${facts.title} – Entente`;
  }, [say, desk, facts.title]);
  return (
    <BannerContext value={tell}>
      <ExerciseFrame exercise={facts.exercise}>
        <a className="skip" href="#desk">
          {say("desks.skip")}
        </a>
        <Banners bands={bands} exercise={facts.exercise} label={say("banner.label")} />
        <header className="topbar">
          <p className="wordmark">
            <Link href="/">Entente</Link>
          </p>
          <CaseChoice facts={facts} cases={cases} />
          {office.change === null ? (
            <SeatChoice seat={facts.seat} seats={office.seats} host={office.host} />
          ) : (
            <OfficeChoice facts={facts} onChange={office.change} />
          )}
          <LanguageChoice />
          <p className="live" data-state={live.state} role="status">
            {live.state === "live" ? say("live.yes") : say("live.away", { since: new Date(live.since) })}
          </p>
        </header>
        <DeskRow facts={facts} desk={desk} />
        <main id="desk" className="page" tabIndex={-1} data-desk={desk}>
          <Suspense fallback={<PageSkeleton words={say("cases.reading")} />}>{children}</Suspense>
        </main>
        <Banners bands={bands} exercise={null} label={say("banner.end")} />
      </ExerciseFrame>
    </BannerContext>
  );
}

/** The desks in one row. Where it is too narrow for all of them the row moves by itself, with the open desk in its middle. */
function DeskRow({ facts, desk }: Pick<FrameProps, "facts" | "desk">) {
  const say = useWords(shellWords);
  const row = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (!row.current || !open) return;
    // Only the row moves: to bring a part of it into view would also move the page.
    row.current.scrollLeft = open.offsetLeft - (row.current.clientWidth - open.clientWidth) / 2;
  }, [desk, say]);
  return (
    <nav className="desks" aria-label={say("desks.label")}>
      <ul ref={row}>
        {deskPlaces
          .filter(({ sides }) => sides.includes(facts.side))
          .map(({ name }) => (
            <li key={name}>
              <Link href={pathOf(facts.slug, name)} aria-current={name === desk ? "page" : undefined}>
                {say(`desk.${name}`)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}

interface ChoiceProps {
  /** What is chosen: it decides where the list stands when there is little room. */
  readonly of: "case" | "seat" | "language";
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

/** The machine's own list: it is known to every keyboard, reader and phone. */
function Choice({ of, label, value, options, onChange }: ChoiceProps) {
  return (
    <label className="choice" data-of={of}>
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function CaseChoice({ facts, cases }: Pick<FrameProps, "facts" | "cases">) {
  const say = useWords(shellWords);
  return (
    <Choice
      of="case"
      label={say("case.choose")}
      value={facts.slug}
      options={cases.map(({ slug, title }) => [slug, title] as const)}
      onChange={(slug) => window.location.assign(pathOf(slug, "case"))}
    />
  );
}

export function SeatChoice({
  seat,
  seats,
  host,
}: {
  readonly seat: OwnSeat | null;
  readonly seats: readonly string[];
  readonly host: string | null;
}) {
  const say = useWords(shellWords);
  const sit = (next: string) => {
    // A seat is another reader: the page begins anew, and nothing of the old one stays.
    const again = () => window.location.assign("/");
    answerOf(node.PUT("/api/session/seat", { body: { seat: next } })).then(again, again);
  };
  const [first] = listNodePlaces(seat, host);
  return (
    <div className="seat-choice">
      <Choice
        of="seat"
        label={say("seat.label")}
        value={seat?.id ?? ""}
        options={seats.map((one) => [one, one] as const)}
        onChange={sit}
      />
      <a href="/seat">{say("seat.mine")}</a>
      {first !== undefined && <a href={nodePath(first)}>{say(`node.${first}`)}</a>}
    </div>
  );
}

function OfficeChoice({
  facts,
  onChange,
}: {
  readonly facts: CaseFacts;
  readonly onChange: (seat: string | null) => void;
}) {
  const say = useWords(shellWords);
  const { slug } = facts;
  const { answer } = useRead([slug, "community", "offices"], (signal) =>
    node.GET("/api/cases/{case}/community", { params: { path: { case: slug } }, signal }),
  );
  const members = "value" in answer ? answer.value.members.map(({ id }) => id) : [];
  const offices = listOffices(facts.lead, members);
  const own = facts.seat?.id ?? "";
  const known = own === "" || offices.includes(own) ? offices : [own, ...offices];
  return (
    <Choice
      of="seat"
      label={say("seat.label")}
      value={own}
      options={[["", say("seat.all")], ...known.map((seat) => [seat, seat] as const)]}
      onChange={(seat) => onChange(seat === "" ? null : seat)}
    />
  );
}

export function LanguageChoice() {
  const say = useWords(shellWords);
  const { locale, choose } = useLanguage();
  return (
    <Choice
      of="language"
      label={say("language.label")}
      value={locale}
      options={Object.entries(LOCALES)}
      onChange={(next) => choose(next as Locale)}
    />
  );
}
