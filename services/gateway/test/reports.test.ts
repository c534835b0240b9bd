import { ZIM, ZPNs } from '@bellhop/client';
import { pushOutcomes, type PushOutcomes } from '@bellhop/contracts';
import { collectEvents, until, type CollectedEvents } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, startHarness, tokenFor, type Harness } from './harness.ts';

let harness: Harness;
let outcomes: CollectedEvents<PushOutcomes>;
beforeAll(async () => {
  harness = await startHarness();
  outcomes = await collectEvents(harness.kafka, {
    topics: [pushOutcomes.topic],
    event: pushOutcomes,
    onFatal: harness.context.onFatal,
  });
});
afterAll(async () => {
  await outcomes.stop();
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

async function logIn(user: string, isRegistered = true): Promise<ZIM> {
  const zim = ZIM.create({ appID: APP, server: harness.gateway.httpUrl, deviceID: `${user}-phone` });
  await zim.login(user, await tokenFor(user));
  if (isRegistered) await ZPNs.create(zim).registerPush('xiaomi', `token-of-${user}`);
  return zim;
}
const reportsOf = (user: string) =>
  outcomes.events.flatMap(({ reports }) => reports).filter(({ userId }) => userId === user);
const report = (messageID: string) => ({ messageID, kind: 'clicked', agoMs: 2_000 }) as const;

describe('what a device says of notifications', () => {
  it('goes to the trace with its own push address, at the time the server makes of it', async () => {
    const zim = await logIn('olga');
    const before = Date.now();
    await zim.request('reportNotifications', {
      reports: [report('m1'), { ...report('m2'), kind: 'arrived', agoMs: 0 }],
    });
    await until(() => reportsOf('olga').length === 2);
    expect(reportsOf('olga')).toMatchObject([
      {
        app: APP,
        messageId: 'm1',
        deviceId: 'olga-phone',
        pushId: 'push-olga-phone',
        kind: 'NOTIFICATION_REPORT_KIND_CLICKED',
      },
      { messageId: 'm2', kind: 'NOTIFICATION_REPORT_KIND_ARRIVED' },
    ]);
    const [first, second] = reportsOf('olga').map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBe(2_000);
    expect(second).toBeGreaterThanOrEqual(before);
    await zim.logout();
  });

  it('is passed over when the device is not registered for push', async () => {
    const zim = await logIn('nick', false);
    await zim.request('reportNotifications', { reports: [report('m1')] });
    const other = await logIn('oscar');
    await other.request('reportNotifications', { reports: [report('m1')] });
    await until(() => reportsOf('oscar').length === 1);
    expect(reportsOf('nick')).toEqual([]);
    await Promise.all([zim.logout(), other.logout()]);
  });

  it('is bounded: 100 at once, and then one per second', async () => {
    const zim = await logIn('paula');
    const many = Array.from({ length: 100 }, (_, index) => report(`m${index}`));
    await expect(zim.request('reportNotifications', { reports: [...many, report('one more')] })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'reports',
    });
    await zim.request('reportNotifications', { reports: many });
    await expect(zim.request('reportNotifications', { reports: many })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: expect.any(Number) as number,
    });
    await zim.logout();
  });

  it('names the field that does not fit', async () => {
    const zim = await logIn('quinn');
    for (const [wrong, field] of [
      [{ ...report('m'), messageID: '' }, 'reports.0.messageID'],
      [{ ...report('m'), kind: 'seen' as 'clicked' }, 'reports.0.kind'],
      [{ ...report('m'), agoMs: -1 }, 'reports.0.agoMs'],
    ] as const)
      await expect(zim.request('reportNotifications', { reports: [wrong] })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        field,
      });
    await zim.logout();
  });
});

describe('the background', () => {
  it('is told to presence as the same connection, and says nothing about other logins', async () => {
    const zim = await logIn('rosa');
    const sessionOfRosa = () => [...harness.sessions.values()].find(({ userId }) => userId === 'rosa');
    const atLogin = sessionOfRosa();
    expect(atLogin).toMatchObject({ background: false });
    for (const background of [true, false, true]) {
      await zim.request('reportAppState', { background });
      await until(() => sessionOfRosa()?.background === background);
      expect(sessionOfRosa()).toEqual({ ...atLogin, background, userDeviceIds: [] });
    }
    await zim.logout();
    await until(() => sessionOfRosa() === undefined);
  });
});
