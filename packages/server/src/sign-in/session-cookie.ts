// The cookie that carries a session: readable by no script, sent to this host alone, over TLS alone, and never with a
// request that another site caused. Browsers hold localhost for secure, so that it is the same on an own machine.

/** `__Host-`: browsers keep it only when it is Secure, without a domain, and for the whole host. */
export const SESSION_COOKIE = "__Host-entente";

const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict";

/** The value of `Set-Cookie` that gives a browser its session. It ends with the browser; the session itself ends earlier. */
export const giveSession = (secret: string): string => `${SESSION_COOKIE}=${secret}; ${ATTRIBUTES}`;

/** The value of `Set-Cookie` that takes it away. */
export const takeSession = (): string => `${SESSION_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;

/**
 * The secret a request carries; null when it has none, or more than one: which of two is meant is not guessed.
 * @param header the value of `Cookie`, several of them joined as HTTP says.
 */
export function readSessionCookie(header: string | undefined): string | null {
  const found = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1));
  const [only, ...more] = found;
  return only !== undefined && more.length === 0 && /^[\w-]{43}$/.test(only) ? only : null;
}
