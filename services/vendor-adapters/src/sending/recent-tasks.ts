import type { PushTask } from '@bellhop/contracts';

/**
 * Attempts that are under way or were made a while ago. Whoever routes messages may do it again after a crash, with the same task ids and into
 * the same partition: the phone must not ring again for that.
 */
export interface RecentTasks {
  /**
   * Makes an attempt unless it was made already. One that throws was not made; one that is under way may yet throw, e.g. since its record is read anew
   * after a rebalance, so it is waited for.
   */
  once<Result>(task: Attempt, make: () => Promise<Result>): Promise<Result | 'made already'>;
  /** The task may be sent anew, from its first attempt to this one. */
  forget(task: Attempt): void;
}

type Attempt = Pick<PushTask, 'taskId' | 'attempts'>;

/** Of so many attempts at most; a takeover comes within seconds. */
const MOST = 20_000;

export function createRecentTasks(): RecentTasks {
  const underWay = new Map<string, Promise<unknown>>();
  let newer = new Set<string>();
  let older = new Set<string>();

  const remember = (name: string): void => {
    if (newer.size >= MOST / 2) [older, newer] = [newer, new Set()];
    newer.add(name);
  };

  return {
    once: async (task, make) => {
      const name = nameOf(task);
      for (let other = underWay.get(name); other !== undefined; other = underWay.get(name)) {
        const isMade = other.then(
          () => true,
          () => false, // why is told to whoever made it
        );
        if (await isMade) return 'made already';
      }
      if (newer.has(name) || older.has(name)) return 'made already';
      const making = make();
      underWay.set(name, making);
      try {
        const result = await making;
        remember(name);
        return result;
      } finally {
        underWay.delete(name);
      }
    },
    forget: ({ taskId, attempts: last }) => {
      for (let attempts = 0; attempts <= last; attempts += 1) {
        newer.delete(nameOf({ taskId, attempts }));
        older.delete(nameOf({ taskId, attempts }));
      }
    },
  };
}

const nameOf = ({ taskId, attempts }: Attempt): string => `${taskId}/${attempts}`;
