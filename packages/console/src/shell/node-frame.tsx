// The frame of the node's own desks: the banner of what is shown, who sits here, and the desks. As around a case, and without one.
import { createContext, Suspense, use, useCallback, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Banners } from "../parts/banner.tsx";
import { ExerciseFrame } from "../parts/exercise-frame.tsx";
import { PageSkeleton } from "../parts/skeleton.tsx";
import { useWords } from "../words/locale.tsx";
import { LanguageChoice, SeatChoice } from "./frame.tsx";
import { listNodePlaces, nodePath } from "./node-places.ts";
import type { NodeDesk } from "./node-places.ts";
import { BannerContext, bandsOf } from "./screen-banner.tsx";
import type { OwnSeat } from "./seat.ts";
import { shellWords } from "./shell-words.ts";

export interface NodeFrameProps {
  readonly seat: OwnSeat | null;
  readonly seats: readonly string[];
  readonly host: string | null;
  /** Null: the first page, before there is a case. */
  readonly desk: NodeDesk | null;
  readonly children: ReactNode;
}

const ExerciseContext = createContext<(exercise: boolean) => void>(() => undefined);

/** Says that what is shown is of an exercise: the frame of the whole screen is then another one. */
export function useExerciseFrame(exercise: boolean): void {
  const tell = use(ExerciseContext);
  useEffect(() => {
    tell(exercise);
    return () => tell(false);
  }, [tell, exercise]);
}

export function NodeFrame({ seat, seats, host, desk, children }: NodeFrameProps) {
  const say = useWords(shellWords);
  const [shown, setShown] = useState<readonly string[]>([]);
  const [exercise, setExercise] = useState(false);
  const bands = useMemo(() => bandsOf(shown), [shown]);
  const tell = useCallback((texts: readonly string[]) => setShown(texts), []);
  useEffect(() => {
    document.title = desk === null ? "Entente" : `${say(`node.${desk}`)} – Entente`;
  }, [say, desk]);
  return (
    <BannerContext value={tell}>
      <ExerciseContext value={setExercise}>
        <ExerciseFrame exercise={exercise}>
          <a className="skip" href="#desk">
            {say("desks.skip")}
          </a>
          <Banners bands={bands} exercise={exercise} label={say("banner.label")} />
          <header className="topbar">
            <p className="wordmark">
              <Link href="/">Entente</Link>
            </p>
            <SeatChoice seat={seat} seats={seats} host={null} />
            <LanguageChoice />
          </header>
          <nav className="desks" aria-label={say("node.desks")}>
            <ul>
              {desk !== null && (
                <li>
                  <Link href="/">{say("node.cases")}</Link>
                </li>
              )}
              {listNodePlaces(seat, host).map((name) => (
                <li key={name}>
                  <Link href={nodePath(name)} aria-current={name === desk ? "page" : undefined}>
                    {say(`node.${name}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <main id="desk" className="page" tabIndex={-1} data-desk={desk ?? "start"}>
            <Suspense fallback={<PageSkeleton words={say("node.reading")} />}>{children}</Suspense>
          </main>
          <Banners bands={bands} exercise={null} label={say("banner.end")} />
        </ExerciseFrame>
      </ExerciseContext>
    </BannerContext>
  );
}
