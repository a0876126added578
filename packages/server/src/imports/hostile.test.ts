// Files made to harm their reader. Each is refused with its code, or read without doing anything, within its bounds of time
// and memory; the time is that of the process, from the last step it reported.
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { builtInPolicies } from "@entente/core/markings";
import { ServerError } from "../errors.ts";
import {
  buildDocx,
  buildPdf,
  buildStream,
  buildZip,
  docxEntries,
  p,
  textAt,
} from "./fixtures/build-files.ts";
import { importBytes } from "./fixtures/import-bytes.ts";
import { importFile } from "./index.ts";
import type { ImportResult } from "./index.ts";

const LOADING_MS = 1_500;
const MEGABYTE = 1024 * 1024;
const TEXT = p("Some text.");
const INNER = { name: "b", data: "x".repeat(300) };
const PAGE = textAt(72, 700, "Some text.");

async function tryImport(
  bytes: Uint8Array,
  name: string,
): Promise<{ code: string | null; result: ImportResult | null; milliseconds: number }> {
  const started = performance.now();
  try {
    const result = await importBytes(bytes, name);
    return { code: null, result, milliseconds: performance.now() - started };
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    expect(error.message).toMatch(/^[^\n]{20,}$/);
    return { code: error.code, result: null, milliseconds: performance.now() - started };
  }
}

function laughs(): string {
  const levels = Array.from({ length: 9 }, (_, level) =>
    level === 0 ? '<!ENTITY a0 "ha">' : `<!ENTITY a${level} "${`&a${level - 1};`.repeat(10)}">`,
  );
  return `<!DOCTYPE w:document [${levels.join("")}]>`;
}

const nest = (name: string, depth: number, inner: string): string =>
  `<w:${name}>`.repeat(depth) + inner + `</w:${name}>`.repeat(depth);
const nestTables = (depth: number): string =>
  "<w:tbl><w:tr><w:tc>".repeat(depth) + TEXT + "</w:tc></w:tr></w:tbl>".repeat(depth);
const form = (body: string): Uint8Array =>
  buildStream(
    body,
    "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 10 0 R /Y 11 0 R >> >>",
  );

