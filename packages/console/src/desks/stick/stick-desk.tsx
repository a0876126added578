// What is carried by hand: a file that came, shown before it is taken; a file for another node; a kit for a member without one.
import type { NodeDeskProps } from "../../shell/desk-props.ts";
import { useCallback, useState } from "react";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { ImportPart } from "./import-part.tsx";
import { KitPart } from "./kit-part.tsx";
import { stickWords } from "./stick-words.ts";
import { WritePart } from "./write-part.tsx";
import "../../style/approaches.css";
import "../../style/nodes.css";

export function StickDesk({ seat }: NodeDeskProps) {
  const say = useWords(stickWords);
  const [banners, setBanners] = useState<readonly string[]>([]);
  const show = useCallback((shown: readonly string[]) => setBanners(shown), []);
  useScreenBanner(banners);
  return (
    <>
      <header className="desk-head">
        <h1>{say("title")}</h1>
        <p className="desk-lead">{say("lead")}</p>
      </header>
      <ImportPart onShown={show} />
      <WritePart />
      <KitPart seat={seat} />
    </>
  );
}
