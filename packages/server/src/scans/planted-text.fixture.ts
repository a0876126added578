// Leaks in files of text: every spelling in which words travel unnoticed, indexes, digests, identifiers.
import { createHash } from "node:crypto";
import { HARMLESS, plant } from "./planted.fixture.ts";
import type { Draw, Plant, Secret } from "./planted.fixture.ts";

export function plantInText({ text, name }: Secret, draw: Draw): readonly Plant[] {
  const bytes = Buffer.from(text);
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const bare = (word: string): string => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const around = (middle: string): string => `${HARMLESS} ${middle} ${HARMLESS}`;
  const each = (write: (unit: number) => string): string =>
    Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join("");
  const hex = bytes.toString("hex");
  const wide = (order: "le" | "be"): Buffer => {
    const signs = Array.from(text);
    const all = Buffer.alloc(signs.length * 4);
    signs.forEach((sign, index) =>
      order === "le"
        ? all.writeUInt32LE(sign.codePointAt(0) ?? 0, index * 4)
        : all.writeUInt32BE(sign.codePointAt(0) ?? 0, index * 4),
    );
    return all;
  };
  const row = "2.1 encodings";
  const spelled: readonly Plant[] = [
    plant("UTF-8", "37 source", "a.txt", around(text)),
    plant("capitals", row, "a.txt", around(text.toUpperCase())),
    plant(
      "mixed capitals",
      row,
      "a.txt",
      around(
        Array.from(text, (sign, index) => (index % 2 ? sign.toUpperCase() : sign.toLowerCase())).join(""),
      ),
    ),
    plant("accents apart", row, "a.txt", around(text.normalize("NFKD"))),
    plant(
      "wide letters",
      row,
      "a.txt",
      around(text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))),
    ),
    plant("without spaces", row, "a.txt", around(text.replace(/\s/g, ""))),
    plant("soft hyphens", row, "a.txt", around(Array.from(name).join("\u00ad"))),
    plant("joiners", row, "a.txt", around(Array.from(name).join("\u200d"))),
    plant("hyphen at the end of a line", row, "a.txt", around(`${name.slice(0, 4)}-\n  ${name.slice(4)}`)),
    plant("one letter a line", row, "a.txt", Array.from(text).join("\n")),
    plant("spaced letters of one name", row, "a.txt", around(Array.from(name).join(" "))),
    plant("one letter an element of JSON", row, "a.json", JSON.stringify(Array.from(name))),
    plant("backwards", row, "a.txt", around(Array.from(text).reverse().join(""))),
    plant("one name backwards", row, "a.txt", around(Array.from(name).reverse().join(""))),
    plant("UTF-16LE", row, "a.bin", Buffer.from(text, "utf16le")),
    plant("UTF-16BE", row, "a.bin", Buffer.from(text, "utf16le").swap16()),
    plant(
      "UTF-16LE at an odd place",
      row,
      "a.bin",
      Buffer.concat([Buffer.of(0xff), Buffer.from(text, "utf16le")]),
    ),
    plant("UTF-32LE", row, "a.bin", wide("le")),
    plant("UTF-32BE", row, "a.bin", Buffer.concat([Buffer.of(0xfe, 0xc0, 0x80), wide("be")])),
    plant("hex", row, "a.txt", around(hex)),
    plant("hex in capitals", row, "a.txt", around(hex.toUpperCase())),
    plant("hex with colons", row, "a.txt", around(hex.replace(/..(?=.)/g, "$&:"))),
    plant(
      "hex as an array",
      row,
      "a.txt",
      around([...bytes].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(", ")),
    ),
    plant("hex begun too early", row, "a.txt", around(`a${hex}`)),
    ...[0, 1, 2].map((offset) =>
      plant(
        `base64 at offset ${offset}`,
        row,
        "a.txt",
        around(Buffer.concat([Buffer.alloc(offset, 0x7a), bytes]).toString("base64")),
      ),
    ),
    plant("base64url", row, "a.txt", around(bytes.toString("base64url"))),
    plant(
      "base64 in lines",
      row,
      "a.txt",
      around(Buffer.from(`${HARMLESS}${text}`).toString("base64").replace(/.{76}/g, "$&\r\n")),
    ),
    plant("base64 begun too early", row, "a.txt", around(`x9${bytes.toString("base64")}`)),
    plant(
      "base64 of base64 of base64",
      row,
      "a.txt",
      around(Buffer.from(Buffer.from(bytes.toString("base64")).toString("base64")).toString("base64")),
    ),
    plant("percent", row, "a.txt", around(encodeURIComponent(text))),
    plant("percent for every byte", row, "a.txt", around(hex.replace(/../g, "%$&"))),
    plant("decimal entities", row, "a.html", around(each((unit) => `&#${unit};`))),
    plant("hexadecimal entities", row, "a.html", around(each((unit) => `&#x${unit.toString(16)};`))),
    plant(
      "escapes of JSON",
      row,
      "a.json",
      JSON.stringify({ x: "y" }).replace(
        "y",
        each((unit) => `\\u${unit.toString(16).padStart(4, "0")}`),
      ),
    ),
    plant(
      "escapes of scripts",
      row,
      "a.js",
      `x("${Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}")`,
    ),
    plant(
      "octal escapes",
      row,
      "a.txt",
      around(
        Array.from(Buffer.from(name, "latin1"), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join(""),
      ),
    ),
    plant(
      "escapes of style sheets",
      "37 source",
      "a.css",
      `a::after{content:"${each((unit) => `\\${unit.toString(16).padStart(6, "0")}`)}"}`,
    ),
    plant(
      "quoted-printable",
      row,
      "a.eml",
      around(Array.from(bytes, (byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("")),
    ),
    plant("quoted-printable with soft line ends", row, "a.eml", around(name.replace(/^.{5}/, "$&=\r\n"))),
    plant(
      "numbers of characters",
      row,
      "a.js",
      `String.fromCharCode(${Array.from(name, (sign) => sign.charCodeAt(0)).join(",")})`,
    ),
    plant("ASCII85", row, "a.txt", around(`<~${writeAscii85(bytes)}~>`)),
  ];
  const indexed: readonly Plant[] = [
    plant("index of words", "16 index", "index.txt", words.map(bare).sort().join("\n")),
    plant(
      "index of stems",
      "13 search index",
      "index.json",
      JSON.stringify(words.map((word) => bare(word).slice(0, 6)).sort()),
    ),
    plant(
      "index of three words",
      "13 search index",
      "index.json",
      JSON.stringify(
        words
          .slice(2)
          .map((_, at) =>
            words
              .slice(at, at + 3)
              .map(bare)
              .join(" "),
          )
          .sort(),
      ),
    ),
    plant("suggested word", "14 autocomplete", "suggest.json", JSON.stringify({ suggestions: [bare(name)] })),
    plant("row of a table", "32 export", "rows.csv", `id,text\n1,"${text.replaceAll('"', '""')}"\n`),
    plant("line of a journal", "30 logs", "node.log", `{"level":30,"msg":"approved ${bare(name)}"}`),
    plant("label of a measure", "30 logs", "metrics.txt", `reads_total{place="${name}"} ${draw(9)}`),
    plant(
      "identifier with a name in it",
      "28 ids",
      "a.json",
      `{"id":"portion${name.normalize("NFKD").replace(/\p{M}/gu, "")}7"}`,
    ),
    plant("file name", "28 ids", `${name}.txt`, HARMLESS),
    plant(
      "subject of a notification",
      "29 notifications",
      "mail.eml",
      `Subject: =?utf-8?B?${Buffer.from(`On ${name}`).toString("base64")}?=\r\n\r\n${HARMLESS}`,
    ),
  ];
  const digested = (["sha256", "md5"] as const).flatMap((algorithm) =>
    ["", "\n"].flatMap((ending) =>
      (["hex", "base64"] as const).map((coding) =>
        plant(
          `${algorithm}${ending === "" ? "" : " with a line end"} in ${coding}`,
          "20 guessable digest",
          "a.json",
          JSON.stringify({
            digest: createHash(algorithm)
              .update(text + ending)
              .digest(coding),
          }),
        ),
      ),
    ),
  );
  const ofName = createHash("sha256").update(name).digest();
  return [
    ...spelled,
    ...indexed,
    ...digested,
    plant(
      "sha256 of one name in capitals",
      "20 guessable digest",
      "a.txt",
      around(ofName.toString("hex").toUpperCase()),
    ),
    plant(
      "md5 as bytes",
      "20 guessable digest",
      "a.bin",
      Buffer.concat([Buffer.of(0, 1, 255), createHash("md5").update(text).digest(), Buffer.of(9)]),
    ),
  ];
}

export function writeAscii85(bytes: Buffer): string {
  let written = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const group = Buffer.alloc(4);
    const length = bytes.copy(group, 0, at, at + 4);
    let value = group.readUInt32BE(0);
    const signs = Array.from({ length: 5 }, () => {
      const sign = String.fromCharCode(0x21 + (value % 85));
      value = Math.floor(value / 85);
      return sign;
    }).reverse();
    written +=
      value === 0 && length === 4 && signs.join("") === "!!!!!" ? "z" : signs.slice(0, length + 1).join("");
  }
  return written;
}
