import { effectiveLimits, effectivePushRules } from '@bellhop/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clients } from '../clients/open-clients.ts';
import type { Session } from '../connections/session.ts';
import { sessionVisibility } from './session-visibility.ts';

type GetPresence = Clients['presence']['getPresence'];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const session: Session = {
  app: {
    app: 'demo',
    packageName: 'com.example.demo',
    apiKeySha256s: [],
    clientTokenSecrets: [],
    limits: effectiveLimits(undefined),
    resourcesIds: new Set(),
    pushRules: effectivePushRules({}),
    templateIds: new Set<string>(),
    version: 1,
  },
  userId: 'bob',
  deviceId: 'phone',
  platform: '',
  connectionId: 'c2',
  connectedAtMs: 0,
  loginNumber: 1,
  userDeviceIds: [],
};
const showing =
  (connectionId: () => string, background: () => boolean = () => false): GetPresence =>
  () =>
    Promise.resolve({
      asOfMs: 0,
      users: [
        {
          userId: 'bob',
          state: 'PRESENCE_STATE_ONLINE',
          devices: [
            {
              deviceId: 'phone',
              gatewayAddress: '',
              connectionId: connectionId(),
              connectedAtMs: 0,
              platform: '',
              background: background(),
            },
          ],
        },
      ],
    });

/** Whether the session was seen, and after how many ms. */
async function seen(...replicas: GetPresence[]): Promise<{ isSeen: boolean; afterMs: number }> {
  const started = performance.now();
  const waiting = sessionVisibility({ all: () => replicas.map((getPresence) => ({ getPresence })) })(session);
  let isOver = false;
  void waiting.then(() => (isOver = true));
  while (!isOver) await vi.advanceTimersByTimeAsync(1);
  return { isSeen: await waiting, afterMs: Math.round(performance.now() - started) };
}

describe('the wait for presence', () => {
  it('ends as soon as presence shows this connection, not an older one of the device', async () => {
    const started = performance.now();
    const { isSeen, afterMs } = await seen(showing(() => (performance.now() - started < 100 ? 'c1' : 'c2')));
    expect(isSeen).toBe(true);
    expect(afterMs).toBeGreaterThanOrEqual(100);
    expect(afterMs).toBeLessThan(300);
  });

  it('ends when presence shows that the app came back from the background', async () => {
    const started = performance.now();
    const late = showing(
      () => 'c2',
      () => performance.now() - started < 100,
    );
    const { isSeen, afterMs } = await seen(late);
    expect(isSeen).toBe(true);
    expect(afterMs).toBeGreaterThanOrEqual(100);
  });

  it('ends when the session is not as it was any more', async () => {
    const getPresence = vi.fn(showing(() => 'c1'));
    let isCurrent = true;
    const waiting = sessionVisibility({ all: () => [{ getPresence }] })(session, () => isCurrent);
    await vi.advanceTimersByTimeAsync(100);
    isCurrent = false;
    await vi.advanceTimersByTimeAsync(200);
    const { length: asked } = getPresence.mock.calls;
    expect(await waiting).toBe(false);
    expect(getPresence).toHaveBeenCalledTimes(asked);
  });

  it('is for every replica that answers', async () => {
    const away: GetPresence = () => Promise.reject(new Error('away'));
    expect(
      await seen(
        showing(() => 'c2'),
        away,
      ),
    ).toMatchObject({ isSeen: true });
    expect(
      await seen(
        showing(() => 'c2'),
        showing(() => 'c1'),
      ),
    ).toMatchObject({ isSeen: false });
    const started = performance.now();
    const late = showing(() => (performance.now() - started < 100 ? 'c1' : 'c2'));
    const { isSeen, afterMs } = await seen(
      showing(() => 'c2'),
      late,
      away,
    );
    expect(isSeen).toBe(true);
    expect(afterMs).toBeGreaterThanOrEqual(100);
  });

  it.each<[string, GetPresence]>([
    ['does not show it', showing(() => 'c1')],
    ['refuses', () => Promise.reject(new Error('away'))],
    [
      'hangs',
      (_request, options) =>
        new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), options?.deadlineMs)),
    ],
  ])('ends after 2 s when presence %s', async (_title, getPresence) => {
    const { isSeen, afterMs } = await seen(getPresence);
    expect(isSeen).toBe(false);
    expect(afterMs).toBeGreaterThanOrEqual(2_000);
    expect(afterMs).toBeLessThan(2_020);
  });
});
