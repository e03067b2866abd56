/** A binary heap: what comes before all others is taken first. Used for the order in a queue and for what becomes due next. */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #comesBefore: (one: T, other: T) => boolean;

  constructor(comesBefore: (one: T, other: T) => boolean) {
    this.#comesBefore = comesBefore;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    let index = this.#items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(parent, index);
      index = parent;
    }
  }

  take(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    items[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let earliest = index;
      if (left < items.length && this.#isBefore(left, earliest)) earliest = left;
      if (right < items.length && this.#isBefore(right, earliest)) earliest = right;
      if (earliest === index) return first;
      this.#swap(earliest, index);
      index = earliest;
    }
  }

  #isBefore(one: number, other: number): boolean {
    return this.#comesBefore(this.#items[one] as T, this.#items[other] as T);
  }

  #swap(one: number, other: number): void {
    const kept = this.#items[one] as T;
    this.#items[one] = this.#items[other] as T;
    this.#items[other] = kept;
  }
}
