import type { VendorName } from '@bellhop/contracts';
import { traceService } from '@bellhop/grpc';
import { testContext, until } from '@bellhop/testkit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { concurrently } from '../src/system/offline-users.ts';
import { wholeTrace } from '../src/system/gateway-api.ts';
import { aPush, openTestApp, type OfflinePhone, type TestApp, type TraceEntry } from '../src/test-app.ts';

// Behaviour as a whole, through every service, in its own words. What lies behind a sentence is tested where it is done.

const context = testContext();
let pipeline: Pipeline;
let shop: TestApp;
/** A message of each reason for silence that was seen here, and whom it did not reach. */
const silent = new Map<string, { readonly app: TestApp; readonly messageID: string; readonly user: string }>();

beforeAll(async () => {
  pipeline = await startPipeline(context);
  shop = await openSpeakingApp('shop');
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

/** An app one of whose users has settings: whether there are any is looked up every few seconds. */
async function openSpeakingApp(
  ...args: Parameters<typeof openTestApp> extends [Pipeline, ...infer Rest] ? Rest : never
) {
  const app = await openTestApp(pipeline, ...args);
  await app.api('PATCH', '/users/alice/settings', { userName: 'Alice' });
  return app;
}
/** Nothing comes, and the trace says why: by words that stand for the reason. */
async function isSilent(app: TestApp, phone: OfflinePhone, messageID: string, why: string): Promise<void> {
  const entries = await app.decided(
    messageID,
    phone.user,
    ({ deviceID = phone.deviceID }) => deviceID === phone.deviceID,
  );
  const ofPhone = entries.filter(({ deviceID = phone.deviceID }) => deviceID === phone.deviceID);
  expect(ofPhone).toEqual([
    expect.objectContaining({ kind: 'not-pushed', text: expect.stringContaining(why) as string }),
  ]);
  silent.set(why, { app, messageID, user: phone.user });
}
const group = async (groupID: string, ...memberUserIDs: string[]): Promise<string> => {
  await shop.api('POST', '/groups', { groupID, ownerUserID: 'alice', memberUserIDs });
  return groupID;
};
const setStatus = (user: string, conversationID: string, status: object) =>
  shop.api('PUT', `/users/${user}/conversations/${encodeURIComponent(conversationID)}/notification-status`, status);
const untilOnline = (app: TestApp, user: string) =>
  until(async () => {
    const { users } = await app.api<{ users: { state: string }[] }>('POST', '/presence', { userIDs: [user] });
    return users[0]?.state === 'online';
  });
const saying = (content: string) => ({ text: content, pushConfig: { ...aPush, content } });
const MUTED = 'the receiver muted the conversation';

describe('Conversation muted by the receiver (peer ≤ 500, groups unlimited): no push', () => {
  it('of a user', async () => {
    const phone = await shop.phone('mara');
    await shop.send({ toUserID: 'mara', ...saying('before') });
    await shop.rings(phone);
    await setStatus('mara', 'peer/alice/mara', { notifyMode: 'none' });
    await isSilent(shop, phone, await shop.send({ toUserID: 'mara', ...saying('muted') }), MUTED);
    await shop.send({ toUserID: 'mara', fromUserID: 'bob', ...saying('by somebody else') });
    expect(await shop.rings(phone, 2)).toEqual(['before', 'by somebody else']);
  });

  it('of a group, except an @-mention that the sender marked as notifying', async () => {
    const phone = await shop.phone('mick');
    const toGroupID = await group('noisy', 'mick', 'milo');
    await setStatus('mick', 'group/noisy', { notifyMode: 'none' });
    const mentioning = (mentions: object, content: string) => shop.send({ toGroupID, ...saying(content), mentions });
    await isSilent(shop, phone, await shop.send({ toGroupID, ...saying('plain') }), MUTED);
    await isSilent(shop, phone, await mentioning({ userIDs: ['mick'] }, 'mention'), MUTED);
    await isSilent(shop, phone, await mentioning({ userIDs: ['milo'], notify: true }, 'of another'), MUTED);
    await mentioning({ userIDs: ['mick'], notify: true }, 'notifying');
    await mentioning({ all: true, notify: true }, 'all');
    expect(await shop.rings(phone, 2)).toEqual(['notifying', 'all']);
  });

  it('peer ≤ 500, groups unlimited', async () => {
    const senders = Array.from({ length: 501 }, (_, index) => `sender-${index}`);
    for (const some of [senders.slice(0, 500), senders.slice(500)])
      await shop.api('POST', '/messages/batch', {
        messages: some.map((fromUserID) => ({ fromUserID, toUserID: 'zita', text: 'hello' })),
      });
    const peerOf = (sender: string) => `peer/${sender}/zita`;
    await until(async () => {
      await setStatus('zita', peerOf('sender-500'), { notifyMode: 'all' }); // its conversation is there
      return true;
    });
    await concurrently(16, senders.slice(0, 500), async (sender) => {
      await setStatus('zita', peerOf(sender), { notifyMode: 'none' });
    });
    await expect(setStatus('zita', peerOf('sender-500'), { notifyMode: 'none' })).rejects.toMatchObject({
      code: 'TOO_MANY_MUTED',
      message: expect.stringContaining('500') as string,
    });
    await group('one-more', 'zita');
    await setStatus('zita', 'group/one-more', { notifyMode: 'none' });
    await setStatus('zita', peerOf('sender-0'), { notifyMode: 'all' });
    await setStatus('zita', peerOf('sender-500'), { notifyMode: 'none' });
  });
});

describe('Mute-until and mention-only are settings too', () => {
  it('mute-until', async () => {
    const phone = await shop.phone('momo');
    const toGroupID = await group('nap', 'momo');
    const muteUntil = Date.now() + 1_500;
    await setStatus('momo', 'group/nap', { notifyMode: 'none', muteUntil });
    await isSilent(shop, phone, await shop.send({ toGroupID, ...saying('too early') }), MUTED);
    await until(() => Date.now() > muteUntil);
    await shop.send({ toGroupID, ...saying('awake') });
    expect(await shop.rings(phone)).toEqual(['awake']);
  });

  it('mention-only', async () => {
    const phone = await shop.phone('mela');
    const toGroupID = await group('chatty', 'mela');
    await setStatus('mela', 'group/chatty', { notifyMode: 'mentions' });
    await isSilent(shop, phone, await shop.send({ toGroupID, ...saying('plain') }), MUTED);
    await shop.send({ toGroupID, ...saying('mention'), mentions: { userIDs: ['mela'] } });
    expect(await shop.rings(phone)).toEqual(['mention']);
  });
});

describe('Platform rule: while any of the user’s onlinePlatforms is online, their quietPlatforms get no push', () => {
  const SILENCED = 'online on a platform that silences';
  const quietPlatforms = { onlinePlatforms: ['web'], quietPlatforms: ['android'] };
  /** An offline phone of a user whose browser silences it. */
  const quietPhone = async (app: TestApp, user: string, vendor?: VendorName) => {
    const phone = await app.phone(user, vendor);
    await app.api('PATCH', `/users/${user}/settings`, { quietPlatforms });
    return phone;
  };
  const openBrowser = (app: TestApp, user: string) => app.login(user, `${user}-browser`, { platform: 'web' });
  const says =
    (what: string, { deviceID }: OfflinePhone) =>
    (entry: TraceEntry): boolean =>
      entry.deviceID === deviceID && entry.text.includes(what);

  it('when a message comes', async () => {
    const phone = await quietPhone(shop, 'pam');
    const browser = await openBrowser(shop, 'pam');
    await isSilent(shop, phone, await shop.send({ toUserID: 'pam', ...saying('in the browser') }), SILENCED);
    await until(() => browser.texts().join() === 'in the browser');
    await browser.close();
    await shop.untilOffline('pam');
    const tablet = await shop.login('pam', 'pam-tablet', { platform: 'ios' });
    await shop.send({ toUserID: 'pam', ...saying('on the tablet') });
    expect(await shop.rings(phone)).toEqual(['on the tablet']);
    await tablet.close();
  });

  it('when the phone looks connected and does not acknowledge', async () => {
    const phone = await quietPhone(shop, 'petra');
    const [browser, frozen] = [await openBrowser(shop, 'petra'), await shop.login('petra', phone.deviceID)];
    frozen.acknowledges = false;
    const sent = await shop.send({ toUserID: 'petra', ...saying('in the browser') });
    const entries = await shop.decided(sent, 'petra', says(SILENCED, phone));
    expect(entries.filter(({ kind }) => kind !== 'not-pushed')).toEqual([]);
    expect(browser.texts()).toEqual(['in the browser']);
    expect(await shop.shown(phone)).toEqual([]);
    await Promise.all([browser.close(), frozen.close()]);
  });

  it('not while the one that is online does not acknowledge: the phone rings then', async () => {
    const phone = await quietPhone(shop, 'paula');
    const frozen = await openBrowser(shop, 'paula');
    frozen.acknowledges = false;
    const sent = await shop.send({ toUserID: 'paula', ...saying('the browser hangs') });
    expect(await shop.rings(phone)).toEqual(['the browser hangs']);
    const entries = await shop.decided(sent, 'paula', says('no acknowledgement', phone));
    expect(entries.some(says(SILENCED, phone))).toBe(true); // until then
    await frozen.close();
  });

  it('when a burst that was gathered is told of', async () => {
    const calm = await openSpeakingApp('calm', { limits: { foldSeconds: 3_600 } });
    const phone = await quietPhone(calm, 'pia', 'fcm');
    const send = (content: string) => calm.send({ toUserID: 'pia', ...saying(content) });
    await send('first');
    const last = await send('second');
    await calm.decided(last, 'pia', says('gathered', phone));
    const browser = await openBrowser(calm, 'pia');
    await untilOnline(calm, 'pia');
    const db = new pg.Client(pipeline.databaseUrl);
    await db.connect();
    await db.query(`update push_router.fold set window_ends_at = 0 where app = 'calm'`);
    await db.end();
    await calm.decided(last, 'pia', says(SILENCED, phone));
    expect(await calm.rings(phone)).toEqual(['first']);
    await browser.close();
  });

  it('when a push that waited is to leave', async () => {
    const phone = await quietPhone(shop, 'pavel', 'vivo');
    await pipeline.control.addFault({
      ...{ vendor: 'vivo', path: 'send', kind: 'status', status: 503, retryAfterSeconds: 3, times: 1 },
      token: phone.token,
    });
    const sent = await shop.send({ toUserID: 'pavel', ...saying('too late') });
    await shop.decided(sent, 'pavel', ({ kind }) => kind === 'unavailable');
    const browser = await openBrowser(shop, 'pavel');
    await untilOnline(shop, 'pavel');
    const entries = await shop.decided(sent, 'pavel', ({ kind }) => kind === 'superseded');
    expect(entries.at(-1)?.text).toContain('has come online on a platform that silences');
    expect(await shop.shown(phone)).toEqual([]);
    await browser.close();
  });
});

const zones = [
  'Asia/Shanghai',
  'Asia/Karachi',
  'Europe/Berlin',
  'America/Halifax',
  'America/Los_Angeles',
  'Pacific/Auckland',
];
/** A zone in which it is day or night now, by these hours. */
function zoneIn(time: 'day' | 'night'): string {
  const found = zones.find((timeZone) => {
    const clock = new Date().toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    return time === 'day' ? clock > '08:00' && clock < '19:55' : clock >= '20:00' || clock < '07:55';
  });
  if (found === undefined) throw new Error(`it is ${time} in none of ${zones.join()}`);
  return found;
}
const QUIET = 'quiet hours';
const night = { from: '20:00', to: '08:00' };

describe('Quiet hours with the receiver’s time zone; app-level permission to force through (calls by default)', () => {
  const call = (app: TestApp, user: string) =>
    app.api<{ call: { callID: string } }>('POST', '/calls', {
      callerUserID: 'alice',
      invitees: [user],
      pushConfig: { title: 'Alice', content: 'calls' },
    });

  it('by the zone that the receiver named, else by that of each device', async () => {
    const day = zoneIn('day');
    const [asleep, abroad] = [
      await shop.phone('quin', 'huawei', { deviceID: 'quin-home', timeZone: zoneIn('night') }),
      await shop.phone('quin', 'fcm', { deviceID: 'quin-abroad', timeZone: day }),
    ];
    await shop.api('PATCH', '/users/quin/settings', { quietHours: night });
    const first = await shop.send({ toUserID: 'quin', ...saying('good night') });
    expect(await shop.rings(abroad)).toEqual(['good night']);
    await isSilent(shop, asleep, first, QUIET);
    await shop.api('PATCH', '/users/quin/settings', { quietHours: { ...night, timeZone: day } });
    await shop.send({ toUserID: 'quin', ...saying('good day') });
    expect(await shop.rings(asleep)).toEqual(['good day']);
  });

  it('calls come through by default', async () => {
    const phone = await shop.phone('quno', 'fcm', { timeZone: zoneIn('night') });
    await shop.api('PATCH', '/users/quno/settings', { quietHours: night });
    await isSilent(shop, phone, await shop.send({ toUserID: 'quno', ...saying('psst') }), QUIET);
    await call(shop, 'quno');
    expect(await shop.rings(phone)).toEqual(['calls']);
  });

  it('and do not where the app says so', async () => {
    const strict = await openSpeakingApp('strict', { pushRules: { callsForceThrough: false } });
    const phone = await strict.phone('quno', 'fcm', { timeZone: zoneIn('night') });
    await strict.api('PATCH', '/users/quno/settings', { quietHours: night });
    await isSilent(strict, phone, (await call(strict, 'quno')).call.callID, QUIET);
    expect(await strict.shown(phone)).toEqual([]);
  });
});

describe('Burst control', () => {
  it('per-user frequency cap', async () => {
    const capped = await openTestApp(pipeline, 'capped', { limits: { userPushesPerMinute: 2 } });
    const phone = await capped.phone('fred');
    await until(() => Date.now() % 60_000 < 57_000); // all within one minute
    const sent = [];
    for (const n of [1, 2, 3, 4])
      sent.push(await capped.send({ toUserID: 'fred', fromUserID: `sender-${n}`, ...saying(`message ${n}`) }));
    await capped.rings(phone, 2);
    const pushed = async (messageID: string) => {
      const entries = await capped.decided(messageID, 'fred');
      return entries.some(({ kind }) => kind === 'task');
    };
    const over = [];
    for (const messageID of sent) if (!(await pushed(messageID))) over.push(messageID);
    expect(over).toHaveLength(2);
    for (const messageID of over)
      await isSilent(capped, phone, messageID, 'as many pushes in this minute as the app allows');
    expect(await capped.shown(phone)).toHaveLength(2);
  });

  it('bursts of one group folded into one counted notification', async () => {
    const folding = await openTestApp(pipeline, 'folding', { limits: { foldSeconds: 2 } });
    const phone = await folding.phone('flo', 'fcm');
    await folding.api('POST', '/groups', { groupID: 'party', ownerUserID: 'alice', memberUserIDs: ['flo'] });
    const { results } = await folding.api<{ results: { messageID: string }[] }>('POST', '/messages/batch', {
      messages: Array.from({ length: 12 }, (_, index) => ({
        fromUserID: 'alice',
        toGroupID: 'party',
        ...saying(`message ${index + 1}`),
      })),
    });
    await folding.send({ toUserID: 'flo', ...saying('of another conversation') });
    const contents = await folding.rings(phone, 3);
    expect(contents.filter((content) => content !== 'of another conversation')).toEqual([
      'message 1',
      '[12] message 12',
    ]);
    expect((await folding.bar(phone)).sort()).toEqual(['[12] message 12', 'of another conversation']);
    await isSilent(folding, phone, results[5]?.messageID ?? '', 'gathered with other messages of the conversation');
  });
});

describe('Whatever the reason, the decision is recorded and can be looked up', () => {
  it('over HTTP, and over gRPC', async () => {
    expect([...silent.keys()].sort()).toEqual(
      [
        MUTED,
        QUIET,
        'online on a platform that silences',
        'as many pushes in this minute as the app allows',
        'gathered with other messages of the conversation',
      ].sort(),
    );
    for (const [why, { app, messageID, user }] of silent) {
      const isWhy = ({ kind, text }: Pick<TraceEntry, 'kind' | 'text'>) => kind === 'not-pushed' && text.includes(why);
      const ownGrpc = app.grpc(traceService);
      const { entries } = await ownGrpc.getMessageTrace({ app: app.app, messageId: messageID });
      ownGrpc.close();
      expect([why, entries.some((entry) => entry.userId === user && isWhy(entry))]).toEqual([why, true]);
      const withPath = <Answer>(method: string, path: string) =>
        app.api<Answer>(method, path.replace(`/v1/apps/${app.app}`, ''));
      const overHttp = await wholeTrace<TraceEntry>(withPath, app.app, messageID);
      expect([why, overHttp.some((entry) => entry.userID === user && isWhy(entry))]).toEqual([why, true]);
    }
  });
});
