// A file that somebody brings: dropped, or chosen with the machine's own picker, which every keyboard and reader knows.
import { useId, useState } from "react";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";

export interface FileDropProps {
  readonly label: string;
  /** What the picker offers first, `.bundle`. */
  readonly accept: string;
  readonly chosen: string | null;
  readonly onFile: (file: File) => void;
}

export function FileDrop({ label, accept, chosen, onFile }: FileDropProps) {
  const say = useWords(shellWords);
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file !== undefined) onFile(file);
  };
  return (
    <div
      className="file-drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={({ target }) => {
          take(target.files);
          // The same file may be chosen once more, after it was written anew.
          target.value = "";
        }}
      />
      <p className="quiet" role="status">
        {chosen === null ? say("file.drop") : say("file.chosen", { name: chosen })}
      </p>
    </div>
  );
}
