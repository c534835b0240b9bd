import type { PushTask } from '@bellhop/contracts';
import { Unavailable } from '@bellhop/runtime';

/** Keeps pushes of one conversation to one device in order while they leave side by side with all others. */
export interface ConversationOrder {
  /**
   * Does the work of a task when the work of every earlier task of its conversation to one of its devices is done.
   * @param late what comes of the task when it would have to wait for too long, or behind too many
   * @throws Unavailable instead when a service of ours is away, which is why the one before it did not get through
   */
  run<Result>(task: OrderedTask, steps: { work: () => Promise<Result>; late: () => Result }): Promise<Result>;
}

type OrderedTask = Pick<PushTask, 'app' | 'conversationId' | 'attempts'> & {
  readonly targets: readonly Pick<PushTask['targets'][number], 'pushId'>[];
};

/** What is not done yet for one device in one conversation. */
interface Line {
  /** Resolves when the newest task and all before it are done. */
  done: Promise<void>;
  tasks: number;
  /** Why the last one that ended did not get through, as far as a service of ours is to blame. */
  trouble: Unavailable | undefined;
}

/** So many may wait for one device of a conversation: what one hanging vendor holds up stays small beside what the consumer may have under way. */
const MAX_WAITING = 50;

export function createConversationOrder({
  maxWaitMs,
  ordersRetries = false,
}: {
  maxWaitMs: number;
  /**
   * Retries keep the order too. Not those of messages, which would hold up what is newer; but a ringing that is tried again and its end must not
   * be on their way at one time.
   */
  ordersRetries?: boolean;
}): ConversationOrder {
  const lines = new Map<string, Line>();

  return {
    run: async ({ app, conversationId, attempts, targets }, { work, late }) => {
      // A task from before conversations were named, and a retry of a message.
      if (conversationId === '' || (attempts > 0 && !ordersRetries)) return work();
      const keys = [...new Set(targets.map(({ pushId }) => `${app}/${conversationId}/${pushId}`))];
      const before = keys.flatMap((key) => lines.get(key) ?? []);
      const tooLate = () => {
        for (const { trouble } of keys.flatMap((key) => lines.get(key) ?? [])) if (trouble !== undefined) throw trouble;
        return late();
      };
      if (before.some(({ tasks }) => tasks > MAX_WAITING)) return tooLate();

      const earlier = before.length === 0 ? undefined : Promise.all(before.map(({ done }) => done));
      const { promise: worked, resolve: markWorked } = Promise.withResolvers<void>();
      // Also when this one gives up waiting: who comes behind it still waits for those before it. Without the values of all of them, which would pile up
      // for as long as the line never ends.
      const done = earlier === undefined ? worked : earlier.then(() => worked);
      for (const key of keys) {
        const { tasks = 0, trouble = undefined } = lines.get(key) ?? {};
        lines.set(key, { done, tasks: tasks + 1, trouble });
      }
      void done.then(() => {
        for (const key of keys) leave(key);
      });
      try {
        const isTurn = earlier === undefined || (await comesWithin(earlier, maxWaitMs));
        if (!isTurn) return tooLate();
        const result = await work();
        note(keys, undefined);
        return result;
      } catch (error) {
        if (error instanceof Unavailable) note(keys, error);
        throw error;
      } finally {
        markWorked();
      }
    },
  };

  function note(keys: readonly string[], trouble: Unavailable | undefined): void {
    for (const key of keys) {
      const line = lines.get(key);
      if (line !== undefined) line.trouble = trouble;
    }
  }

  function leave(key: string): void {
    const line = lines.get(key);
    if (line === undefined) return;
    line.tasks -= 1;
    if (line.tasks === 0) lines.delete(key);
  }
}

async function comesWithin(coming: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([coming.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
