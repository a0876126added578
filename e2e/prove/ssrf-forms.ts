// Ways to write an address that leads elsewhere than it seems: what an administrator may be talked into writing down, what a
// peer may answer with, what a name server may say. Every form points, by some reading, at one of the sinks.
import { createRandom } from "./random.ts";

/** Where a form is put: as a configured address, as a link a peer gives, as its redirection, as a name server's answer, in a header. */
export type Position = "configured" | "link" | "redirect" | "resolved" | "rebinding" | "header";

export interface Form {
  readonly position: Position;
  readonly text: string;
}

export interface Sinks {
  /** A port on which every address of this machine is counted. */
  readonly port: number;
  /** The port of the peer that may be asked, at 127.0.0.1 alone; other addresses with it are counted. */
  readonly peer: number;
  /** Addresses of this machine on its networks. */
  readonly own: readonly string[];
}

/** What every name of the proof resolves to: the address before `.names.test`, or this machine. */
export function resolveForm(host: string): string {
  const numbers = /^(\d+)-(\d+)-(\d+)-(\d+)[.]names[.]test[.]?$/.exec(host);
  return numbers === null ? "127.0.0.1" : numbers.slice(1).join(".");
}

const WANTED = [
  "127.0.0.1",
  "127.0.0.2",
  "127.1.2.3",
  "0.0.0.0",
  "169.254.169.254",
  "10.0.0.1",
  "192.168.0.1",
];
const SCHEMES = [
  "https:",
  "http:",
  "HTTPS:",
  "ftp:",
  "ws:",
  "gopher:",
  "file:",
  "jar:https:",
  "https:https:",
];
const PATHS = ["", "/", "/latest/meta-data/", "/..//", "/%2e%2e/", "/?a=b", "/#f", "/;x"];

/** As many forms as asked for, no two alike, the same for the same seed. */
export function makeForms(count: number, seed: number, sinks: Sinks): readonly Form[] {
  const random = createRandom(seed);
  const draw = (bound: number): number => Math.floor(random() * bound);
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
  const targets = [...WANTED, ...sinks.own];
  const makers: Readonly<Record<Position, () => string>> = {
    configured: () => writeAddress({ pick, draw, target: pick(targets), port: sinks.port }),
    link: () => writeLink({ pick, draw, target: pick(targets), port: pick([sinks.port, sinks.peer]) }),
    redirect: () => writeLink({ pick, draw, target: pick(targets), port: pick([sinks.port, sinks.peer]) }),
    resolved: () => pick(writeAddresses(pick(targets.filter((one) => one !== "127.0.0.1")), draw)),
    rebinding: () =>
      Array.from({ length: 2 + draw(4) }, () => pick(["127.0.0.1", pick(targets), "::1", "127.0.0.2"])).join(
        ",",
      ),
    header: () =>
      `${pick(["host", "x-a", "authorization", "connection", "proxy-authorization", "x\r\nhost"])}: ${pick(["a", "Basic eA==", ""])}${pick(["\r\n", "\n", "\r", "\u0000", "\r\n\r\nGET /smuggled HTTP/1.1\r\n"])}${pick(["host: ", "x: ", "transfer-encoding: chunked ", ""])}${pick(targets)}:${sinks.port}/${draw(1000)}`,
  };
  const shares: readonly Position[] = [
    ...["configured", "configured", "configured", "configured"],
    ...["link", "link", "link", "resolved", "rebinding", "redirect", "header"],
  ] as Position[];
  const forms = new Map<string, Form>();
  for (let tries = 0; forms.size < count && tries < count * 100; tries += 1) {
    const position = shares[tries % shares.length] as Position;
    const text = makers[position]();
    forms.set(`${position} ${text}`, { position, text });
  }
  return [...forms.values()];
}

interface Writing {
  readonly pick: <T>(list: readonly T[]) => T;
  readonly draw: (bound: number) => number;
  readonly target: string;
  readonly port: number;
}

function writeAddress({ pick, draw, target, port }: Writing): string {
  const host = pick(writeHosts(target, draw));
  // Half are written soundly, so that what they lead to has to be judged and not only how they look.
  if (draw(2) === 0)
    return `${pick(["https", "https", "http"])}://${host}:${port}/${pick(["", "base", draw(1000)])}`;
  const user = pick([
    "",
    "",
    "",
    "misp.example.org@",
    "a:b@",
    "misp.example.org%00@",
    "misp.example.org\\@",
    "8.8.8.8:443#@",
    "%40",
  ]);
  const at = pick([
    `:${port}`,
    `:${port}`,
    `:0${port}`,
    `:${port}\r\n`,
    `:${port}\t`,
    `: ${port}`,
    `:${port}@8.8.8.8`,
  ]);
  const slashes = pick(["//", "//", "//", "//", "/", "///", "\\\\", "/\\", "//\t", ""]);
  return `${pick(["", "", "", " ", "\u0000", "\u00a0"])}${pick(["https:", "http:", ...SCHEMES])}${slashes}${user}${host}${at}${pick(PATHS)}`;
}

