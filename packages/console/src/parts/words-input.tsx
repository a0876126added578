// Words as they are heard on the telephone: a field for each, in groups, so that a person says them as they are written. A blank
// goes on to the next, what is pasted is spread over all, and a word that is none of the list is named at once.
import { isSpokenWord } from "@entente/core/keys";
import { useId, useRef } from "react";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";

export interface WordsInputProps {
  readonly legend: string;
  /** As many as are read aloud. */
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
}

const GROUP = 3;

/** No word yet in any of so many fields. */
export const noWords = (count: number): readonly string[] => Array.from({ length: count }, () => "");

/** Whether every field holds a word of the list. */
export const areWords = (words: readonly string[]): boolean =>
  words.every((word) => isSpokenWord(tidy(word)));

/** What is sent: the words as one line. */
export const joinHeard = (words: readonly string[]): string => words.map(tidy).join(" ");

const tidy = (word: string): string => word.trim().toLowerCase();

export function WordsInput({ legend, words, onChange }: WordsInputProps) {
  const say = useWords(shellWords);
  const id = useId();
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const put = (from: number, given: readonly string[]) => {
    onChange(words.map((word, at) => given[at - from] ?? word));
    fields.current[Math.min(from + given.length, words.length - 1)]?.focus();
  };
  const write = (at: number, text: string) => {
    const parts = text.split(/[\s,;.-]+/).filter((part) => part !== "");
    // A blank at the end of a word goes on to the next; several words fill as many fields.
    if (parts.length > 1 || (parts.length === 1 && /[\s,;.-]$/.test(text))) put(at, parts);
    else onChange(words.map((word, index) => (index === at ? (parts[0] ?? "") : word)));
  };
  const paste = (at: number, event: ClipboardEvent) => {
    event.preventDefault();
    write(at, `${event.clipboardData.getData("text")} `);
  };
  const back = (at: number, { key }: KeyboardEvent) => {
    if (key === "Backspace" && words[at] === "") fields.current[at - 1]?.focus();
  };
  const wrong = words.flatMap((word, at) => (word === "" || isSpokenWord(tidy(word)) ? [] : [{ word, at }]));
  return (
    <fieldset className="words-input" aria-describedby={`${id}-wrong`}>
      <legend className="label">{legend}</legend>
      <div className="words-groups">
        {Array.from({ length: Math.ceil(words.length / GROUP) }, (_, group) => (
          <div key={group} className="words-group">
            {words.slice(group * GROUP, (group + 1) * GROUP).map((word, index) => {
              const at = group * GROUP + index;
              return (
                <label key={at} className="word-field">
                  <span aria-hidden="true">{at + 1}</span>
                  <input
                    ref={(field) => {
                      fields.current[at] = field;
                    }}
                    type="text"
                    aria-label={say("words.one", { number: at + 1 })}
                    aria-invalid={wrong.some((one) => one.at === at)}
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                    maxLength={400}
                    value={word}
                    onChange={({ target }) => write(at, target.value)}
                    onPaste={(event) => paste(at, event)}
                    onKeyDown={(stroke) => back(at, stroke)}
                  />
                </label>
              );
            })}
          </div>
        ))}
      </div>
      <div id={`${id}-wrong`} className="words-wrong" role="status">
        {wrong.map(({ word, at }) => (
          <p key={at}>{say("words.wrong", { number: at + 1, word })}</p>
        ))}
      </div>
    </fieldset>
  );
}