/** A file, the code it is refused with, and how its name ends. */
const REFUSED: readonly (readonly [string, string, string, () => Uint8Array])[] = [
  [
    "a part that unpacks to 60 MB from 60 kB",
    "IMPORT_BOMB",
    "docx",
    () => buildDocx(TEXT, { more: [{ name: "word/media/a.png", data: new Uint8Array(60 * MEGABYTE) }] }),
  ],
  [
    "a text part that unpacks to 200 MB",
    "IMPORT_BOMB",
    "docx",
    () => buildDocx(`<w:p>${" ".repeat(200 * MEGABYTE)}</w:p>`),
  ],
  [
    "a part larger than it says",
    "IMPORT_DAMAGED",
    "docx",
    () =>
      buildZip(
        docxEntries(TEXT).map((entry) =>
          entry.name === "word/document.xml" ? { ...entry, size: 20 } : entry,
        ),
      ),
  ],
  [
    "entries that overlap",
    "IMPORT_BOMB",
    "docx",
    () =>
      buildZip([
        { name: "a", data: buildZip([INNER]).subarray(0, 60), stored: true },
        { ...INNER, place: 31 },
      ]),
  ],
  [
    "5,000 entries",
    "IMPORT_BOMB",
    "docx",
    () =>
      buildDocx(TEXT, {
        more: Array.from({ length: 5_000 }, (_, index) => ({ name: `word/${index}`, data: "" })),
      }),
  ],
  [
    "an archive in an archive",
    "IMPORT_FORM_UNKNOWN",
    "docx",
    () => buildZip([{ name: "a.docx", data: buildDocx(TEXT) }]),
  ],
  [
    "a name that climbs out",
    "IMPORT_UNSAFE_NAME",
    "docx",
    () => buildDocx(TEXT, { more: [{ name: "../../etc/cron.d/x", data: "x" }] }),
  ],
  [
    "a name from the root",
    "IMPORT_UNSAFE_NAME",
    "docx",
    () => buildDocx(TEXT, { more: [{ name: "/etc/cron.d/x", data: "x" }] }),
  ],
  [
    "a name with a drive",
    "IMPORT_UNSAFE_NAME",
    "docx",
    () => buildDocx(TEXT, { more: [{ name: "C:\\x", data: "x" }] }),
  ],
  [
    "a part with a password",
    "IMPORT_ENCRYPTED",
    "docx",
    () => buildDocx(TEXT, { more: [{ name: "word/x", data: "x", encrypted: true }] }),
  ],
  [
    "a DOCX wrapped in a password",
    "IMPORT_ENCRYPTED",
    "docx",
    () =>
      Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.alloc(504),
        Buffer.from("EncryptedPackage", "utf16le"),
        Buffer.alloc(512),
      ]),
  ],
  [
    "Word's old format",
    "IMPORT_FORM_UNKNOWN",
    "doc",
    () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1024)]),
  ],
  [
    "one part twice",
    "IMPORT_TYPE_MISMATCH",
    "docx",
    () => buildDocx(TEXT, { more: [{ name: "word/Document.xml", data: "<a/>" }] }),
  ],
  [
    "a part with two names",
    "IMPORT_TYPE_MISMATCH",
    "docx",
    () => buildDocx(TEXT, { more: [{ name: "word/x.xml", localName: "word/y.xml", data: "<a/>" }] }),
  ],
  [
    "a document type that reads a file",
    "IMPORT_ENTITIES",
    "docx",
    () => buildDocx(p("&x;"), { prolog: '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>' }),
  ],
  [
    "a document type that calls out",
    "IMPORT_ENTITIES",
    "docx",
    () => buildDocx(TEXT, { prolog: '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">' }),
  ],
  ["a billion laughs", "IMPORT_ENTITIES", "docx", () => buildDocx(p("&a8;"), { prolog: laughs() })],
  ["an entity without a document type", "IMPORT_DAMAGED", "docx", () => buildDocx(p("&x;"))],
  ["100,000 elements in each other", "IMPORT_TOO_DEEP", "docx", () => buildDocx(nest("p", 100_000, ""))],
  ["tables in tables, 45 deep", "IMPORT_TOO_DEEP", "docx", () => buildDocx(nestTables(45))],
  [
    "too many elements in one paragraph",
    "IMPORT_TOO_LARGE",
    "docx",
    () =>
      buildDocx(
        `<w:p>${Array.from({ length: 260_000 }, (_, index) => `<w:r w:a="${index}"/>`).join("")}</w:p>`,
      ),
  ],
  ["half a DOCX", "IMPORT_DAMAGED", "docx", () => buildDocx(TEXT).subarray(0, 500)],
  [
    "XML that breaks off",
    "IMPORT_DAMAGED",
    "docx",
    () =>
      buildZip(
        docxEntries(TEXT).map((entry) =>
          entry.name === "word/document.xml" ? { ...entry, data: String(entry.data).slice(0, -20) } : entry,
        ),
      ),
  ],
  [
    "bytes that are no text in XML",
    "IMPORT_DAMAGED",
    "docx",
    () =>
      buildZip(
        docxEntries(TEXT).map((entry) =>
          entry.name === "word/document.xml"
            ? { ...entry, data: Uint8Array.of(0x3c, 0xff, 0xfe, 0xfd) }
            : entry,
        ),
      ),
  ],
  [
    "a whole file in place of text",
    "IMPORT_FORM_UNKNOWN",
    "docx",
    () => buildDocx(`${TEXT}<w:altChunk r:id="x"/>`),
  ],
  [
    "a sheet called a document",
    "IMPORT_FORM_UNKNOWN",
    "docx",
    () =>
      buildZip([
        {
          name: "[Content_Types].xml",
          data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        },
        { name: "xl/workbook.xml", data: "<a/>" },
      ]),
  ],
  [
    "a PDF that ends as an archive",
    "IMPORT_TYPE_MISMATCH",
    "pdf",
    () => Buffer.concat([buildPdf([PAGE]), buildDocx(TEXT)]),
  ],
  [
    "an archive with a PDF in front of its parts",
    "IMPORT_TYPE_MISMATCH",
    "docx",
    () => buildZip([{ name: "a", data: buildPdf([PAGE]), stored: true }, ...docxEntries(TEXT)]),
  ],
  [
    "a page of HTML that ends as an archive",
    "IMPORT_TYPE_MISMATCH",
    "html",
    () => Buffer.concat([Buffer.from("<html><p>Text</p><!--"), buildDocx(TEXT)]),
  ],
  [
    "words before a PDF",
    "IMPORT_TYPE_MISMATCH",
    "pdf",
    () => Buffer.concat([Buffer.from("<html><!--"), buildPdf([PAGE])]),
  ],
  ["a PDF called a DOCX", "IMPORT_TYPE_MISMATCH", "docx", () => buildPdf([PAGE])],
  ["HTML called a PDF", "IMPORT_TYPE_MISMATCH", "pdf", () => Buffer.from("<!doctype html><p>Text")],
  [
    "a PDF with a password",
    "IMPORT_ENCRYPTED",
    "pdf",
    () =>
      buildPdf([PAGE], {
        objects: [
          `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${"11".repeat(32)}> /U <${"22".repeat(32)}> >>`,
        ],
        trailer: `/Encrypt 10 0 R /ID [<${"33".repeat(16)}> <${"33".repeat(16)}>]`,
      }),
  ],
  ["half a PDF", "IMPORT_DAMAGED", "pdf", () => buildPdf([PAGE]).subarray(0, 200)],
  [
    "a page of a PDF that is not where it should be",
    "IMPORT_DAMAGED",
    "pdf",
    () =>
      Buffer.from(
        Buffer.from(buildPdf([PAGE, PAGE]))
          .toString("latin1")
          .replace("12 0 obj", "12 0 o j"),
        "latin1",
      ),
  ],
  ["the head of a PDF alone", "IMPORT_DAMAGED", "pdf", () => Buffer.from("%PDF-1.7\n")],
  [
    "pages of a PDF in a ring",
    "IMPORT_DAMAGED",
    "pdf",
    () =>
      Buffer.from(
        Buffer.from(buildPdf([PAGE]))
          .toString("latin1")
          .replace("/Kids [10 0 R]", "/Kids [2 0 R ]"),
        "latin1",
      ),
  ],
  ["drawing states saved in each other", "IMPORT_TOO_DEEP", "pdf", () => buildPdf(["q ".repeat(5_000)])],
  [
    "boxes over signs, each to be compared with each",
    "IMPORT_TIMEOUT",
    "pdf",
    () => buildPdf(["0 0 595 842 re f\n".repeat(40_000) + textAt(1, 1, "a".repeat(150_000), 2)]),
  ],
  [
    "a page that unpacks to 800 MB",
    "IMPORT_MEMORY|IMPORT_TIMEOUT",
    "pdf",
    () =>
      buildPdf([PAGE], {
        page: "/Contents 10 0 R",
        objects: [
          Buffer.concat([
            Buffer.from(`<< /Length ${bombed().length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`),
            bombed(),
            Buffer.from("\nendstream"),
          ]),
        ],
      }),
  ],
  ["a line of 100 MB", "IMPORT_TOO_LARGE", "txt", () => new Uint8Array(100 * MEGABYTE).fill(97)],
  ["a line of 40 MB", "IMPORT_TOO_LARGE", "txt", () => new Uint8Array(40 * MEGABYTE).fill(97)],
  ["bytes", "IMPORT_FORM_UNKNOWN", "txt", () => Uint8Array.of(1, 2, 0, 3)],
  ["text that is not UTF-8", "IMPORT_ENCODING", "txt", () => Uint8Array.of(0x66, 0xfc, 0x72)],
];

