/** What was read or made before and never changes under its key; what was longest not asked for goes first. */
export interface Kept<T> {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T) => void;
}

/** Keeps values up to `limit` in all, each counted by `weigh`. */
export function keepRecent<T>(limit: number, weigh: (value: T) => number): Kept<T> {
  const values = new Map<string, T>();
  let weight = 0;
  const remove = (key: string): T | undefined => {
    const value = values.get(key);
    if (value === undefined) return undefined;
    values.delete(key);
    weight -= weigh(value);
    return value;
  };
  return {
    get: (key) => {
      const value = remove(key);
      if (value === undefined) return undefined;
      values.set(key, value);
      weight += weigh(value);
      return value;
    },
    set: (key, value) => {
      remove(key);
      if (weigh(value) > limit) return;
      values.set(key, value);
      weight += weigh(value);
      for (const oldest of values.keys()) {
        if (weight <= limit) break;
        remove(oldest);
      }
    },
  };
}
