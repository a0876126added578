// What all routes that speak as MISP does have in common.
import { hash } from "node:crypto";
import { Type } from "typebox";
import { parseJson } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { CaseParams } from "../routing/index.ts";
import type { FileAnswer } from "../routing/index.ts";
import type { OfferedEvent } from "./offered.ts";
import { mispSurface } from "./surface.ts";

export const reads = {
  lead: ["drafter", "release-authority", "desk", "publisher"],
  allies: ["release-authority", "desk"],
} as const;

/** An address with settings behind it, as MISP writes them. */
export const Rest = Type.Object(
  { ...CaseParams.properties, "*": Type.String({ maxLength: 1000 }) },
  { additionalProperties: false },
);

/** @throws InputError JSON_SYNTAX, JSON_DUPLICATE_KEY; ServerError REQUEST_INVALID for what is not UTF-8. */
export function readBody(body: Uint8Array): JsonValue {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ServerError("REQUEST_INVALID", "What was sent is not UTF-8. Its sender sends it as UTF-8.", {
      cause: error,
    });
  }
}

/** The list of events, as a MISP compares it with what it has. */
export function indexOf(offered: readonly OfferedEvent[]): string {
  return JSON.stringify(
    offered.map(({ uuid, timestamp, creator }) => ({
      ...{ id: "0", uuid, timestamp, sighting_timestamp: "0", published: true, orgc_uuid: creator.uuid },
    })),
  );
}

export function answerJson(text: string): FileAnswer {
  const tag = `"${hash("sha256", text, "base64url")}"`;
  return { bytes: text, type: mispSurface.type, headers: { etag: tag }, status: 200 };
}
