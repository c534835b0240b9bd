import { Unavailable } from '@bellhop/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../calls/call.ts';
import { missedTeller } from '../connections/tell-missed.ts';
import { sessionCalls } from './session-calls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A client whose app comes and goes while Kafka is away, or is not. */
function aClient() {
  const told: (boolean | undefined)[] = [];
  const kafka = { isAway: false };
  const presence = { shows: true, waits: false, asked: [] as (boolean | undefined)[] };
  const connection = {
    isOpen: true,
    isReady: true,
    isTellingAppState: false,
    session: { userId: 'ann' } as Client['connection']['session'],
    tellMissedAtMs: undefined as number | undefined,
  };
  const changed = ({ background }: { background?: boolean }): Promise<void> => {
    if (kafka.isAway) return Promise.reject(new Unavailable('away'));
    told.push(background);
    return Promise.resolve();
  };
  const isSeen = async ({ background }: { background?: boolean }, isCurrent: () => boolean): Promise<boolean> => {
    presence.asked.push(background);
    while (presence.waits && isCurrent()) await new Promise((resolve) => setTimeout(resolve, 10));
    return presence.shows && !presence.waits;
  };
  const behind = { sessions: { changed }, tellMissed: missedTeller(Date.now), isSeen, clock: Date.now };
  const client = { connection, behind } as unknown as Client;
  const call = sessionCalls.find(({ name }) => name === 'reportAppState');
  const report = async (background: boolean): Promise<unknown> => call?.frame?.serve({ background }, client);
  return { told, kafka, presence, connection, report };
}

describe('whether the app is in the background', () => {
  it('is answered for an app that came back when presence shows it; when it does not in time, the client is told to sync later', async () => {
    const { presence, connection, report } = aClient();
    await report(true);
    expect(presence.asked).toEqual([]);
    await report(false);
    expect(presence.asked).toEqual([false]);
    expect(connection.tellMissedAtMs).toBeUndefined();
    await report(true);
    presence.shows = false;
    await report(false);
    expect(connection.tellMissedAtMs).toBe(Date.now() + 5_000);
  });

  it('is not waited for any more when the app has gone again meanwhile', async () => {
    const { presence, connection, report } = aClient();
    await report(true);
    presence.waits = true;
    const back = report(false);
    await vi.advanceTimersByTimeAsync(100);
    await report(true);
    await vi.advanceTimersByTimeAsync(100);
    await back;
    expect(connection.tellMissedAtMs).toBeUndefined();
  });

  it('is told to presence as soon as Kafka is back, and only what is true by then', async () => {
    const { told, kafka, connection, report } = aClient();
    await report(true);
    kafka.isAway = true;
    for (const background of [false, true, false]) await expect(report(background)).rejects.toThrow(Unavailable);
    await vi.advanceTimersByTimeAsync(10_000);
    kafka.isAway = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([true, false]);
    expect(connection).toMatchObject({ isTellingAppState: false, tellMissedAtMs: expect.any(Number) as number });
    await report(true);
    expect(told).toEqual([true, false, true]);
  });

  it('is not told any more when the connection has ended', async () => {
    const { told, kafka, connection, report } = aClient();
    kafka.isAway = true;
    await expect(report(true)).rejects.toThrow(Unavailable);
    connection.isOpen = false;
    kafka.isAway = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
