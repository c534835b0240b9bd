import { setTimeout as delay } from 'node:timers/promises';

/**
 * For what nobody waits for at once, such as lines of the trace: what is given within `waitMs` is published together, at most `maxItems`
 * at a time, so that a busy service writes few and full records. Each call resolves when the whole round is published, and rejects when a part is not.
 */
export function createGatherer<Item>({
  waitMs,
  maxItems,
  publish,
}: {
  readonly waitMs: number;
  readonly maxItems: number;
  readonly publish: (items: readonly Item[]) => Promise<void>;
}): (items: readonly Item[]) => Promise<void> {
  let round: { readonly items: Item[]; readonly published: Promise<void> } | undefined;

  const open = () => {
    const items: Item[] = [];
    const published = delay(waitMs).then(async () => {
      round = undefined;
      const parts = Array.from({ length: Math.ceil(items.length / maxItems) }, (_, part) =>
        items.slice(part * maxItems, (part + 1) * maxItems),
      );
      await Promise.all(parts.map(publish));
    });
    return { items, published };
  };

  return (items) => {
    if (items.length === 0) return Promise.resolve();
    round ??= open();
    for (const item of items) round.items.push(item);
    return round.published;
  };
}
