/** Adds a task behind the others of its key; false = too many wait, and it is not done. A task does not throw. */
export type FairQueues = (key: string, task: () => Promise<void>) => boolean;

/**
 * Does the tasks of one key one after the other, of several keys side by side and in turns, so that a key with many or long ones leaves the others theirs.
 * @param bounds how many run at once, and how many may wait or run: of one key, and in all
 */
export function fairQueues(bounds: {
  readonly atOnce: number;
  readonly mostOfOne: number;
  readonly most: number;
}): FairQueues {
  /** By key; that of a key whose task runs is kept, too, empty or not. */
  const queues = new Map<string, (() => Promise<void>)[]>();
  /** Keys with tasks, none of which runs. */
  const turns: string[] = [];
  let [running, size] = [0, 0];

  const run = async (key: string, queue: (() => Promise<void>)[]): Promise<void> => {
    await queue[0]?.();
    queue.shift();
    size -= 1;
    running -= 1;
    if (queue.length > 0) turns.push(key);
    else queues.delete(key);
    work();
  };
  const work = (): void => {
    while (running < bounds.atOnce) {
      const key = turns.shift();
      const queue = key === undefined ? undefined : queues.get(key);
      if (key === undefined || queue === undefined) return;
      running += 1;
      void run(key, queue);
    }
  };

  return (key, task) => {
    const queue = queues.get(key);
    if (size >= bounds.most || (queue?.length ?? 0) >= bounds.mostOfOne) return false;
    size += 1;
    if (queue === undefined) {
      queues.set(key, [task]);
      turns.push(key);
    } else queue.push(task);
    work();
    return true;
  };
}
