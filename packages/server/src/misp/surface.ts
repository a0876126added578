// How a MISP speaks: JSON, its key bare in the Authorization header, and refusals as MISP words them.
import { byBareToken } from "../routing/index.ts";
import type { Surface } from "../routing/index.ts";

/** A MISP talks only to one of its own minor version, so this is the one whose calls are answered here. */
export const MISP_VERSION = "2.5.1";

const TYPE = "application/json; charset=utf-8";
/** Of a body: an event with its files. */
const MOST_BYTES = 32 * 1024 * 1024;

export const mispSurface: Surface = {
  ...{ name: "MISP", prefix: "/misp/", credential: byBareToken, type: TYPE, bodyLimit: MOST_BYTES },
  takes: (type) => /^application\/json(?:\s*;|$)/i.test(type),
  gives: (accept) => accept === "" || /(?:application\/json|application\/\*|\*\/\*)/i.test(accept),
  refuse: ({ status, code, title, detail }) => ({
    bytes: JSON.stringify({ saved: false, name: title, message: detail, url: "", errors: code }),
    ...{ type: TYPE, headers: {}, status },
  }),
};
