// Signs of the two symbol fonts that word processors insert by number. The numbers are positions in those fonts; what is not
// in this list is kept by its name.
const SYMBOL: Readonly<Record<number, string>> = {
  0x22: "∀",
  0x24: "∃",
  0x44: "Δ",
  0x46: "Φ",
  0x47: "Γ",
  0x4c: "Λ",
  0x50: "Π",
  0x51: "Θ",
  0x53: "Σ",
  0x57: "Ω",
  0x61: "α",
  0x62: "β",
  0x63: "χ",
  0x64: "δ",
  0x65: "ε",
  0x66: "φ",
  0x67: "γ",
  0x68: "η",
  0x6b: "κ",
  0x6c: "λ",
  0x6d: "μ",
  0x6e: "ν",
  0x70: "π",
  0x71: "θ",
  0x72: "ρ",
  0x73: "σ",
  0x74: "τ",
  0x77: "ω",
  0x78: "ξ",
  0x79: "ψ",
  0x7a: "ζ",
  0xa2: "′",
  0xa3: "≤",
  0xa5: "∞",
  0xac: "←",
  0xae: "→",
  0xb0: "°",
  0xb1: "±",
  0xb2: "″",
  0xb3: "≥",
  0xb4: "×",
  0xb7: "•",
  0xb8: "÷",
  0xb9: "≠",
  0xba: "≡",
  0xbb: "≈",
  0xbc: "…",
  0xd2: "®",
  0xd3: "©",
  0xd4: "™",
};
const WINGDINGS: Readonly<Record<number, string>> = {
  0x6c: "●",
  0x6e: "■",
  0x6f: "□",
  0x71: "❑",
  0x76: "❖",
  0xa7: "▪",
  0xa8: "◻",
  0xd8: "➢",
  0xdf: "←",
  0xe0: "→",
  0xe8: "➔",
  0xf0: "⇨",
  0xfb: "✗",
  0xfc: "✓",
  0xfd: "☒",
  0xfe: "☑",
};

/** The sign at a position, written in hexadecimal, of a font. Positions may be given in the private use area. */
export function describeSymbol(
  font: string,
  position: string,
): { readonly text: string; readonly known: boolean } {
  const code = /^[0-9A-Fa-f]{1,6}$/.test(position) ? Number.parseInt(position, 16) : 0;
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const table = /^symbol/i.test(font) ? SYMBOL : /^wingdings$/i.test(font) ? WINGDINGS : {};
  const sign = table[low];
  if (sign !== undefined) return { text: sign, known: true };
  const own = code >= 0x20 && code < 0xe000 && !/^(?:symbol|wingdings|webdings)/i.test(font);
  return own
    ? { text: String.fromCodePoint(code), known: true }
    : { text: `[${font === "" ? "sign" : font} ${position}]`, known: false };
}
