import type { VendorStats } from '../observation/observation.ts';

const GROUP_MS = 1_000;
const MAX_WAITING = 50_000;
const TIMEOUT_MS = 5_000;

/** One HTTP request that carries receipts. */
export interface ReceiptPost {
  contentType: string;
  body: string;
  headers?: Record<string, string>;
}

/** Turns the receipts that came together for one address into the vendor's requests. */
export type ReceiptEncoder<Entry> = (entries: Entry[]) => ReceiptPost[];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Collects receipts for about a second, as the vendors do, and posts them. It reaches loopback hosts only: a
 * simulator must never call a stranger's server because a test used a real-looking address.
 */
export class ReceiptSender<Entry> {
  readonly #encode: ReceiptEncoder<Entry>;
  readonly #counts: () => VendorStats['receipts'];
  #waiting = new Map<string, Entry[]>();
  #size = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(encode: ReceiptEncoder<Entry>, counts: () => VendorStats['receipts']) {
    this.#encode = encode;
    this.#counts = counts;
  }

  add(url: string, entry: Entry): void {
    if (!isLoopback(url)) {
      this.#counts().skipped += 1;
      return;
    }
    if (this.#size >= MAX_WAITING) {
      this.#counts().dropped += 1;
      return;
    }
    this.#size += 1;
    const group = this.#waiting.get(url);
    if (group === undefined) this.#waiting.set(url, [entry]);
    else group.push(entry);
    this.#timer ??= setTimeout(() => void this.flush(), GROUP_MS).unref();
  }

  /** Posts what waits, now. Failures are counted, never thrown: no vendor tells the sender about them. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const groups = [...this.#waiting];
    this.#waiting.clear();
    this.#size = 0;
    for (const [url, entries] of groups) {
      for (const post of this.#encode(entries)) await this.#post(url, post);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
    this.#size = 0;
  }

  async #post(url: string, post: ReceiptPost): Promise<void> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': post.contentType, ...post.headers },
        body: post.body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        redirect: 'manual',
      });
      await response.arrayBuffer();
      if (response.ok) this.#counts().sent += 1;
      else this.#counts().failed += 1;
    } catch {
      this.#counts().failed += 1;
    }
  }
}

function isLoopback(url: string): boolean {
  try {
    return LOOPBACK.test(new URL(url).hostname);
  } catch {
    return false;
  }
}

/** Splits a list into pieces of at most `size`. */
export function piecesOf<T>(items: T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < items.length; from += size) pieces.push(items.slice(from, from + size));
  return pieces;
}
