import { expect, it } from 'vitest';
import { logSeldom } from './log-seldom.ts';

it('logs at once, then once a second, and says how often it did not', () => {
  let nowMs = 0;
  const lines: unknown[] = [];
  const log = { warn: (fields: object, message: string) => void lines.push([fields, message]) };
  const warn = logSeldom(log as never, 'warn', () => nowMs);
  for (const atMs of [0, 1, 999, 1_000, 1_999, 5_000]) {
    nowMs = atMs;
    warn({ atMs }, 'away');
  }
  expect(lines).toEqual([
    [{ atMs: 0 }, 'away'],
    [{ atMs: 1_000, alsoNotLogged: 2 }, 'away'],
    [{ atMs: 5_000, alsoNotLogged: 1 }, 'away'],
  ]);
});
