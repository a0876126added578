// Drawing from a seeded stream.

export type Random = () => number;

/** A whole number from 0 up to, and not including, `limit`. */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[below(random, items.length)] as Item;
