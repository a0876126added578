// The console: who asks, which case, which desk; and around every desk the same frame.
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import type { ComponentType } from "react";
import { Redirect, useLocation } from "wouter";
import { node } from "../api/ask-node.ts";
import type { ConsoleCode } from "../api/codes.ts";
import { keepOffice, readOffice } from "../api/seat-header.ts";
import { problemOf, useRead } from "../api/use-read.ts";
import { isSignInPath } from "../desks/sign-in/sign-in-paths.ts";
import { Empty, ProblemNotice } from "../parts/notice.tsx";
import { EarlyFrame } from "../parts/early-frame.tsx";
import { LocaleProvider, useWords } from "../words/locale.tsx";
import { fetchWhenShown } from "./code-lost.ts";
import { deskPages } from "./desks.ts";
import { deskPlaces, pathOf, readPlace } from "./places.ts";
import type { Place } from "./places.ts";
import { Frame } from "./frame.tsx";
import type { NodeDeskProps } from "./desk-props.ts";
import { NodeFrame } from "./node-frame.tsx";
import { listNodePlaces, readNodePlace } from "./node-places.ts";
import type { NodeDesk, NodePlace } from "./node-places.ts";
import { ScreenBoundary } from "./screen-boundary.tsx";
import type { BrokenCode } from "./screen-boundary.tsx";
import { readOwnSeat, sideOf } from "./seat.ts";
import type { OwnSeat } from "./seat.ts";
import { shellWords } from "./shell-words.ts";
import { StartPage } from "./start-page.tsx";

const SignInDesk = fetchWhenShown(async () => (await import("../desks/sign-in/sign-in-desk.tsx")).SignInDesk);

/** A request that a change of the machine's network ended is asked again before anything is said of it. */
const BLIPS = 2;
const BLIP_MS = 400;
const isBlip = (failures: number, error: unknown): boolean =>
  failures < BLIPS && problemOf(error).code === ("NODE_UNREACHABLE" satisfies ConsoleCode);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Whether the node answers is known by asking it: one on the same machine does so without any network.
      networkMode: "always",
      ...{ retry: isBlip, retryDelay: (failures) => BLIP_MS * (failures + 1) },
      ...{ refetchIntervalInBackground: false, staleTime: 1_000 },
    },
  },
});

export function Console() {
  return (
    <QueryClientProvider client={client}>
      <LocaleProvider>
        {/* The node's policy refuses style that is written into the page; what the parts need stands in base.css. */}
        <CSPProvider disableStyleElements>
          <ScreenBoundary instead={(code) => <Broken code={code} />}>
            <Address />
          </ScreenBoundary>
        </CSPProvider>
      </LocaleProvider>
    </QueryClientProvider>
  );
}

function Address() {
  const [path] = useLocation();
  if (isSignInPath(path))
    return (
      <Suspense fallback={<EarlyFrame words="Entente" />}>
        <SignInDesk path={path} />
      </Suspense>
    );
  const ofNode = readNodePlace(path);
  if (ofNode !== null) return <NodePages place={ofNode} />;
  const place = readPlace(path);
  if (place === null && path !== "/" && path !== "/index.html") return <Nowhere />;
  return <Cases place={place} />;
}

/** Who asks and which cases there are for them. */
function Cases({ place }: { place: Place | null }) {
  const say = useWords(shellWords);
  const [office, setOffice] = useState(readOffice);
  const who = useRead(["node", "session", office], (signal) => node.GET("/api/session", { signal }));
  const list = useRead(["node", "cases", office], (signal) => node.GET("/api/cases", { signal }));
  for (const { answer, refresh } of [who, list])
    if (answer.state === "forbidden" || answer.state === "failed")
      return <Outside problem={answer.problem} onRetry={refresh} />;
  if (!("value" in who.answer) || !("value" in list.answer))
    return <EarlyFrame words={say("cases.reading")} />;
  const { seat, by, seats, host } = who.answer.value;
  const { cases } = list.answer.value;
  const control = by === "exercise-control";
  const own: OwnSeat | null = seat === null ? null : readOwnSeat(seat);
  const [first] = cases;
  if (place === null) {
    if (first !== undefined) return <Onward to={pathOf(first.slug, "case")} />;
    return control ? <NoExercise onRetry={list.refresh} /> : <StartPage {...{ seat: own, seats, host }} />;
  }
  const shown = cases.find(({ slug }) => slug === place.slug);
  if (shown === undefined) return <Nowhere />;
  const side = sideOf(own, shown.lead);
  const desk =
    place.name === null || (place.name === "case" && side === "ally")
      ? deskPlaces.find(({ sides }) => sides.includes(side))
      : deskPlaces.find(({ name }) => name === place.name);
  if (desk === undefined) return <Nowhere />;
  const Page = deskPages[desk.name];
  if (place.name === null && desk.name !== "case") return <Onward to={pathOf(shown.slug, desk.name)} />;
  const change = (next: string | null) => {
    keepOffice(next);
    // Nothing that one office read is shown to another.
    client.clear();
    setOffice(next);
  };
  return (
    <Frame
      key={`${shown.slug} ${own?.id ?? ""}`}
      facts={{ ...shown, seat: own, side }}
      desk={desk.name}
      cases={cases}
      office={control ? { seats: null, change } : { seats, host, change: null }}
    >
      <Page facts={{ ...shown, seat: own, side }} rest={place.rest} />
    </Frame>
  );
}

