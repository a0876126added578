// The line `entente token create` prints: what a machine is, by the digest of its token or key. Whatever else it holds is
// refused here, before anybody signs it.

export interface MachineLine {
  readonly kind: "token" | "certificate";
  readonly digest: string;
  readonly label: string;
  readonly scopes: "all" | string[];
  readonly days: number;
}

/** The machine a line names; null for anything that is not such a line. */
export function readMachineLine(text: string): MachineLine | null {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { kind, digest, label, scopes, days, ...rest } = value as Readonly<Record<string, unknown>>;
  if (Object.keys(rest).length > 0) return null;
  if (kind !== "token" && kind !== "certificate") return null;
  if (typeof digest !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(digest)) return null;
  if (typeof label !== "string" || typeof days !== "number" || !Number.isInteger(days)) return null;
  if (scopes === "all") return { kind, digest, label, scopes, days };
  if (!Array.isArray(scopes) || scopes.length === 0) return null;
  const names: readonly unknown[] = scopes;
  if (!names.every((name): name is string => typeof name === "string")) return null;
  return { kind, digest, label, scopes: [...names], days };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
