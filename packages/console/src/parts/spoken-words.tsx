// Words to be read aloud, large and in groups, each with its number, so that two people keep their place.
import { useWords } from "../words/locale.tsx";
import { shellWords } from "../shell/shell-words.ts";

const GROUP = 3;

export function SpokenWords({ label, words }: { readonly label: string; readonly words: string }) {
  const say = useWords(shellWords);
  const all = words.split(" ");
  return (
    <div className="spoken-words" role="group" aria-label={label}>
      <p className="label">{label}</p>
      <ol aria-label={say("words.aloud", { count: all.length })}>
        {all.map((word, at) => (
          <li key={at} data-ends={(at + 1) % GROUP === 0}>
            <span aria-hidden="true" className="word-number">
              {at + 1}
            </span>{" "}
            {word}
          </li>
        ))}
      </ol>
    </div>
  );
}