/** Absolute addresses in all spellings, and what a careless joining of base and path makes of one. */
function writeLink(writing: Writing): string {
  const { pick, draw, target, port } = writing;
  const host = pick(writeHosts(target, draw));
  return pick([
    writeAddress(writing),
    `http://${host}:${port}${pick(PATHS)}`,
    `//${host}:${port}${pick(PATHS)}`,
    `\\\\${host}:${port}/`,
    `/\\${host}:${port}/`,
    `/\t/${host}:${port}/`,
    `@${host}:${port}/`,
    `.${host}:${port}/`,
    `:${port}/`,
    `http:/${host}:${port}/`,
    `http:${host}:${port}`,
    `/a HTTP/1.1\r\nhost: ${host}:${port}\r\n\r\nGET /smuggled`,
    `/a%0d%0ahost:%20${host}:${port}`,
    `/..//${host}:${port}/`,
    `http://peer.test:${port}@${host}:${port}/`,
    `http://peer.test:${port}#@${host}:${port}/`,
    `http://peer.test.${host}:${port}/`,
    `data:text/html,${host}:${port}/${draw(1000)}`,
  ]);
}

/** Spellings of one IPv4 address, and of names for it. */
function writeHosts(target: string, draw: (bound: number) => number): readonly string[] {
  const parts = target.split(".").map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const some = (part: number): string =>
    [
      `${part}`,
      `0x${part.toString(16)}`,
      `0${part.toString(8)}`,
      `0X${part.toString(16).toUpperCase()}`,
      `000${part.toString(8)}`,
    ][draw(5)] ?? "";
  const wide = (text: string): string =>
    text.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const circled = (text: string): string =>
    text.replaceAll(/[1-9]/g, (digit) => String.fromCodePoint(0x245f + Number(digit)));
  const escaped = (text: string): string =>
    text.replaceAll(/[0-9]/g, (digit) => (draw(2) === 0 ? digit : `%3${digit}`));
  return [
    target,
    `${target}.`,
    `${whole}`,
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    `${whole + 2 ** 32}`,
    parts.map(some).join("."),
    `${some(a)}.${some(b)}.${c * 256 + d}`,
    `${some(a)}.${(b * 256 + c) * 256 + d}`,
    parts.map((part) => `00${part}`).join("."),
    wide(target),
    circled(target),
    target.replaceAll(".", "。"),
    target.replaceAll(".", "．"),
    escaped(target),
    `${target}%00.example.org`,
    `${target}%2f.example.org`,
    `${parts.join("-")}.names.test`,
    `${parts.join("-")}.NAMES.test.`,
    "localhost",
    "LOCALHOST.",
    "loc\u00adalhost",
    "ｌocalhost",
    "xn--localhost-",
    "xn--lcalhost-n4a.names.test",
    "ⓛocalhost",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::1%25lo]",
    "[fe80::1%25eth0]",
    ...writeAddresses(target, draw).map((address) => `[${address}]`),
  ];
}

/** What a name server may answer to reach an IPv4 address by another kind of address. */
function writeAddresses(target: string, draw: (bound: number) => number): readonly string[] {
  const [a = 0, b = 0, c = 0, d = 0] = target.split(".").map(Number);
  const [high, low] = [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
  const any = (): string => draw(65536).toString(16);
  return [
    target,
    "::1",
    "::",
    "0.0.0.0",
    `::ffff:${target}`,
    `::ffff:${high}:${low}`,
    `0:0:0:0:0:ffff:${high}:${low}`,
    `::ffff:0:${high}:${low}`,
    `::${high}:${low}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b:1:${any()}::${high}:${low}`,
    `2002:${high}:${low}::${any()}`,
    `2001:0:${high}:${low}:${any()}:${any()}:${any()}:${any()}`,
    `fe80::5efe:${high}:${low}`,
    `fe80::${any()}%lo`,
    `fd00:ec2::254`,
    `fc00::${any()}`,
    `ff02::${any()}`,
    `2001:db8::${any()}`,
    `100.${64 + draw(64)}.${draw(256)}.${draw(256)}`,
    `127.${draw(256)}.${draw(256)}.${1 + draw(254)}`,
    `${target}%lo`,
    `${target}\u0000`,
    `${target} `,
    "localhost",
  ];
}
