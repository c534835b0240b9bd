import { silentLogger, startTelemetry, type Logger } from '@bellhop/runtime';
import { expect, it, onTestFinished } from 'vitest';
import type { SendOutcome } from './domain/send-outcome.ts';
import { adapterEvents } from './events.ts';
import { busy } from './domain/send-outcome.ts';

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

it('counts as the time of the vendor only what the vendor took: one that hangs, so that most tasks get no call, is a slow one', async () => {
  const telemetry = await startTelemetry({ service: 'test' });
  onTestFinished(() => telemetry.close());
  const events = adapterEvents(silentLogger());
  const attempted = (outcome: SendOutcome, tookMs: number) =>
    events.attempted('xiaomi', {
      task: { app: 'shop', messageId: 'm1', acceptedAtMs: 0, attempts: 0, call: null, takesBack: false },
      settled: { retry: undefined, deadLetter: undefined },
      outcomes: [outcome],
      tookMs,
      nowMs: 2,
    });
  attempted({ kind: 'accepted', vendorMessageId: 'v', code: '0' }, 7_000);
  for (let task = 0; task < 99; task += 1) attempted(busy, 0);
  const metrics = await new Promise<string>((resolve) =>
    telemetry.serveMetrics({} as never, { setHeader: () => undefined, end: resolve } as never),
  );
  expect(metrics).toMatch(/^bellhop_vendor_call_duration_count\{.*vendor="xiaomi".*\} 1$/m);
});
