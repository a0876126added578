import type { FastifyReply } from "fastify";
import type { FileAnswer } from "../routing/index.ts";

/** Sends an answer that is a file, with the type and status it names. */
export function sendFile(reply: FastifyReply, { bytes, type, headers, status }: FileAnswer): FastifyReply {
  reply.status(status).headers(headers).header("content-type", type);
  if (isPieces(bytes)) return sendPieces(reply, bytes);
  return reply.send(bytes instanceof Uint8Array ? asBuffer(bytes) : bytes);
}

/** The same on a surface, whose type is sent letter by letter: of a text that is JSON the server would write it anew. */
export function sendExactly(reply: FastifyReply, answer: FileAnswer): FastifyReply {
  const { bytes } = answer;
  return sendFile(reply, typeof bytes === "string" ? { ...answer, bytes: Buffer.from(bytes) } : answer);
}

const isPieces = (bytes: FileAnswer["bytes"]): bytes is readonly Uint8Array[] => Array.isArray(bytes);

/**
 * Sends pieces as they lie, without putting them together first: of a long page that would cost as much as to send it. The
 * server's library sends one piece or a stream; so it is left here, with the headers it would have sent and those alone.
 */
function sendPieces(reply: FastifyReply, pieces: readonly Uint8Array[]): FastifyReply {
  let length = 0;
  for (const piece of pieces) length += piece.byteLength;
  reply.header("content-length", String(length));
  const { raw } = reply.hijack();
  raw.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>);
  raw.cork();
  for (const piece of pieces) raw.write(piece);
  raw.end();
  raw.uncork();
  return reply;
}

/** The same bytes, not a copy. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
