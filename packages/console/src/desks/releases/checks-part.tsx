// The checks as a list: what was found, what follows from it, and the lines behind it.
import type { ReactNode } from "react";
import { Section } from "../../parts/section.tsx";
import { useWords } from "../../words/locale.tsx";
import { listChecks } from "./checks.ts";
import type { Check } from "./checks.ts";
import type { PlanParts } from "./plan-parts.ts";
import { releaseWords } from "./releases-words.ts";

const FEW = 2;

interface Said {
  readonly found: string;
  readonly then: string | null;
  readonly lines: readonly string[];
}

export function ChecksPart(parts: PlanParts) {
  const say = useWords(releaseWords);
  const { plan, names, callPlace } = parts;
  return (
    <Section id="checks" title={say("checks.title")}>
      <ul className="checks">
        {listChecks(plan).map((check) => {
          const { found, then, lines } = describe(check);
          return (
            <li key={check.name} data-state={check.state}>
              <p className="check-found">{found}</p>
              {then !== null && <p className="check-then">{then}</p>}
              {lines.length > 0 && <Lines>{lines}</Lines>}
            </li>
          );
        })}
      </ul>
    </Section>
  );

  /** By its members where they are few. */
  function callClass(id: string): string {
    const recipients = plan.proposal.plan.classes.find((one) => one.id === id)?.recipients ?? [];
    return recipients.length > 0 && recipients.length <= FEW
      ? names.nameAll(recipients).join(", ")
      : say("who.class", { id });
  }

  function describe(check: Check): Said {
    switch (check.name) {
      case "leak":
        return {
          found:
            check.state === "good"
              ? say("check.leak.good", { count: check.forms.length, forms: check.forms.join(", ") })
              : say("check.leak.bad", { count: check.findings.length }),
          then: check.state === "good" ? null : say("check.leak.then"),
          lines: check.findings.map(({ place, ...rest }) =>
            say("check.leak.line", { ...rest, place: callPlace(place) }),
          ),
        };
      case "persons":
        return {
          found:
            check.state === "good" ? say("check.persons.good") : say("check.persons.wait", { by: check.by }),
          then: say("check.persons.then"),
          lines: [],
        };
      case "public":
        return {
          found:
            check.state === "unasked"
              ? say("check.public.none")
              : check.state === "good"
                ? say("check.public.good")
                : say("check.public.bad", { count: check.findings.length }),
          then:
            check.state === "unasked"
              ? say("check.public.none.then")
              : check.state === "good"
                ? null
                : say("check.public.then"),
          lines: check.findings.map(({ place, phrase, from }) =>
            say("check.public.line", { place: callPlace(place), phrase, count: from.length }),
          ),
        };
      case "enough":
        return {
          found:
            check.state === "none"
              ? say("check.enough.none")
              : check.state === "good"
                ? say("check.enough.good")
                : say("check.enough.bad", { count: check.members.length }),
          then: check.state === "tells" ? say("check.enough.then") : null,
          lines: check.lines.map(({ judgement, verdict, members }) =>
            say("check.enough.line", {
              ...{ judgement: callPlace(judgement), verdict: say(`verdict.${verdict}`) },
              members: names.nameAll(members).join(", "),
            }),
          ),
        };
      case "helps":
        return {
          found: say("check.helps", { count: check.members.length, marking: check.marking }),
          then: say("check.helps.then"),
          lines: [names.nameAll(check.members).join(", ")],
        };
      case "joint":
        return {
          found:
            check.state === "good"
              ? say("check.joint.good")
              : say("check.joint.bad", { count: check.places.length }),
          then: check.state === "good" ? null : say("check.joint.then"),
          lines: check.pairs.map(({ a, b, gains }) =>
            say("check.joint.line", {
              ...{ a: callClass(a), b: callClass(b), aGains: gains.a, bGains: gains.b },
            }),
          ),
        };
    }
  }
}

const SHOWN = 3;

/** The first few; the rest behind one press. */
function Lines({ children }: { readonly children: readonly string[] }) {
  const line = (text: string): ReactNode => <li key={text}>{text}</li>;
  const rest = children.slice(SHOWN);
  return (
    <>
      <ul className="check-lines">{children.slice(0, SHOWN).map(line)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>+ {rest.length}</summary>
          <ul className="check-lines">{rest.map(line)}</ul>
        </details>
      )}
    </>
  );
}
