// A document as @sd-jwt/core takes it: plain claims, and a frame that says what of them can be disclosed. Worked out from one
// of ours, so that both sign the same claims with the same parts hidden and as many digests of nothing.
import type { JsonObject, JsonValue } from "../../packages/core/src/encoding/index.ts";
import type { Primitives } from "../../packages/core/src/keys/index.ts";
import { readDisclosure } from "../../packages/core/src/releases/sd-jwt.ts";
import type { Disclosure } from "../../packages/core/src/releases/sd-jwt.ts";

interface Framed {
  readonly value: JsonValue;
  /** Undefined where nothing below is hidden. */
  readonly frame: Readonly<Record<string, unknown>> | undefined;
}

export function frameOf(
  payload: JsonObject,
  disclosures: readonly string[],
  primitives: Primitives,
): { readonly claims: JsonObject; readonly frame: Readonly<Record<string, unknown>> } {
  const known = new Map<string, Disclosure>();
  for (const text of disclosures) {
    const disclosure = readDisclosure(text, primitives);
    known.set(disclosure.digest, disclosure);
  }
  const { _sd_alg: _, ...claims } = payload;
  const { value, frame = {} } = frameValue(claims, known);
  return { claims: value as JsonObject, frame };
}

function frameValue(value: JsonValue, known: ReadonlyMap<string, Disclosure>): Framed {
  if (typeof value !== "object" || value === null) return { value, frame: undefined };
  const frames: [string, unknown][] = [];
  const hidden: (string | number)[] = [];
  let decoys = 0;
  const add = (key: string | number, { value: inner, frame }: Framed): JsonValue => {
    if (frame !== undefined) frames.push([String(key), frame]);
    return inner;
  };
  const close = (whole: JsonValue): Framed => ({
    value: whole,
    frame:
      frames.length === 0 && hidden.length === 0 && decoys === 0
        ? undefined
        : { ...Object.fromEntries(frames), _sd: hidden, _sd_decoy: decoys },
  });
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const item of value as readonly JsonValue[]) {
      const digest = (item as JsonObject | null)?.["..."];
      if (typeof digest !== "string") {
        items.push(add(items.length, frameValue(item, known)));
        continue;
      }
      const disclosure = known.get(digest);
      if (disclosure === undefined) decoys += 1;
      else {
        hidden.push(items.length);
        items.push(add(items.length, frameValue(disclosure.value, known)));
      }
    }
    return close(items);
  }
  const { _sd: digests = [], ...plain } = value as JsonObject;
  const members = Object.entries(plain).map(
    ([name, member]) => [name, add(name, frameValue(member, known))] as const,
  );
  const opened: (readonly [string, JsonValue])[] = [];
  for (const digest of digests as readonly string[]) {
    const disclosure = known.get(digest);
    if (disclosure?.name == null) decoys += 1;
    else {
      hidden.push(disclosure.name);
      opened.push([disclosure.name, add(disclosure.name, frameValue(disclosure.value, known))]);
    }
  }
  return close(Object.fromEntries([...members, ...opened]));
}
