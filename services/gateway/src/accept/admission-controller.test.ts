import type { GroupProgress } from '@bellhop/kafka';
import { ResourceExhausted, silentLogger } from '@bellhop/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatewayEvents } from '../events.ts';
import { startAdmissionController } from './admission-controller.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function controller({ progress }: { progress: () => Promise<Map<string, GroupProgress>> }) {
  const waiting = { bytes: 0, ms: 0 };
  const admission = startAdmissionController({
    lag: { progress },
    producer: { bufferedBytes: () => waiting.bytes, expectedWaitMs: () => waiting.ms },
    ackWaitMs: () => 0,
    settings: { targetDelayMs: 1_000, minBacklog: 500, maxProducerBytes: 1_000 },
    events: gatewayEvents(silentLogger(), { connections: () => 0, unauthenticated: () => 0, outstanding: () => 0 }),
    log: silentLogger(),
    clock: () => Date.now(),
  });
  return { admission, waiting };
}
const store = (lag: number, committed = 0) =>
  Promise.resolve(new Map([['im.message-accepted.v1', { lag, committed, started: true }]]));

describe('the admission controller', () => {
  it('refuses everything while too much waits for Kafka', async () => {
    const { admission, waiting } = controller({ progress: () => store(0) });
    waiting.bytes = 1_001;
    expect(() => admission.admit(1)).toThrow(ResourceExhausted);
    waiting.bytes = 1_000;
    admission.admit(1);
    await admission.close();
  });

  it('refuses what would wait in the gateway for longer than the delay that is aimed at, and says when it would not', async () => {
    const { admission, waiting } = controller({ progress: () => store(0) });
    waiting.ms = 3_000;
    expect(() => admission.admit(1)).toThrow(
      expect.objectContaining({ code: 'RESOURCE_EXHAUSTED', retryAfterMs: expect.closeTo(4_500, -4) as unknown }),
    );
    waiting.ms = 1_000;
    admission.admit(1);
    await admission.close();
  });

  it('bounds a burst before its effect is seen, but never refuses the first call', async () => {
    const { admission } = controller({ progress: () => store(0) });
    await vi.advanceTimersByTimeAsync(1);
    admission.admit(1_000_000); // a single call could never come otherwise
    expect(() => admission.admit(1)).toThrow(ResourceExhausted);
    await admission.close();
  });

  it('sheds while a stage stands still, spreads the times to come back, and forgets it when it has caught up', async () => {
    let lag = 50_000;
    const { admission } = controller({ progress: () => store(lag) });
    await vi.advanceTimersByTimeAsync(5_000);
    const hints = Array.from({ length: 50 }, () => {
      try {
        admission.admit(10);
        return undefined;
      } catch (error) {
        return (error as ResourceExhausted).retryAfterMs;
      }
    }).filter((hint) => hint !== undefined);
    expect(hints.length).toBeGreaterThan(40);
    expect(Math.min(...hints)).toBeGreaterThanOrEqual(250);
    expect(new Set(hints).size).toBeGreaterThan(10);
    lag = 0;
    await vi.advanceTimersByTimeAsync(5_000);
    for (let n = 0; n < 50; n += 1) admission.admit(10);
    await admission.close();
  });

  it('forgets its limit when Kafka has told nothing for 15 s', async () => {
    let isAway = false;
    const { admission } = controller({
      progress: () => (isAway ? Promise.reject(new Error('away')) : store(50_000)),
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(() => Array.from({ length: 50 }, () => admission.admit(10))).toThrow(ResourceExhausted);
    isAway = true;
    await vi.advanceTimersByTimeAsync(20_000);
    for (let n = 0; n < 50; n += 1) admission.admit(10);
    await admission.close();
  });
});
