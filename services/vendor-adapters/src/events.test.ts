import type { Logger } from '@bellhop/runtime';
import { expect, it } from 'vitest';
import { adapterEvents } from './events.ts';

it('says each cause once however many devices it hit, without the token', () => {
  const lines: unknown[] = [];
  const record =
    (level: string) =>
    (fields: object, text: string): void =>
      void lines.push({ level, text, ...fields });
  const log = { debug: record('debug'), warn: record('warn'), error: record('error') } as unknown as Logger;
  const wrongSecret = { kind: 'misconfigured', code: '21301', reason: 'wrong AppSecret' } as const;
  const gone = { kind: 'invalid-token', code: '20301', reason: 'unknown' } as const;
  adapterEvents(log).attempted('xiaomi', {
    task: { app: 'shop', messageId: 'm1', acceptedAtMs: 0, attempts: 0, call: null, takesBack: false },
    settled: { retry: undefined, deadLetter: undefined },
    outcomes: [wrongSecret, gone, wrongSecret, { kind: 'accepted', vendorMessageId: 'v', code: '0' }, wrongSecret],
    tookMs: 1,
    nowMs: 2,
  });
  expect(lines).toMatchObject([
    { level: 'debug', messageId: 'm1', targets: 1 },
    {
      level: 'error',
      text: expect.stringContaining('save the right certificate set') as string,
      code: '21301',
      reason: 'wrong AppSecret',
      targets: 3,
    },
    { level: 'warn', text: 'push not accepted', code: '20301', targets: 1 },
  ]);
});