/** An exercise node without an exercise: whoever is there can play one. */
function NoExercise({ onRetry }: { readonly onRetry: () => void }) {
  const say = useWords(shellWords);
  return (
    <main className="page">
      <p className="wordmark">Entente</p>
      <h1 className="plain-title">{say("cases.none")}</h1>
      <Empty>{say("cases.how", { command: "npx entente exercise run scenarios/salisbury-2018" })}</Empty>
      <button type="button" className="button" onClick={onRetry}>
        {say("ask.again")}
      </button>
    </main>
  );
}

const nodePages: Readonly<Record<NodeDesk, ComponentType<NodeDeskProps>>> = {
  foreign: fetchWhenShown(async () => (await import("../desks/foreign/foreign-desk.tsx")).ForeignDesk),
  nodes: fetchWhenShown(async () => (await import("../desks/nodes/nodes-desk.tsx")).NodesDesk),
  stick: fetchWhenShown(async () => (await import("../desks/stick/stick-desk.tsx")).StickDesk),
  "open-case": fetchWhenShown(
    async () => (await import("../desks/open-case/open-case-desk.tsx")).OpenCaseDesk,
  ),
};

/** The node's own desks: whoever is not offered one is told what is told of things that are not there. */
function NodePages({ place }: { readonly place: NodePlace }) {
  const say = useWords(shellWords);
  const who = useRead(["node", "session"], (signal) => node.GET("/api/session", { signal }));
  const { answer } = who;
  if (answer.state === "forbidden" || answer.state === "failed")
    return <Outside problem={answer.problem} onRetry={who.refresh} />;
  if (answer.state === "loading") return <EarlyFrame words={say("node.reading")} />;
  const { seat, seats, host } = answer.value;
  const own = seat === null ? null : readOwnSeat(seat);
  if (own === null || !listNodePlaces(own, host).includes(place.desk)) return <Nowhere />;
  const Page = nodePages[place.desk];
  return (
    <NodeFrame {...{ seats, host }} seat={own} desk={place.desk}>
      <Page seat={own} rest={place.rest} />
    </NodeFrame>
  );
}

/** One redirect after another in the same place: each goes its way, because each is another one. */
function Onward({ to }: { readonly to: string }) {
  return <Redirect key={to} to={to} replace />;
}

function Nowhere() {
  const say = useWords(shellWords);
  const [, go] = useLocation();
  return (
    <Outside
      problem={{
        ...{ status: 404, code: "PAGE_UNKNOWN" satisfies ConsoleCode },
        ...{ title: say("page.unknown"), detail: say("page.unknown.detail") },
      }}
      onRetry={() => go("/")}
    />
  );
}

/** A screen that could not be drawn, or whose code did not arrive. */
function Broken({ code }: { readonly code: BrokenCode }) {
  const say = useWords(shellWords);
  const words = code === "CODE_LOST" ? "code.lost" : "screen.broken";
  return (
    <Outside
      problem={{ status: 0, code, title: say(words), detail: say(`${words}.detail`) }}
      onRetry={() => window.location.reload()}
    />
  );
}

function Outside({ problem, onRetry }: Parameters<typeof ProblemNotice>[0]) {
  const say = useWords(shellWords);
  useEffect(() => {
    document.title = "Entente";
  }, []);
  return (
    <main className="page outside">
      <p className="wordmark">Entente</p>
      <ProblemNotice problem={problem} onRetry={onRetry} />
      <p>
        <a href="/">{say("home")}</a>
      </p>
    </main>
  );
}
