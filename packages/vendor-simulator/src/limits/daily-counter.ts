import { shanghaiDay } from '../clock.ts';

const MAX_KEYS = 10_000;

/** Counts per key that start again at midnight in Shanghai. */
export class DailyCounter {
  #day = -1;
  #counts = new Map<string, number>();

  count(key: string, atMs: number): number {
    this.#turnPage(atMs);
    return this.#counts.get(key) ?? 0;
  }

  add(key: string, amount: number, atMs: number): void {
    this.#turnPage(atMs);
    if (this.#counts.size >= MAX_KEYS && !this.#counts.has(key)) return;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + amount);
  }

  reset(): void {
    this.#counts.clear();
  }

  #turnPage(atMs: number): void {
    const day = shanghaiDay(atMs);
    if (day === this.#day) return;
    this.#day = day;
    this.#counts.clear();
  }
}
