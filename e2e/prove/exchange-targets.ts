// The parsers of what comes from other nodes and programs. A new one is one entry: its name, true messages and signs of its
// grammar (exchange-grammars.ts), and `read`, which returns null when all is well and throws a coded error for what it refuses.
import { isDeepStrictEqual } from "node:util";
import { InputError, VerificationError } from "@entente/core/encoding";
import { ServerError } from "../../packages/server/src/errors.ts";
import { parsePattern, printPattern, readStixBundle } from "../../packages/server/src/stix/index.ts";
import { readManifest, readMispEvents, readNamed } from "../../packages/server/src/misp/index.ts";
import { MISP_EVENT, MISP_MANIFEST, MISP_PATH, STIX_MESSAGE, STIX_PATTERN } from "./exchange-grammars.ts";
import { generateBytes } from "./fuzz-input.ts";
import type { Grammar } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-parsers.ts";
import { readPeerCard, writePeerCard } from "@entente/core/letters";
import { ally } from "../../packages/core/src/letters/letters.fixture.ts";
import { readContentDigest, readSignature } from "../../packages/server/src/peers/http-signature.ts";
import { answerParsers } from "./answer-targets.ts";
import { JSON_TOKENS } from "./import-grammars.ts";
import { stickParsers } from "./stick-targets.ts";
import { taxiiParsers } from "./taxii-targets.ts";

/** The parser of a message. What it refuses with a code is well; what it takes, `read` looks at again. */
function messageTarget(
  name: string,
  grammar: Grammar,
  read: (bytes: Uint8Array) => string | null | Promise<string | null>,
): FuzzTarget {
  return {
    ...{ name, cost: 1, slowest: 1_000 },
    generate: (pick) => generateBytes(grammar, pick),
    check: async (bytes) => {
      try {
        return await read(bytes);
      } catch (error) {
        if (error instanceof InputError || error instanceof VerificationError || error instanceof ServerError)
          return null;
        throw error;
      }
    },
  };
}

const HTTP_SIGNATURE: Grammar = {
  seeds: [
    `entente=("@method" "@authority" "@path" "content-type" "content-digest");created=1930000000;expires=1930000240;nonce="${"A".repeat(22)}";keyid="${"B".repeat(43)}";alg="ed25519";tag="entente-peer"\nentente=:${"A".repeat(86)}==:`,
    `sha-256=:${"A".repeat(43)}=:`,
  ],
  tokens: [
    "\n",
    '"',
    ";",
    "=",
    ":",
    "(",
    ")",
    ",",
    "?1",
    "1.5",
    "-1",
    ";req",
    'alg="rsa"',
    "entente=:AA==:",
    "999999999999999",
  ],
};

/** Whether something that was not to leave its machine is anywhere inside. */
function holdsLocal(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (
    (!Array.isArray(value) && "local" in value && value.local === true) ||
    Object.values(value).some(holdsLocal)
  );
}

export const targets: readonly FuzzTarget[] = [
  messageTarget("stix", STIX_MESSAGE, (bytes) => {
    for (const { value, from, to, pattern } of readStixBundle(bytes).objects) {
      const kept: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(from, to)));
      if (!isDeepStrictEqual(kept, value)) return "an object is not what stands at its place";
      if (pattern !== null) parsePattern(printPattern(pattern), "2.1");
    }
    return null;
  }),
  messageTarget("stix-pattern", STIX_PATTERN, (bytes) => {
    const tree = parsePattern(new TextDecoder().decode(bytes), "2.1");
    const written = printPattern(tree);
    return isDeepStrictEqual(parsePattern(written, "2.1"), tree) && printPattern(tree) === written
      ? null
      : "printed and read again it is another pattern";
  }),
  messageTarget("misp-event", MISP_EVENT, (bytes) => {
    for (const event of readMispEvents(new TextDecoder().decode(bytes), "pull")) {
      if (Object.values(event.content).some(holdsLocal)) return "what was local was taken";
      const [again] = readMispEvents(JSON.stringify({ Event: event.content }), "push");
      if (again?.uuid !== event.uuid || again.reach.level > event.reach.level)
        return "read again it is another event";
    }
    return null;
  }),
  messageTarget("misp-manifest", MISP_MANIFEST, (bytes) => {
    const entries = readManifest(new TextDecoder().decode(bytes));
    return entries.every(({ uuid }) => /^[0-9a-f-]{36}$/.test(uuid))
      ? null
      : "an event is named by what is no UUID";
  }),
  messageTarget("misp-path", MISP_PATH, (bytes) =>
    /^[0-9a-f-]{36}$/.test(readNamed(new TextDecoder().decode(bytes)))
      ? null
      : "a path names what is no UUID",
  ),
  messageTarget("peer-card", { seeds: [writePeerCard(ally.card)], tokens: JSON_TOKENS }, (bytes) => {
    const text = new TextDecoder().decode(bytes);
    return writePeerCard(readPeerCard(text)) === text ? null : "written again it is another card";
  }),
  messageTarget("http-signature", HTTP_SIGNATURE, (bytes) => {
    const [input, signature] = new TextDecoder().decode(bytes).split("\n");
    const read = readSignature(input, signature);
    return read === null || read.parameters.size === 6 ? null : "a signature with other parameters was taken";
  }),
  messageTarget("content-digest", HTTP_SIGNATURE, (bytes) => {
    const text = new TextDecoder().decode(bytes);
    const digest = readContentDigest(text);
    return digest === null || text === `sha-256=:${digest}:` ? null : "another digest was read";
  }),
  ...[...stickParsers, ...taxiiParsers, ...answerParsers].map(({ name, grammar, read }) =>
    messageTarget(name, grammar, read),
  ),
];
