import type { FastifyReply } from "fastify";
import type { FileAnswer } from "../routing/index.ts";

/** Sends an answer that is a file, with the type and status it names. */
export function sendFile(reply: FastifyReply, { bytes, type, headers, status }: FileAnswer): FastifyReply {
  return reply
    .status(status)
    .headers(headers)
    .header("content-type", type)
    .send(bytes instanceof Uint8Array ? asBuffer(bytes) : bytes);
}

/** The same on a surface, whose type is sent letter by letter: of a text that is JSON the server would write it anew. */
export function sendExactly(reply: FastifyReply, answer: FileAnswer): FastifyReply {
  const { bytes } = answer;
  return sendFile(reply, typeof bytes === "string" ? { ...answer, bytes: Buffer.from(bytes) } : answer);
}

/** The same bytes, not a copy. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
