/**
 * Waits until a check gives something, asking again and again: the way tests wait, never by sleeping.
 * @param check returns undefined or false as long as it is not so; may throw, the last failure is told
 */
export async function until<T>(
  check: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs = 10_000, message = 'the expected state' }: { timeoutMs?: number; message?: string } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let failure: unknown;
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 100)) {
    try {
      const result = await check();
      if (result !== undefined && result !== false) return result;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) throw new Error(`${message} was not reached in ${timeoutMs} ms`, { cause: failure });
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
