/** What came to an app, in the order in which it came, for scenarios to wait for. */
export class Arrivals<T> {
  readonly #items: T[] = [];
  #waiters: (() => void)[] = [];

  add(item: T): void {
    this.#items.push(item);
    for (const wake of this.#waiters.splice(0)) wake();
  }

  /** The first one that fits, once it is there; undefined when none came in time. */
  async first(fits: (item: T) => boolean, waitMs: number): Promise<T | undefined> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const found = this.#items.find(fits);
      const left = deadline - Date.now();
      if (found !== undefined || left <= 0) return found;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
