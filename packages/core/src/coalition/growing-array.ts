// Typed arrays that grow while a graph is compiled.

/** Whole numbers, in the order they were added. */
export class GrowingIntegers {
  #held: Int32Array;
  #length = 0;

  /** Room for so many to begin with; more is found when it is needed. */
  constructor(room = 64) {
    this.#held = new Int32Array(Math.max(1, room));
  }

  get length(): number {
    return this.#length;
  }

  add(value: number): void {
    if (this.#length === this.#held.length) {
      const wider = new Int32Array(this.#length * 2);
      wider.set(this.#held);
      this.#held = wider;
    }
    this.#held[this.#length] = value;
    this.#length += 1;
  }

  /** What was added, to be read before anything else is. */
  finish(): Int32Array {
    return this.#held.subarray(0, this.#length);
  }
}

/** Numbers, in the order they were added. */
export class GrowingNumbers {
  #held: Float64Array;
  #length = 0;

  /** Room for so many to begin with; more is found when it is needed. */
  constructor(room = 64) {
    this.#held = new Float64Array(Math.max(1, room));
  }

  add(value: number): void {
    if (this.#length === this.#held.length) {
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#held);
      this.#held = wider;
    }
    this.#held[this.#length] = value;
    this.#length += 1;
  }

  /** What was added, to be read before anything else is. */
  finish(): Float64Array {
    return this.#held.subarray(0, this.#length);
  }
}

/** Where each of `count` groups begins when members of groups are laid out group by group; one longer than there are groups. */
export function countStarts(groupOf: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let index = 0; index < groupOf.length; index += 1) {
    const next = (groupOf[index] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let group = 0; group < count; group += 1)
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  return starts;
}
