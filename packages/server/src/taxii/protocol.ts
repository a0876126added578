// The words of TAXII 2.1 (OASIS Standard, 10 June 2021): its kinds of content, its times, its refusals.
import { InputError } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { byTokenOrPassword } from "../routing/index.ts";
import type { FileAnswer, Refusal, Surface } from "../routing/index.ts";

/** Sent letter by letter: clients compare it so. */
export const TAXII_TYPE = "application/taxii+json;version=2.1";
/** The version of an object that says no instant of itself: the same whoever keeps it. */
export const UNSAID = "1970-01-01T00:00:00.000000Z";
/** Bytes of the longest envelope that is taken. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Whether a media type, or a range of an Accept header, is TAXII 2.1; without a version it may be. */
function isTaxii(text: string, ranges: readonly string[]): boolean {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  if (!ranges.includes(name)) return false;
  return parameters.every((parameter) => {
    const [key = "", value = ""] = parameter.split("=").map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
    if (key === "version") return value === "2.1";
    return key !== "q" || Number(value) > 0;
  });
}

export const taxii: Surface = {
  name: "TAXII 2.1",
  prefix: "/taxii2/",
  credential: byTokenOrPassword,
  type: TAXII_TYPE,
  takes: (type) => isTaxii(type, ["application/taxii+json"]),
  gives: (accept) =>
    accept === "" ||
    accept.split(",").some((range) => isTaxii(range, ["application/taxii+json", "application/*", "*/*"])),
  bodyLimit: MOST_BYTES,
  refuse,
};

/** An error resource (section 3.6.1). */
function refuse({ status, code, title, detail }: Refusal): FileAnswer {
  return {
    bytes: JSON.stringify({ title, description: detail, error_code: code, http_status: String(status) }),
    ...{ type: TAXII_TYPE, status },
    headers: status === 401 ? { "www-authenticate": 'Basic realm="Entente", charset="UTF-8"' } : {},
  };
}

/** Microseconds since 1970 as TAXII writes an instant, always with six digits. */
export function sayMicroseconds(at: number): string {
  const seconds = Math.floor(at / 1_000_000);
  const rest = String(at - seconds * 1_000_000).padStart(6, "0");
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${rest}Z`;
}

/** In microseconds a number is exact from 1970 to the year 2255. */
const MOST = Number.MAX_SAFE_INTEGER;

/**
 * An instant of RFC 3339 in UTC, with any number of digits or none, as microseconds; what is finer is cut off.
 * @throws InputError INSTANT_INVALID.
 */
export function readMicroseconds(text: string): number {
  const [, seconds = "", digits = ""] =
    /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d{1,12}))?[Zz]$/.exec(text) ?? [];
  const at = seconds === "" ? Number.NaN : Date.parse(`${seconds.toUpperCase()}Z`);
  const micros = at * 1000 + Number(digits.padEnd(6, "0").slice(0, 6));
  // A day that is not there would be read as one that is.
  const real = !Number.isNaN(at) && new Date(at).toISOString().startsWith(seconds.slice(0, 10));
  if (!real || Math.abs(micros) > MOST)
    throw new InputError(
      "INSTANT_INVALID",
      `"${text.slice(0, 60)}" is no instant in UTC such as 2018-03-26T13:00:00.000000Z.`,
    );
  return micros;
}

export function invalid(message: string): ServerError {
  return new ServerError("REQUEST_INVALID", message);
}

export function notFound(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "There is nothing here, or you may not see it. The lead's desk can say more.",
  );
}
