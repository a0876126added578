// Text the database can hold: well-formed, and without the letter 0, which PostgreSQL refuses. What it cannot hold, nothing is
// called by, and nobody can look for.

/** Whether all of the texts in a value that came as JSON, or in a path, can be held. */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\u0000") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.entries(value).every(([name, item]) => isStorable(name) && isStorable(item));
}
