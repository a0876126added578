// Whom a case concerns: the community of an earlier case, one from a file, or a small one that is written here.
import { InputError, parseJson } from "@entente/core/encoding";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { useId, useState } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { problemOf, useRead } from "../../api/use-read.ts";
import { FileDrop } from "../../parts/file-drop.tsx";
import { Section } from "../../parts/section.tsx";
import type { OwnSeat } from "../../shell/seat.ts";
import { useWords } from "../../words/locale.tsx";
import { MembersForm } from "./members-form.tsx";
import { openCaseWords } from "./open-case-words.ts";

export interface ChosenCommunity {
  readonly name: string;
  /** How many it concerns, the public not counted. */
  readonly members: number;
  /** An `entente-community/1` file. */
  readonly file: string;
}

interface CommunityProps {
  readonly seat: OwnSeat;
  readonly title: string;
  readonly chosen: ChosenCommunity | null;
  readonly onChosen: (chosen: ChosenCommunity | null) => void;
}

type Way = "known" | "written" | "file";

/** @throws InputError where the file is none, is of an exercise, or does not hold `member`. */
export function readChosen(file: string, member: string): ChosenCommunity {
  const community = readCommunity(parseJson(file));
  compileCommunity(community).indexOf(member);
  const { name, members } = community;
  return { name, members: members.filter(({ kind }) => kind !== "public").length, file };
}

export function CommunityPart({ seat, title, chosen, onChosen }: CommunityProps) {
  const say = useWords(openCaseWords);
  const group = useId();
  const { answer } = useRead(["node", "cases"], (signal) => node.GET("/api/cases", { signal }));
  const led = "value" in answer ? answer.value.cases.filter(({ lead }) => lead === seat.member) : [];
  const [wish, setWish] = useState<Way | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const way: Way = wish ?? (led.length > 0 ? "known" : "written");
  const take = (file: string): void => {
    try {
      onChosen(readChosen(file, seat.member));
      setTrouble(null);
    } catch (error) {
      onChosen(null);
      setTrouble(error instanceof InputError ? error.message : say("community.unreadable"));
    }
  };
  const ways: readonly Way[] = led.length > 0 ? ["known", "written", "file"] : ["written", "file"];
  return (
    <Section
      id="community"
      title={say("community")}
      aside={<p className="basis">{say("community.basis")}</p>}
    >
      <fieldset className="rules">
        <legend className="label">{say("community.way")}</legend>
        {ways.map((one) => (
          <label key={one} className="rule">
            <input
              type="radio"
              name={group}
              checked={one === way}
              onChange={() => {
                setWish(one);
                setTrouble(null);
                onChosen(null);
              }}
            />
            <span>{say(`community.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {way === "known" && <Known cases={led} onFile={take} onTrouble={setTrouble} />}
      {way === "file" && (
        <FileDrop
          label={say("community.file.label")}
          accept="application/json,.json"
          chosen={chosen?.name ?? null}
          onFile={(file) => void file.text().then(take)}
        />
      )}
      {way === "written" && <MembersForm seat={seat} title={title} onFile={take} />}
      <div role="alert">{trouble !== null && <p className="late-line">{trouble}</p>}</div>
      {chosen !== null && (
        <p role="status">{say("community.chosen", { name: chosen.name, count: chosen.members })}</p>
      )}
    </Section>
  );
}

interface KnownProps {
  readonly cases: readonly { readonly slug: string; readonly title: string }[];
  readonly onFile: (file: string) => void;
  readonly onTrouble: (said: string) => void;
}

function Known({ cases, onFile, onTrouble }: KnownProps) {
  const say = useWords(openCaseWords);
  const [slug, setSlug] = useState("");
  const choose = (next: string) => {
    setSlug(next);
    if (next === "") return;
    answerOf(node.GET("/api/cases/{case}/community/file", { params: { path: { case: next } } })).then(
      ({ file }) => onFile(file),
      (error: unknown) => onTrouble(problemOf(error).detail),
    );
  };
  return (
    <label className="field">
      <span className="label">{say("community.of")}</span>
      <select value={slug} onChange={({ target }) => choose(target.value)}>
        <option value="">{say("community.choose")}</option>
        {cases.map((one) => (
          <option key={one.slug} value={one.slug}>
            {one.title}
          </option>
        ))}
      </select>
    </label>
  );
}
