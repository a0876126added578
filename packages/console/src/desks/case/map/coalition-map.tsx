// The map: what each member did, by fill and pattern. Small states are labelled dots; organisations, which have no place,
// stand beneath with the same fills. One stop for the Tab key; the arrow keys go from member to member.
import { useEffect, useId, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Topology } from "topojson-specification";
import atlasAddress from "world-atlas/countries-50m.json?url";
import type { OverviewMember } from "../../../api/case-overview.ts";
import { readNode } from "../../../api/read-node.ts";
import { Figure } from "../../../parts/figure.tsx";
import { PlotSkeleton } from "../../../parts/skeleton.tsx";
import { useWidth } from "../../../parts/use-width.ts";
import { useJoin, useWords } from "../../../words/locale.tsx";
import { coalitionWords } from "../coalition-words.ts";
import { standingOf, standings } from "../standing.ts";
import { insetFrames, mainFrame } from "./frames.ts";
import { MapFrame, smallStates, tooCrowded } from "./map-frame.tsx";
import { MapTable, MemberLine } from "./map-words.tsx";
import type { HeadKind } from "./map-words.tsx";
import { Patterns, Swatch } from "./patterns.tsx";
import { drawFrame, readAtlas, sortIntoFrames } from "./shapes.ts";
import type { Atlas } from "./shapes.ts";

const INSET_GAP = 10;

export interface CoalitionMapProps extends HeadKind {
  readonly slug: string;
  readonly members: readonly OverviewMember[];
  readonly lead: string;
  readonly basis: ReactNode;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

export function CoalitionMap(props: CoalitionMapProps) {
  const { slug, members, kinds, kind, many, lead, basis, chosen, onChoose } = props;
  const say = useWords(coalitionWords);
  const join = useJoin();
  const scope = useId().replaceAll(/[^\w-]/g, "");
  const { ref, width } = useWidth();
  const atlas = useAtlas();
  const [pointed, setPointed] = useState<string | null>(null);
  const drawn = useMemo(() => {
    if (typeof atlas === "string" || width === 0) return null;
    const { byFrame, elsewhere } = sortIntoFrames(members, atlas);
    const insets = insetFrames.filter((frame) => byFrame.has(frame));
    const across = width < 420 ? 2 : Math.max(3, insets.length);
    const insetWidth = Math.floor((width - INSET_GAP * (across - 1)) / across);
    const main = drawFrame(mainFrame, byFrame.get(mainFrame) ?? [], atlas, width);
    const crowded = tooCrowded(main) ? smallStates(main).map((state) => state.member) : [];
    return {
      main,
      insets: insets.map((frame) => drawFrame(frame, byFrame.get(frame) ?? [], atlas, insetWidth)),
      beneath: [...elsewhere, ...crowded],
    };
  }, [atlas, members, width]);
  const shown = members.find((member) => member.id === (pointed ?? chosen ?? lead));
  const hand = { scope, kinds, kind, many, chosen, onChoose, onPoint: setPointed };

  return (
    <Figure
      title={say("map.title")}
      className="map-figure"
      basis={basis}
      table={<MapTable members={members} kind={kind} many={many} />}
    >
      <svg className="definitions" width="0" height="0" aria-hidden="true" focusable="false">
        <Patterns scope={scope} />
      </svg>
      <ul className="map-key">
        {standings.map((standing) => {
          const here = members.filter((member) => standingOf(member, kind) === standing);
          if (here.length === 0) return null;
          return (
            <li key={standing}>
              <Swatch standing={standing} scope={scope} />
              <strong>{here.length}</strong> {say(`did.${standing}`, { many })}
            </li>
          );
        })}
      </ul>
      <div ref={ref} className="map-room">
        {atlas === "failed" && <p className="empty">{say("map.failed")}</p>}
        {atlas === "loading" && <PlotSkeleton words={say("map.loading")} />}
        {drawn !== null && (
          <>
            <MapFrame drawn={drawn.main} {...hand} />
            <div className="insets">
              {drawn.insets.map((inset) => (
                <MapFrame key={inset.frame.id} drawn={inset} {...hand} />
              ))}
            </div>
            {drawn.beneath.length > 0 && (
              <ul className="unplaced" aria-label={say("map.unplaced")}>
                {drawn.beneath.map((member) => (
                  <li key={member.id}>
                    <button
                      type="button"
                      className="chip"
                      aria-pressed={member.id === chosen}
                      onClick={() => onChoose(member.id === chosen ? null : member.id)}
                      onFocus={() => setPointed(member.id)}
                      onBlur={() => setPointed(null)}
                    >
                      <Swatch standing={standingOf(member, kind)} scope={scope} /> {member.id}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
      <MemberLine slug={slug} member={shown} kinds={kinds} kind={kind} many={many} />
      <p className="unseen">
        {say("map.joined", {
          what: say("did.joined", { many }),
          names: join(members.filter((m) => standingOf(m, kind) === "joined").map((m) => m.name)),
        })}
      </p>
    </Figure>
  );
}

let fetched: Promise<Atlas> | null = null;

/** Outlines are data, fetched once and as soon as the map's code is there. What failed is asked for again by the next map. */
function fetchAtlas(): Promise<Atlas> {
  fetched ??= readNode<Topology>(atlasAddress, new AbortController().signal).then(readAtlas);
  fetched.catch(() => {
    fetched = null;
  });
  return fetched;
}
void fetchAtlas().catch(() => undefined);

function useAtlas(): Atlas | "loading" | "failed" {
  const [atlas, setAtlas] = useState<Atlas | "loading" | "failed">("loading");
  useEffect(() => {
    let looking = true;
    const tell = (found: Atlas | "failed") => {
      if (looking) setAtlas(found);
    };
    fetchAtlas().then(tell, () => tell("failed"));
    return () => {
      looking = false;
    };
  }, []);
  return atlas;
}