let bomb: Uint8Array | null = null;
/** 800 MB of zeros, packed twice. */
function bombed(): Uint8Array {
  return (bomb ??= deflateSync(deflateSync(new Uint8Array(800 * MEGABYTE), { level: 1 })));
}

describe("hostile files", () => {
  it.each(REFUSED)("%s is refused with %s", async (what, code, ending, build) => {
    const bytes = build();
    const before = childrenMs();
    const { code: found, milliseconds } = await tryImport(bytes, `file.${ending}`);
    const processor = childrenMs() - before;
    process.stdout.write(
      `${what}: ${found ?? "read"} in ${Math.round(milliseconds)} ms, ${processor} ms of a processor\n`,
    );
    // Which of two bounds is met first may depend on the machine.
    expect(code.split("|")).toContain(found);
    // Loading the reader, then at most two seconds without a step.
    if (process.platform === "linux") expect(processor).toBeLessThan(2_000 + LOADING_MS);
  });

  it.each([
    ["a line of 15 MB", "text.txt", () => new Uint8Array(15 * MEGABYTE).fill(97)],
    ["eight million asterisks", "text.txt", () => new Uint8Array(8 * MEGABYTE).fill(42)],
    ["a page of 24 million operators", "file.pdf", () => buildPdf(["0 g 1 g ".repeat(12_000_000)])],
    [
      "a form that draws itself",
      "file.pdf",
      () =>
        buildPdf([`${PAGE} /X Do`], {
          objects: [form("/X Do"), form("")],
          resources: "/XObject << /X 10 0 R >>",
        }),
    ],
    [
      "scripts and actions",
      "file.pdf",
      () =>
        buildPdf([PAGE], {
          catalog:
            "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /WC << /S /Launch /F (calc.exe) >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (while\\(1\\);) >>] >> >>",
        }),
    ],
    [
      "an archive embedded in a DOCX",
      "file.docx",
      () =>
        buildDocx(TEXT, {
          more: [
            {
              name: "word/embeddings/a.bin",
              data: buildZip([{ name: "x", data: new Uint8Array(MEGABYTE) }]),
            },
          ],
        }),
    ],
  ] as const)("%s does no harm", async (what, name, build) => {
    const { code, result, milliseconds } = await tryImport(build(), name);
    process.stdout.write(
      `${what}: ${code ?? "read"} in ${Math.round(milliseconds)} ms, ${Math.round((result?.process.peakBytes ?? 0) / MEGABYTE)} MB\n`,
    );
    expect(code ?? "read").toMatch(/^(?:read|IMPORT_TIMEOUT|IMPORT_MEMORY)$/);
  });

  it("says that a file holds scripts, and runs none", async () => {
    const { result } = await tryImport(
      buildPdf([PAGE], { catalog: "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>" }),
      "file.pdf",
    );
    expect(result?.parsed.problems.map(({ message }) => message).join("\n")).toMatch(
      /scripts, which are not run/,
    );
  });
});

