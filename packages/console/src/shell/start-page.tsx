// The first page of a real node that holds no case for whoever looks: what can be done from here, on this seat.
import { Link } from "wouter";
import { useScreenBanner } from "./screen-banner.tsx";
import { useWords } from "../words/locale.tsx";
import { NodeFrame } from "./node-frame.tsx";
import type { NodeFrameProps } from "./node-frame.tsx";
import { listNodePlaces, nodePath } from "./node-places.ts";
import { shellWords } from "./shell-words.ts";
import "../style/nodes.css";

type StartProps = Pick<NodeFrameProps, "seat" | "seats" | "host">;

export function StartPage(props: StartProps) {
  return (
    <NodeFrame {...props} desk={null}>
      <Start {...props} />
    </NodeFrame>
  );
}

function Start({ seat, host }: StartProps) {
  const say = useWords(shellWords);
  useScreenBanner([]);
  const values = { host: host ?? "" };
  const places = listNodePlaces(seat, host);
  const looksAfter = seat?.role === "administrator" || seat?.role === "auditor";
  return (
    <>
      <header className="desk-head">
        <h1>{say("cases.none")}</h1>
        <p className="desk-lead">{say("start.lead", values)}</p>
      </header>
      <ul className="start-ways">
        {looksAfter && (
          <li>
            <a href="/seat/people">{say("start.people")}</a>
            <p>{say("start.people.lead", values)}</p>
          </li>
        )}
        {[...places].reverse().map((desk) => (
          <li key={desk}>
            <Link href={nodePath(desk)}>{say(`node.${desk}`)}</Link>
            <p>{say(`start.${desk}`, values)}</p>
          </li>
        ))}
        {!looksAfter && places.length === 0 && <li>{say("start.none", values)}</li>}
      </ul>
    </>
  );
}
