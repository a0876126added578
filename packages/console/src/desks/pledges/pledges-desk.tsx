// The pledges desk: what is pledged, what it comes to and why, what would change it; and for whoever pledges, its own pledge.
import { useNames } from "../../api/use-names.ts";
import { DeskNav } from "../../parts/desk-nav.tsx";
import { useCaseBanner } from "../../shell/case-banner.ts";
import type { DeskProps } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { LeadPart } from "./lead-part.tsx";
import { OwnPart } from "./own-part.tsx";
import { PathPart } from "./path-part.tsx";
import { pledgeWords } from "./pledge-words.ts";
import { ReceiptPart } from "./receipt-part.tsx";
import { WhatIfPart } from "./what-if-part.tsx";
import "../../style/approaches.css";
import "../../style/pledges.css";

const OF_LEAD = ["list", "own", "what-if", "path", "receipt"] as const;
const OF_ALLY = ["own", "receipt"] as const;
const OF_ALL = ["list", "what-if", "path"] as const;

export function PledgesDesk({ facts, rest }: DeskProps) {
  const say = useWords(pledgeWords);
  const { slug, side } = facts;
  const { name } = useNames(slug);
  useCaseBanner(facts);
  const offered = side === "ally" ? OF_ALLY : side === "lead" ? OF_LEAD : OF_ALL;
  const [asked, ...more] = rest;
  const part = offered.find((one) => one === asked) ?? offered[0];
  const texts = {
    ...{ list: say("nav.list"), own: say("nav.own"), "what-if": say("nav.whatif") },
    ...{ path: say("nav.path"), receipt: say("nav.receipt") },
  };
  return (
    <div className="desk-sheet">
      <DeskNav
        label={say("nav")}
        parts={offered.map((one) => ({
          href: one === offered[0] ? pathOf(slug, "pledges") : pathOf(slug, "pledges", one),
          ...{ text: texts[one], current: one === part, count: null },
        }))}
      />
      {part === "list" && <LeadPart facts={facts} name={name} />}
      {part === "own" && <OwnPart facts={facts} name={name} />}
      {part === "what-if" && <WhatIfPart facts={facts} name={name} asked={more[0] ?? ""} />}
      {part === "path" && <PathPart facts={facts} name={name} />}
      {part === "receipt" && <ReceiptPart facts={facts} />}
    </div>
  );
}
