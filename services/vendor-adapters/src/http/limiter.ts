export interface Limiter {
  /** Runs the work as soon as there is a place. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** The same, unless no place comes free in time: undefined then. */
  runWithin<Value>(waitMs: number, work: () => Promise<Value>): Promise<Value | undefined>;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

/** At most `max` pieces of work at a time; the rest wait their turn. */
export function createLimiter(max: number): Limiter {
  const waiting = new Set<() => void>(); // in order
  const idlers: (() => void)[] = [];
  let running = 0;

  /** False when no place came free in time. */
  function enter(waitMs?: number): Promise<boolean> {
    if (running < max) {
      running += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const giveUp = (): void => {
        waiting.delete(take);
        resolve(false);
      };
      const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs);
      const take = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      waiting.add(take);
    });
  }

  function leave(): void {
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
    async runWithin(waitMs, work) {
      return (await enter(waitMs)) ? inPlace(work) : undefined;
    },
    async idle() {
      if (running > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}
