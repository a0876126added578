// The script of a record's check page: it fetches every file the manifest lists, or takes them from a folder the reader
// chooses, and goes through the same checklist as the command. It holds no language: its words stand in the page.
// Invariant: "passed" stands only where every check passed; what could not be fetched decides nothing.
import {
  decodeBase64url,
  decodeUtf8,
  parseJson,
  readAnyObject,
  readArray,
  readString,
} from "@entente/core/encoding";
import { portablePrimitives, SPOKEN_WORDS, spellWords } from "@entente/core/keys";
import { CHECK, verifyRecord } from "@entente/core/record";
import { isCoded } from "../errors.ts";

const RECORD = "record.json";
/** Files fetched at the same time. */
const AT_ONCE = 6;
const MOST_FILES = 50_000;

interface Desk {
  readonly section: HTMLElement;
  readonly say: (state: string, word: string, numbers?: readonly number[]) => void;
}

function openDesk(): Desk | null {
  const section = document.getElementById(CHECK.section);
  const verdict = document.getElementById(CHECK.verdict);
  if (section === null || verdict === null) return null;
  return {
    section,
    say: (state, word, numbers = []) => {
      section.dataset["state"] = state;
      const text = section.dataset[word] ?? "";
      verdict.textContent = text.replace(/%([12])/g, (_, which: string) =>
        String(numbers[Number(which) - 1] ?? ""),
      );
    },
  };
}

/** Every file the manifest lists, from where this page came from. @throws TypeError, Error where one cannot be had. */
async function fetchRecord(top: string, { say }: Desk): Promise<Map<string, Uint8Array>> {
  const get = async (path: string): Promise<Uint8Array> => {
    const answer = await fetch(`${top}${path}`, { cache: "no-store", credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const sealed = await get(RECORD);
  const files = new Map([[RECORD, sealed]]);
  const paths = listPaths(sealed);
  const waiting = paths.values();
  const fetchOn = async (): Promise<void> => {
    for (const path of waiting) {
      files.set(path, await get(path));
      say("checking", "running", [files.size - 1, paths.length]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchOn));
  return files;
}

/** Paths as the manifest lists them; whether they are a record's is the checklist's question. */
function listPaths(sealed: Uint8Array): readonly string[] {
  const manifest = readAnyObject(
    readAnyObject(parseJson(decodeUtf8(sealed)), "record")["manifest"],
    "manifest",
  );
  const payload = parseJson(decodeUtf8(decodeBase64url(readString(manifest["payload"], "payload"))));
  return readArray(readAnyObject(payload, "manifest")["files"], "files")
    .slice(0, MOST_FILES)
    .map((file) => readString(readAnyObject(file, "file")["path"], "path"));
}

/** The files of a chosen folder by their paths in it. */
async function readChosen(chosen: FileList): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const file of chosen) {
    const [, ...path] = file.webkitRelativePath.split("/");
    files.set(path.join("/"), new Uint8Array(await file.arrayBuffer()));
  }
  return files;
}

async function check(files: ReadonlyMap<string, Uint8Array>, { say }: Desk): Promise<void> {
  say("checking", "working");
  await afterPaint();
  try {
    const { steps, key } = verifyRecord({
      files,
      trust: { kind: "carried" },
      primitives: portablePrimitives,
    });
    const words = { name: "publisher's key", detail: spellWords(key, SPOKEN_WORDS) };
    showSteps([...steps, words]);
    say("passed", "passed", [steps.length]);
  } catch (error) {
    const [name, detail] = isCoded(error) ? [error.code, error.message] : ["INTERNAL", String(error)];
    showSteps([{ name, detail }]);
    say("failed", "failed");
  }
}

function showSteps(steps: readonly { readonly name: string; readonly detail: string }[]): void {
  document.getElementById(CHECK.steps)?.replaceChildren(
    ...steps.map(({ name, detail }) => {
      const item = document.createElement("li");
      const label = document.createElement("b");
      label.textContent = name;
      item.append(label, detail);
      return item;
    }),
  );
}

/** Lets the reader see what is going on before the check takes the page for a moment. */
function afterPaint(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done, 0));
    setTimeout(done, 500);
  });
}

function offerFolder(desk: Desk): void {
  const local = document.getElementById(CHECK.local);
  const folder = document.getElementById(CHECK.folder);
  if (local === null || !(folder instanceof HTMLInputElement)) return;
  local.hidden = false;
  folder.addEventListener("change", () => {
    if (folder.files !== null && folder.files.length > 0)
      void readChosen(folder.files).then((files) => check(files, desk));
  });
}

async function begin(): Promise<void> {
  const desk = openDesk();
  if (desk === null) return;
  // A page from a disk may fetch nothing, and asking would only fill the browser's list of errors.
  if (location.protocol === "file:") {
    desk.say("unchecked", "choose");
    offerFolder(desk);
    return;
  }
  try {
    await check(await fetchRecord(desk.section.dataset["top"] ?? "", desk), desk);
  } catch (error) {
    desk.say("unchecked", "away");
    offerFolder(desk);
    showSteps([{ name: RECORD, detail: error instanceof Error ? error.message : String(error) }]);
  }
}

void begin();
