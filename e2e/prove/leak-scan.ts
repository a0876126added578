// Searches what a recipient gets for a text it may not have, in every spelling in which bytes travel unnoticed: as it is,
// escaped for JSON and HTML, hexadecimal, base64 at each of its three offsets, and as an unsalted digest that a guess
// could be tried against. Layers of base64url are taken off first.
import { createHash } from "node:crypto";

/** Every spelling of `secret` that must not be found. */
export function spellings(secret: string): readonly { readonly name: string; readonly text: string }[] {
  const bytes = Buffer.from(secret);
  const found = [
    { name: "raw", text: secret },
    { name: "json", text: JSON.stringify(secret).slice(1, -1) },
    { name: "json-u", text: escapeUnits(secret) },
    { name: "html", text: escapeHtml(secret) },
    { name: "percent", text: encodeURIComponent(secret) },
    { name: "hex", text: bytes.toString("hex") },
    { name: "HEX", text: bytes.toString("hex").toUpperCase() },
    { name: "reversed", text: Array.from(secret).reverse().join("") },
  ];
  for (const offset of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replaceAll("=", "");
    // The first and last characters also carry bits of the neighbours, which are not known.
    const inner = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    found.push({ name: `base64+${offset}`, text: inner });
    found.push({ name: `base64url+${offset}`, text: inner.replaceAll("+", "-").replaceAll("/", "_") });
  }
  for (const algorithm of ["sha256", "md5"])
    for (const ending of ["", "\n"]) {
      const digest = createHash(algorithm)
        .update(secret + ending)
        .digest();
      for (const coding of ["hex", "base64", "base64url"] as const)
        found.push({ name: `${algorithm}-${coding}`, text: digest.toString(coding) });
    }
  return found;
}

/** The name of the first spelling of a secret found in the files or in any base64url layer of them, or null. */
export function findLeak(files: readonly string[], secrets: readonly string[]): string | null {
  const layers = files.flatMap((file) => unwrap(file, 4));
  const whole = layers.join("\u0000");
  for (const secret of secrets)
    for (const { name, text } of spellings(secret)) if (whole.includes(text)) return `${name}: ${secret}`;
  return null;
}

function unwrap(text: string, depth: number): string[] {
  if (depth === 0) return [text];
  const inner = (text.match(/[\w-]{24,}/g) ?? []).map((run) =>
    Buffer.from(run, "base64url").toString("utf8"),
  );
  return [text, ...inner.filter((one) => /^[[{]/.test(one)).flatMap((one) => unwrap(one, depth - 1))];
}

function escapeUnits(text: string): string {
  return Array.from(text, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  ).join("");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
