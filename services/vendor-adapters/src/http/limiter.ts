export interface Limiter {
  /** Runs the work as soon as there is a place. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** The same, unless it gets no place: `stuck` or `late` then. */
  runWithin<Value>(patience: Patience, work: () => Promise<Value>): Promise<{ readonly ran: Value } | GivenUp>;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

/** `stuck` = no place came free at all · `late` = places came free, and others were before it. */
export type GivenUp = 'stuck' | 'late';

/** How long work waits for a place. */
export interface Patience {
  /** While no place comes free for anybody: each one that does begins this time anew. */
  readonly stuckMs: number;
  /** In all. */
  readonly mostMs: number;
}

/** At most `max` pieces of work at a time; the rest wait their turn. */
export function createLimiter(max: number): Limiter {
  const waiting = new Set<() => void>(); // in order
  const idlers: (() => void)[] = [];
  let running = 0;
  let freedAtMs = Number.NEGATIVE_INFINITY;

  /** undefined = it has a place. */
  function enter(patience?: Patience): Promise<GivenUp | undefined> {
    if (running < max) {
      running += 1;
      return Promise.resolve(undefined);
    }
    return new Promise((resolve) => {
      const sinceMs = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const take = (): void => {
        clearTimeout(timer);
        resolve(undefined);
      };
      const waitOn = (patience: Patience): void => {
        const nowMs = performance.now();
        const mostLeftMs = sinceMs + patience.mostMs - nowMs;
        const stuckLeftMs = Math.max(sinceMs, freedAtMs) + patience.stuckMs - nowMs;
        if (mostLeftMs > 0 && stuckLeftMs > 0) {
          timer = setTimeout(() => waitOn(patience), Math.ceil(Math.min(mostLeftMs, stuckLeftMs)));
          return;
        }
        waiting.delete(take);
        resolve(stuckLeftMs > 0 ? 'late' : 'stuck');
      };
      waiting.add(take);
      if (patience !== undefined) waitOn(patience);
    });
  }

  function leave(): void {
    freedAtMs = performance.now();
    for (const take of waiting) {
      waiting.delete(take);
      return take(); // the place goes on to the next one
    }
    running -= 1;
    if (running === 0) for (const resolve of idlers.splice(0)) resolve();
  }

  async function inPlace<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } finally {
      leave();
    }
  }

  return {
    async run(work) {
      await enter();
      return inPlace(work);
    },
    async runWithin(patience, work) {
      return (await enter(patience)) ?? { ran: await inPlace(work) };
    },
    async idle() {
      if (running > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}
