export interface Limiter {
  /** Runs the work as soon as there is a place. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

/** At most `max` pieces of work at a time; the rest wait their turn. */
export function createLimiter(max: number): Limiter {
  const waiting: (() => void)[] = [];
  const idlers: (() => void)[] = [];
  let running = 0;

  function leave(): void {
    const next = waiting.shift();
    if (next !== undefined) return next(); // the place goes on to the next one
    running -= 1;
    if (running === 0) for (const resolve of idlers.splice(0)) resolve();
  }

  return {
    async run(work) {
      if (running < max) running += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        leave();
      }
    },
    async idle() {
      if (running > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}