describe("the reading process", () => {
  it.runIf(process.platform === "linux")("is killed when it is cancelled", async () => {
    const controller = new AbortController();
    const pending = importFile({
      ...{
        bytes: buildPdf(["0 g 1 g ".repeat(3_000_000)]),
        name: "file.pdf",
        form: "auto",
        policies: builtInPolicies,
      },
      report: () => undefined,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 300);
    await expect(pending).rejects.toMatchObject({ code: "IMPORT_CANCELLED" });
    expect(children()).toEqual([]);
  });

  it.runIf(process.platform === "linux")("that dies is no answer", async () => {
    const pending = importFile({
      ...{
        bytes: buildPdf(["0 g 1 g ".repeat(3_000_000)]),
        name: "file.pdf",
        form: "auto",
        policies: builtInPolicies,
      },
      report: () => undefined,
      signal: new AbortController().signal,
    });
    setTimeout(() => children().forEach((pid) => process.kill(pid, "SIGKILL")), 150);
    await expect(pending).rejects.toMatchObject({ code: "IMPORT_CRASHED" });
  });
});

/** Processor time of children that have ended, where Linux tells it. */
function childrenMs(): number {
  if (process.platform !== "linux") return 0;
  const [, after = ""] = /^.*\) (.*)$/s.exec(readFileSync("/proc/self/stat", "utf8")) ?? [];
  const fields = after.split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** Children of this process. */
function children(): number[] {
  const listed = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim();
  return listed === "" ? [] : listed.split(" ").map(Number);
}
