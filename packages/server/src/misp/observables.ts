// Observables in running text: addresses, names, files' digests, vulnerabilities, also as people write them so that nobody
// follows them by accident (`hxxps://a[.]example`). Found in what a reader is shown and nowhere else. What is doubtful is left
// out: a wrong indicator blocks somebody's innocent neighbour.
export interface Observable {
  readonly type:
    "ip-dst" | "domain" | "url" | "email" | "md5" | "sha1" | "sha256" | "sha512" | "vulnerability";
  readonly category: "Network activity" | "Payload delivery" | "External analysis";
  readonly value: string;
}

const WORD = /[^\s<>"'`(){}|\\,;]+/g;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;
const DIGESTS = { 32: "md5", 40: "sha1", 64: "sha256", 128: "sha512" } as const;
/** Endings of files, which look like names of hosts. */
const FILES =
  /\.(?:pdf|docx?|xlsx?|pptx?|txt|md|html?|json|xml|csv|zip|exe|dll|png|jpe?g|gif|js|ts|py|sh|bat)$/;
const LONGEST = 2_000;

/** Every observable once, in the order of the text. A word of which a part is withheld is none. */
export function findObservables(text: string): readonly Observable[] {
  const found = new Map<string, Observable>();
  for (const [word] of text.matchAll(WORD)) {
    const one = word.length > LONGEST || word.includes("***") ? null : readWord(word);
    if (one !== null) found.set(`${one.type} ${one.value}`, one);
  }
  return [...found.values()];
}

function readWord(word: string): Observable | null {
  const defanged = /\[(?:\.|:|dot|at|@)\]|^hxxps?:|^hxxp/i.test(word);
  const plain = word
    .replace(/\[(?:\.|dot)\]/gi, ".")
    .replace(/\[:\]/g, ":")
    .replace(/\[(?:at|@)\]/gi, "@")
    .replace(/^hxxp/i, "http")
    .replace(/^[[*_]+|[\].:!?*_]+$/g, "");
  const lower = plain.toLowerCase();
  if (/^cve-[0-9]{4}-[0-9]{4,7}$/.test(lower))
    return { type: "vulnerability", category: "External analysis", value: plain.toUpperCase() };
  const digest = /^[0-9a-f]+$/.test(lower) ? DIGESTS[lower.length as keyof typeof DIGESTS] : undefined;
  // Thirty-two equal signs, or a number: a digest has letters and figures.
  if (digest !== undefined && /[a-f]/.test(lower) && /[0-9]/.test(lower))
    return { type: digest, category: "Payload delivery", value: lower };
  if (IPV4.test(plain) || isIpv6(lower)) return network("ip-dst", lower);
  if (/^https?:\/\//i.test(plain)) {
    const url = URL.parse(plain);
    return url !== null && (HOST.test(url.hostname) || IPV4.test(url.hostname))
      ? network("url", plain)
      : null;
  }
  const [name, host, ...more] = lower.split("@");
  if (host !== undefined && more.length === 0)
    return /^[a-z0-9._%+-]{1,64}$/.test(name ?? "") && HOST.test(host)
      ? { type: "email", category: "Payload delivery", value: lower }
      : null;
  // A bare name is only taken where whoever wrote it took it for one: `www.` before it, or brackets in it.
  return HOST.test(lower) && !FILES.test(lower) && (defanged || lower.startsWith("www."))
    ? network("domain", lower)
    : null;
}

const network = (type: "ip-dst" | "url" | "domain", value: string): Observable => ({
  type,
  category: "Network activity",
  value,
});

/** In its short form, as people write it: eight groups written out look like much else. */
function isIpv6(word: string): boolean {
  if (!/^[0-9a-f:]{4,39}$/.test(word) || !word.includes("::")) return false;
  // The parser of addresses writes one in its shortest form, so what it does not know is none.
  return URL.parse(`http://[${word}]/`) !== null;
}
