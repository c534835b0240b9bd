import type { Vendor } from '../vendor.ts';

/** How far the clock of each vendor is ahead of the simulator's (negative: behind), in milliseconds. */
export class VendorClocks {
  readonly #offsets = new Map<Vendor, number>();
  #dated = { second: Number.NaN, text: '' };

  set(vendor: Vendor, offsetMs: number): void {
    this.#offsets.set(vendor, offsetMs);
  }

  offsetOf(vendor: Vendor): number {
    return this.#offsets.get(vendor) ?? 0;
  }

  /** The `Date` header that a vendor sends at this time of its own clock; whole seconds, as HTTP has them. */
  dateHeader(vendorTime: number): string {
    const second = Math.floor(vendorTime / 1000);
    if (second !== this.#dated.second) this.#dated = { second, text: new Date(second * 1000).toUTCString() };
    return this.#dated.text;
  }

  reset(): void {
    this.#offsets.clear();
  }
}
