import { effectiveLimits } from '@bellhop/contracts';
import { describe, expect, it, vi } from 'vitest';
import type { CloseCause } from './close-codes.ts';
import { createOutstandingDeliveries } from './outstanding-deliveries.ts';
import { sweepConnections, type SweptConnection } from './sweep-connections.ts';

const NOW = 1_000_000;

function connection(over: Partial<SweptConnection> = {}) {
  const closes: CloseCause[] = [];
  const events: string[] = [];
  return {
    isReady: true,
    isLoggingIn: false,
    openedAtMs: NOW,
    lastHeardMs: NOW,
    tokenExpiresAtMs: Number.POSITIVE_INFINITY,
    secretEndsAtMs: () => Number.POSITIVE_INFINITY,
    isTokenExpiryAnnounced: false,
    tellMissedAtMs: undefined,
    limits: () => effectiveLimits(undefined),
    outstanding: createOutstandingDeliveries(10),
    send: (frame: string | Buffer) => events.push(frame.toString()) > 0,
    close: (cause: CloseCause) => void closes.push(cause),
    closes,
    events,
    ...over,
  };
}
const rung = vi.fn();
const sweep = (one: SweptConnection, atMs: number, firstFrameTimeoutMs = 10_000) =>
  sweepConnections(
    [one],
    { nowMs: atMs, listenedMs: atMs },
    { loginTimeoutMs: 10_000, firstFrameTimeoutMs, tellRinging: rung },
  );

describe('the sweep', () => {
  it('closes a connection that is silent for the silence timeout, and none before', () => {
    const one = connection();
    sweep(one, NOW + 29_999);
    expect(one.closes).toEqual([]);
    sweep(one, NOW + 30_000);
    expect(one.closes).toEqual(['silent']);
  });

  it('closes none for what the clock on the wall says: it may be set, and the gateway may have stood still', () => {
    const [ready, opened] = [connection(), connection({ isReady: false })];
    sweepConnections(
      [ready, opened],
      { nowMs: NOW + 60_000, listenedMs: NOW + 1_000 },
      { loginTimeoutMs: 10_000, firstFrameTimeoutMs: 10_000, tellRinging: rung },
    );
    expect([ready.closes, opened.closes]).toEqual([[], []]);
  });

  it("obeys the app's own silence timeout", () => {
    const one = connection({ limits: () => effectiveLimits({ silenceTimeoutMs: 5_000 }) });
    sweep(one, NOW + 5_000);
    expect(one.closes).toEqual(['silent']);
  });

  it('closes a connection that does not log in, but not one whose login is under way', () => {
    const idle = connection({ isReady: false });
    sweep(idle, NOW + 10_000);
    expect(idle.closes).toEqual(['loginTimeout']);
    const busy = connection({ isReady: false, isLoggingIn: true, tokenExpiresAtMs: NOW + 1 });
    sweep(busy, NOW + 60_000);
    expect(busy.closes).toEqual([]);
  });

  it('closes one that has said nothing sooner when many wait, but not one that has begun', () => {
    const silent = connection({ isReady: false });
    sweep(silent, NOW + 2_000, 2_000);
    expect(silent.closes).toEqual(['loginTimeout']);
    const begun = connection({ isReady: false, lastHeardMs: NOW + 100 });
    sweep(begun, NOW + 9_999, 2_000);
    expect(begun.closes).toEqual([]);
    sweep(begun, NOW + 10_000, 2_000);
    expect(begun.closes).toEqual(['loginTimeout']);
  });

  it('tells a client once, at its time, that messages may have passed it by', () => {
    const one = connection({ tellMissedAtMs: NOW + 500 });
    sweep(one, NOW + 499);
    expect(one.events).toEqual([]);
    sweep(one, NOW + 500);
    sweep(one, NOW + 1_000);
    expect(one.events).toEqual(['{"v":1,"type":"missed","body":{}}']);
    expect(rung.mock.calls).toEqual([[one]]); // an invitation, too
  });

  it('announces the end of a token once, 30 s before, then closes', () => {
    const one = connection({ tokenExpiresAtMs: NOW + 60_000 });
    const at = (ms: number): void => {
      one.lastHeardMs = NOW + ms;
      sweep(one, NOW + ms);
    };
    at(29_999);
    expect(one.events).toEqual([]);
    at(30_000);
    at(45_000);
    expect(one.events).toEqual(['{"v":1,"type":"tokenExpiring","body":{"expiresInMs":30000}}']);
    expect(one.closes).toEqual([]);
    at(60_000);
    expect(one.closes).toEqual(['tokenExpired']);
  });

  it('closes a connection when the secret that signed its token ends, announced like the end of a token', () => {
    const one = connection({ tokenExpiresAtMs: NOW + 3_600_000, secretEndsAtMs: () => NOW + 10_000 });
    sweep(one, NOW);
    expect(one.events).toEqual(['{"v":1,"type":"tokenExpiring","body":{"expiresInMs":10000}}']);
    sweep(one, NOW + 10_000);
    expect(one.closes).toEqual(['tokenExpired']);
  });

  it('forgets deliveries that message-store has given up', () => {
    const one = connection();
    one.outstanding.add({ messageId: 'm', sentAtMs: NOW, settle: () => undefined });
    sweep(one, NOW + 5_000);
    expect(one.outstanding.size).toBe(1);
    sweep(one, NOW + 5_001);
    expect(one.outstanding.size).toBe(0);
  });
});
