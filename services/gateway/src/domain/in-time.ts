import { Unavailable } from '@bellhop/runtime';

/** Whoever asks is answered in any case: what takes longer throws Unavailable, and goes on by itself. */
export async function inTime<T>(work: Promise<T>, withinMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unavailable(`${what} took too long`)), withinMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
