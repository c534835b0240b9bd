/** The last `limit` items, each with a running number that starts at 1. Storage grows only as far as it is used. */
export class Ring<T> {
  readonly #limit: number;
  #items: T[] = [];
  #written = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Number of the newest item; 0 when nothing was ever added. */
  get last(): number {
    return this.#written;
  }

  add(item: T): void {
    if (this.#items.length < this.#limit) this.#items.push(item);
    else this.#items[this.#written % this.#limit] = item;
    this.#written += 1;
  }

  /** Items with a number above `after`, oldest first, until `limit` of them passed `accept`. */
  after(after: number, limit: number, accept: (item: T) => boolean = () => true): { n: number; item: T }[] {
    const found: { n: number; item: T }[] = [];
    const first = Math.max(after, this.#written - this.#items.length);
    for (let index = first; index < this.#written && found.length < limit; index += 1) {
      const item = this.#items[index % this.#limit];
      if (item !== undefined && accept(item)) found.push({ n: index + 1, item });
    }
    return found;
  }

  clear(): void {
    this.#items = [];
    this.#written = 0;
  }
}
