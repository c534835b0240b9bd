import type { PushTask } from '@bellhop/contracts';

/**
 * Attempts that are under way or were made a while ago. Whoever routes messages may do it again after a crash, with the same task ids and into
 * the same partition: the phone must not ring again for that.
 */
export interface RecentTasks {
  /** Makes an attempt unless it was made already. One that throws was not made. */
  once<Result>(task: Attempt, make: () => Promise<Result>): Promise<Result | 'made already'>;
  /** The attempt may be made again. */
  forget(task: Attempt): void;
}

type Attempt = Pick<PushTask, 'taskId' | 'attempts'>;

/** Of so many attempts at most; a takeover comes within seconds. */
const MOST = 20_000;

export function createRecentTasks(): RecentTasks {
  let newer = new Set<string>();
  let older = new Set<string>();

  const forget = (task: Attempt): void => {
    newer.delete(nameOf(task));
    older.delete(nameOf(task));
  };

  return {
    once: async (task, make) => {
      const name = nameOf(task);
      if (newer.has(name) || older.has(name)) return 'made already';
      if (newer.size >= MOST / 2) [older, newer] = [newer, new Set()];
      newer.add(name);
      try {
        return await make();
      } catch (error) {
        forget(task);
        throw error;
      }
    },
    forget,
  };
}

const nameOf = ({ taskId, attempts }: Attempt): string => `${taskId}/${attempts}`;
