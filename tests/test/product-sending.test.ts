import { readFileSync } from 'node:fs';
import { vendorNames } from '@bellhop/contracts';
import { messageService } from '@bellhop/grpc';
import { testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { Refused } from '../src/system/gateway-api.ts';
import { aPush, openTestApp, type RawClient, type TestApp } from '../src/test-app.ts';

// Behaviour as a whole, through every service, in its own words. What lies behind a sentence is tested where it is done.

type Body = Record<string, unknown>;

const context = testContext();
let pipeline: Pipeline;
let shop: TestApp;

beforeAll(async () => {
  pipeline = await startPipeline(context);
  shop = await openTestApp(pipeline, 'shop', { limits: { messagesPerSecond: 1_000 } });
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

/** What became of a message at a door. */
type Answer = { readonly messageID: string } | { readonly code: string; readonly field: string };
/** A way in for messages of one user. */
type Door = (message: Body) => Promise<Answer>;

/** The same message in the names of the proto. */
const inProto = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(inProto)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [
            name === 'localMessageID' ? 'localId' : name.replace(/IDs?$/, (id) => id.replace('ID', 'Id')),
            inProto(inner),
          ]),
        )
      : value;

/** Every door of an app, for one sender. */
async function doorsOf(
  app: TestApp,
  user: string,
): Promise<Record<'WebSocket' | 'HTTP' | 'gRPC', Door> & { close(): Promise<void> }> {
  const client = await app.login(user, `${user}-doors`);
  const grpc = app.grpc(messageService);
  return {
    WebSocket: async (message) => (await client.ask('send', message)).body as unknown as Answer,
    HTTP: async (message) => {
      const { status, body } = await post(app, '/messages', { fromUserID: user, ...message });
      return (status === 200 ? body : body['error']) as Answer;
    },
    gRPC: async (message) => {
      try {
        const sent = inProto({ fromUserID: user, ...message }) as object;
        const { accepted, refused } = await grpc.sendMessage({ app: app.app, message: sent });
        return accepted
          ? { messageID: accepted.messageId }
          : { code: refused?.code ?? '', field: refused?.field ?? '' };
      } catch (error) {
        const { code = '', field = '' } = error as { code?: string; field?: string };
        return { code, field };
      }
    },
    close: async () => {
      grpc.close();
      await client.close();
    },
  };
}
const doorNames = ['WebSocket', 'HTTP', 'gRPC'] as const;

async function post(app: TestApp, path: string, body: Body) {
  const response = await fetch(`${pipeline.gateway.httpUrl}/v1/apps/${app.app}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Body };
}
const seen = async (app: TestApp, user: string): Promise<Body[]> => {
  const client = await app.connect();
  client.acknowledges = false; // a message that comes live would be missing in what is synced the next time
  const login = { app: app.app, token: await app.token(user), deviceID: `${user.slice(0, 32)}-reader` };
  await client.ask('login', { ...login, platform: 'android' });
  const messages = await client.sync();
  await client.close();
  return messages;
};

describe('Scenarios: peer message, group message, call invitation; also revoke of a message, and cancel / end of a call', () => {
  it('each rings, and what is taken back stops', async () => {
    const phone = await shop.phone('paul', 'xiaomi');
    await shop.api('POST', '/groups', { groupID: 'band', ownerUserID: 'alice', memberUserIDs: ['paul'] });
    const push = (content: string) => ({ pushConfig: { title: 'Alice', content, resourcesID: 'chat' } });
    const peer = await shop.send({ toUserID: 'paul', ...push('peer') });
    await until(async () => (await shop.bar(phone)).join() === 'peer');
    await shop.send({ toGroupID: 'band', ...push('group') });
    await until(async () => (await shop.bar(phone)).sort().join() === 'group,peer');
    const ring = async (): Promise<string> => {
      const { call } = await shop.api<{ call: { callID: string } }>('POST', '/calls', {
        callerUserID: 'alice',
        invitees: ['paul'],
        ...push('call'),
      });
      await until(async () => (await shop.bar(phone)).includes('call'));
      return call.callID;
    };
    await shop.api('POST', `/calls/${await ring()}/cancel`, { userID: 'alice' });
    await until(async () => !(await shop.bar(phone)).includes('call'));
    await shop.api('POST', `/calls/${await ring()}/end`, { userID: 'alice' });
    await until(async () => !(await shop.bar(phone)).includes('call'));
    await shop.api('POST', `/conversations/${encodeURIComponent('peer/alice/paul')}/messages/${peer}/revoke`, {});
    await until(async () => !(await shop.bar(phone)).includes('peer'));
    expect(await shop.bar(phone)).toContain('group');
  });
});

describe('pushConfig: title, content, payload, resourcesID, threadID, enableBadge, badgeIncrement, voIP, templateID + parameters', () => {
  it('of a message', async () => {
    const phone = await shop.phone('pia', 'oppo');
    const pushConfig = {
      title: 'Alice',
      content: 'all of it',
      payload: '{"open":"chat"}',
      resourcesID: 'chat',
      threadID: 'thread-1',
      enableBadge: true,
      badgeIncrement: 3,
    };
    await shop.send({ toUserID: 'pia', pushConfig });
    await shop.rings(phone);
    expect((await shop.shown(phone))[0]).toMatchObject({ title: 'Alice', content: 'all of it' });
    expect((await pipeline.control.click(phone.phoneId)).payload).toBe('{"open":"chat"}');
    expect((await pipeline.control.phone(phone.phoneId)).badge).toBe(3);
  });

  it('of a call', async () => {
    const phone = await shop.phone('phil', 'fcm');
    await shop.api('POST', '/calls', {
      callerUserID: 'alice',
      invitees: ['phil'],
      pushConfig: {
        title: 'Alice',
        content: 'video',
        voIP: { handleType: 'phoneNumber', handleValue: '555', hasVideo: true },
      },
    });
    await until(async () => {
      const { notifications, messages } = await pipeline.control.phone(phone.phoneId);
      return JSON.stringify([notifications, messages]).includes('\\"hasVideo\\":true');
    });
  });

  it('of a template', async () => {
    const app = await openTestApp(pipeline, 'words');
    await app.operator('PUT', '/v1/apps/words/templates/order', {
      words: { en: { title: 'Order', content: '{what} is on its way' } },
    });
    const phone = await app.phone('petra');
    const pushConfig = { ...aPush, templateID: 'order', contentParameters: { what: 'Tea' } };
    await until(() =>
      app.send({ toUserID: 'petra', pushConfig }).then(
        () => true,
        () => false,
      ),
    );
    expect(await app.rings(phone)).toEqual(['Tea is on its way']);
  });
});

describe('Limits, and the sender’s errors, are clear and typed: the same in all doors', () => {
  let doors: Awaited<ReturnType<typeof doorsOf>>;
  beforeAll(async () => {
    doors = await doorsOf(shop, 'limo');
    await shop.api('POST', '/groups', { groupID: 'strangers', ownerUserID: 'alice', memberUserIDs: ['bob'] });
    await shop.api('POST', '/groups', { groupID: 'muted', ownerUserID: 'alice', memberUserIDs: ['limo'] });
    await shop.api('POST', '/groups/muted/members/mute', { userIDs: ['limo'], isMuted: true });
    await shop.api('POST', '/groups', { groupID: 'gone', ownerUserID: 'alice', memberUserIDs: ['limo'] });
    await shop.api('POST', '/groups/gone/dissolve', {});
  });
  afterAll(() => doors.close());

  const toBob = { toUserID: 'bob', text: 'hello' };
  const pushing = (over: object) => ({ ...toBob, pushConfig: { ...aPush, ...over } });
  it.each<[string, Body, string, string]>([
    ['userID ≤ 64 bytes', { toUserID: 'u'.repeat(65), text: 'x' }, 'INVALID_ARGUMENT', 'toUserID'],
    ['groupID ≤ 64 bytes', { toGroupID: 'g'.repeat(65), text: 'x' }, 'INVALID_ARGUMENT', 'toGroupID'],
    ['text 2 KB by default', { toUserID: 'bob', text: 'ä'.repeat(1_024) + 'a' }, 'TEXT_TOO_LONG', 'text'],
    ['text, none', { toUserID: 'bob', text: '' }, 'INVALID_ARGUMENT', 'text'],
    ['U+0000 is refused', { toUserID: 'bob', text: 'a\0b' }, 'INVALID_ARGUMENT', 'text'],
    ['U+0000 is refused in a push, too', pushing({ content: 'a\0b' }), 'INVALID_ARGUMENT', 'pushConfig.content'],
    ['title', pushing({ title: 't'.repeat(65) }), 'INVALID_ARGUMENT', 'pushConfig.title'],
    ['content', pushing({ content: 'c'.repeat(513) }), 'INVALID_ARGUMENT', 'pushConfig.content'],
    ['payload', pushing({ payload: 'p'.repeat(1_001) }), 'INVALID_ARGUMENT', 'pushConfig.payload'],
    [
      'resourcesID ≤ 32 characters',
      pushing({ resourcesID: 'r'.repeat(33) }),
      'INVALID_ARGUMENT',
      'pushConfig.resourcesID',
    ],
    ['threadID', pushing({ threadID: 't'.repeat(65) }), 'INVALID_ARGUMENT', 'pushConfig.threadID'],
    ['badgeIncrement 0–99', pushing({ badgeIncrement: 100 }), 'INVALID_ARGUMENT', 'pushConfig.badgeIncrement'],
    ['localMessageID', { ...toBob, localMessageID: 'l'.repeat(65) }, 'INVALID_ARGUMENT', 'localMessageID'],
    ['unknown resource', pushing({ resourcesID: 'nope' }), 'UNKNOWN_RESOURCE', 'pushConfig.resourcesID'],
    ['not a group', { toGroupID: 'nowhere', text: 'x' }, 'GROUP_NOT_FOUND', 'toGroupID'],
    ['not a member', { toGroupID: 'strangers', text: 'x' }, 'NOT_A_MEMBER', 'toGroupID'],
    ['muted', { toGroupID: 'muted', text: 'x' }, 'MUTED', 'toGroupID'],
    ['dissolved', { toGroupID: 'gone', text: 'x' }, 'GROUP_DISSOLVED', 'toGroupID'],
  ])('%s', async (_what, message, code, field) => {
    const answers = await Promise.all(doorNames.map(async (name) => [name, await doors[name](message)] as const));
    expect(Object.fromEntries(answers)).toEqual(
      Object.fromEntries(doorNames.map((name) => [name, expect.objectContaining({ code, field }) as object])),
    );
  });

  it('what is just within the limits is accepted', async () => {
    const message = {
      toUserID: 'u'.repeat(64),
      text: 'ä'.repeat(1_024),
      pushConfig: {
        title: 't'.repeat(64),
        content: 'c'.repeat(512),
        payload: 'p'.repeat(1_000),
        threadID: 't'.repeat(64),
        badgeIncrement: 99,
      },
    };
    for (const name of doorNames) expect(await doors[name](message)).toHaveProperty('messageID');
    expect(await seen(shop, 'u'.repeat(64))).toHaveLength(doorNames.length);
  });

  it('text at most 32 KB', async () => {
    const wide = await openTestApp(pipeline, 'wide', { limits: { maxTextBytes: 32_768 } });
    await wide.send({ toUserID: 'bob', text: 'x'.repeat(32_768) });
    expect(await seen(wide, 'bob')).toMatchObject([{ text: 'x'.repeat(32_768) }]);
    await expect(wide.send({ toUserID: 'bob', text: 'x'.repeat(32_769) })).rejects.toMatchObject({
      code: 'TEXT_TOO_LONG',
    });
    await expect(wide.operator('PATCH', '/v1/apps/wide', { limits: { maxTextBytes: 32_769 } })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('32768') as string,
    });
  });

  it('10 messages/s per client', async () => {
    const slow = await openTestApp(pipeline, 'slow', { limits: { apiMessagesPerSecond: 1 } });
    const client = await slow.login('rudi');
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, index) => client.ask('send', { toUserID: 'bob', text: `message ${index}` })),
    );
    const refused = answers.filter(({ type }) => type === 'error');
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(10);
    expect(refused.length).toBeGreaterThan(0);
    for (const { body } of refused)
      expect(body).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number });
    await client.close();
    // Services have a rate of their own.
    const grpc = slow.grpc(messageService);
    const overHttp = () => post(slow, '/messages', { fromUserID: 'rudi', toUserID: 'bob', text: 'x' });
    const overGrpc = () =>
      grpc.sendMessage({ app: 'slow', message: { fromUserId: 'rudi', toUserId: 'bob', text: 'x' } });
    const http = await Promise.all([overHttp(), overHttp(), overHttp()]);
    expect(http.filter(({ status }) => status === 429)[0]?.body).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect((await Promise.allSettled([overGrpc(), overGrpc(), overGrpc()])).map(({ status }) => status)).toContain(
      'rejected',
    );
    await expect(Promise.all([overGrpc(), overGrpc(), overGrpc()])).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
    });
    grpc.close();
  });

  it('bad token', async () => {
    const client = await shop.connect();
    const login = await client.ask('login', { app: 'shop', token: 'nonsense', deviceID: 'd' });
    expect(login.body).toMatchObject({ code: 'UNAUTHENTICATED' });
    const response = await fetch(`${pipeline.gateway.httpUrl}/v1/apps/shop/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer nonsense', 'content-type': 'application/json' },
      body: JSON.stringify({ fromUserID: 'limo', ...toBob }),
    });
    expect([response.status, await response.json()]).toMatchObject([401, { error: { code: 'UNAUTHENTICATED' } }]);
    const grpc = shop.grpc(messageService, 'nonsense');
    await expect(
      grpc.sendMessage({ app: 'shop', message: { fromUserId: 'limo', toUserId: 'bob', text: 'x' } }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    grpc.close();
  });

  it('group up to 2,000 members by default (at most 100,000)', async () => {
    const members = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `member-${from + index}`);
    const group = { groupID: 'full', ownerUserID: 'alice', memberUserIDs: members(0, 1_999) };
    expect(await shop.api('POST', '/groups', group)).toMatchObject({ memberCount: 2_000 });
    await expect(shop.api('POST', '/groups/full/members', { userIDs: members(1_999, 1) })).rejects.toMatchObject({
      code: 'GROUP_FULL',
    });
    await openTestApp(pipeline, 'huge', { limits: { maxGroupMembers: 100_000 } });
    await expect(openTestApp(pipeline, 'too-huge', { limits: { maxGroupMembers: 100_001 } })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('100000') as string,
    });
  });

  it('retention of stored messages 30 days by default', async () => {
    const settings = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    expect(settings).toMatch(/`RETENTION_DAYS`[^\n]*\b30\b/);
    const accepted = (user: string, days: number) => ({
      app: 'shop',
      messageId: `${user}-${days}`,
      conversationId: `peer/alice/${user}`,
      senderUserId: 'alice',
      toUserId: user,
      text: `${days} days old`,
      acceptedAtMs: Date.now() - days * 86_400_000,
    });
    await pipeline.send([31, 29, 1].map((days) => accepted('rex', days)));
    // Stored in this order. What is past it is given no more, and its day is dropped (services/message-store/test/storage.test.ts).
    await until(async () => (await seen(shop, 'rex')).length === 2);
    expect((await seen(shop, 'rex')).map(({ text }) => text)).toEqual(['29 days old', '1 days old']);
  });
});

describe('Every message has an id and a gapless per-conversation sequence', () => {
  it('whatever door it came through', async () => {
    const doors = await doorsOf(shop, 'sid');
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        doors[doorNames[index % 3] ?? 'HTTP']({ toUserID: 'sue', text: `message ${index}` }),
      ),
    );
    const ids = answers.map((answer) => ('messageID' in answer ? answer.messageID : ''));
    const messages = await until(async () => {
      const found = await seen(shop, 'sue');
      return found.length >= 60 && found;
    });
    expect(messages.map(({ seq }) => seq)).toEqual(ids.map((_, index) => index + 1));
    expect(messages.map(({ messageID }) => messageID).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(60);
    await doors.close();
  });

  it('A client retry with the same local id is one message', async () => {
    const doors = await doorsOf(shop, 'rene');
    const message = { toUserID: 'rolf', text: 'once', localMessageID: 'local-1' };
    const ids = new Set<string>();
    for (const name of [...doorNames, ...doorNames]) {
      const answer = await doors[name](message);
      ids.add('messageID' in answer ? answer.messageID : answer.code);
    }
    expect(ids.size).toBe(1);
    await until(async () => (await seen(shop, 'rolf')).length > 0);
    for (const name of doorNames)
      expect(await doors[name]({ ...message, text: 'other' })).toMatchObject({
        code: 'LOCAL_ID_CONFLICT',
        field: 'localMessageID',
      });
    expect(await seen(shop, 'rolf')).toMatchObject([{ text: 'once', seq: 1 }]);
    await doors.close();
  });
});

describe('Recipients are the members at send time; a targeted group message goes to its targets only', () => {
  it('by push, live and by sync', async () => {
    const [member, late, target] = [await shop.phone('mona'), await shop.phone('lana'), await shop.phone('tess')];
    await shop.api('POST', '/groups', { groupID: 'choir', ownerUserID: 'alice', memberUserIDs: ['mona', 'tess'] });
    const live: RawClient = await shop.login('mona', 'mona-tablet');
    const push = (content: string) => ({ text: content, pushConfig: { ...aPush, content } });
    const first = await shop.send({ toGroupID: 'choir', ...push('to all') });
    await shop.rings(target); // it has its place in the conversation: who comes now comes after it
    await shop.api('POST', '/groups/choir/members', { userIDs: ['lana'] });
    const second = await shop.send({ toGroupID: 'choir', ...push('to tess'), targetUserIDs: ['tess'] });
    const last = await shop.send({ toGroupID: 'choir', ...push('to all again') });
    expect(await shop.rings(target, 3)).toEqual(['to all', 'to tess', 'to all again']);
    expect(await shop.rings(member, 2)).toEqual(['to all', 'to all again']);
    expect(await shop.rings(late)).toEqual(['to all again']);
    await until(() => live.texts().length === 2);
    await live.close();
    const texts = async (user: string) => (await seen(shop, user)).map(({ text }) => text);
    expect(await texts('mona')).toEqual(['to all', 'to all again']);
    expect(await texts('tess')).toEqual(['to all', 'to tess', 'to all again']);
    const concerned = async (id: string) =>
      (await shop.traceOf(id)).flatMap(({ userID = 'alice' }) => (userID === 'alice' ? [] : [userID]));
    for (const [id, users] of [
      [first, ['mona', 'tess']],
      [second, ['tess']],
      [last, ['lana', 'mona', 'tess']],
    ] as const) {
      // The trace is told a moment later.
      await until(async () => (await concerned(id)).length >= users.length);
      expect(new Set(await concerned(id))).toEqual(new Set(users));
    }
    await expect(
      shop.send({ toGroupID: 'choir', ...push('x'), targetUserIDs: Array.from({ length: 2_001 }, (_, n) => `u${n}`) }),
    ).rejects.toThrow(Refused);
  });
});

describe('Texts are well-formed Unicode', () => {
  it.each(['WebSocket', 'HTTP'] as const)('half a surrogate pair becomes U+FFFD: %s', async (name) => {
    const user = `uli-${name.toLowerCase()}`;
    const phone = await shop.phone(user);
    const doors = await doorsOf(shop, `ulf-${name.toLowerCase()}`);
    const torn = 'cut \ud83d here';
    await doors[name]({ toUserID: user, text: torn, pushConfig: { title: 'Alice', content: torn } });
    expect(await shop.rings(phone)).toEqual(['cut \ufffd here']);
    expect(await seen(shop, user)).toMatchObject([{ text: 'cut \ufffd here' }]);
    await doors.close();
  });

  it.each(vendorNames)('whatever is accepted can be stored and pushed: %s', async (vendor) => {
    const user = `uta-${vendor}`;
    const phone = await shop.phone(user, vendor);
    const texts = [
      '👩‍👩‍👧‍👦 family',
      'مرحبا بالعالم',
      'e\u0301\u200d\ufeff',
      '\u{1f468}\u{1f3fd}',
      '"\\/<b>&amp;',
      'line\u2028break',
      '\u{10ffff}',
      "'; drop table message; --",
    ];
    for (const text of texts)
      await shop.send({
        toUserID: user,
        text,
        pushConfig: { title: 'Alice', content: text, payload: text, resourcesID: 'chat' },
      });
    await shop.rings(phone, texts.length);
    expect((await shop.shown(phone)).map(({ payload }) => payload).sort()).toEqual([...texts].sort());
    expect((await seen(shop, user)).map(({ text }) => text)).toEqual(texts);
  });
});

describe('Defaults per app', () => {
  it('a resource for messages and one for calls, when the sender names none; a default push when a message has no push config', async () => {
    const app = await openTestApp(pipeline, 'defaults');
    for (const name of ['im', 'ring', 'own'])
      await app.operator('PUT', `/v1/apps/defaults/resources/${name}`, {
        vendors: { huawei: { channelID: `${name}-channel` } },
      });
    await app.operator('PATCH', '/v1/apps/defaults', {
      pushRules: { messageResourcesID: 'im', callResourcesID: 'ring', pushesByDefault: true },
    });
    const phone = await app.phone('dora');
    const channels = async () => (await app.shown(phone)).map(({ content, channel }) => [content, channel]);
    await until(() =>
      app.send({ toUserID: 'nobody', pushConfig: { ...aPush, resourcesID: 'own' } }).then(
        () => true,
        () => false,
      ),
    );
    await app.api('POST', '/messages', { fromUserID: 'alice', toUserID: 'dora', text: 'without a push config' });
    await app.rings(phone);
    await app.send({ toUserID: 'dora', pushConfig: { ...aPush, resourcesID: 'own' } });
    await app.rings(phone, 2);
    await app.api('POST', '/calls', {
      callerUserID: 'alice',
      invitees: ['dora'],
      pushConfig: { title: 'Alice', content: 'calls' },
    });
    await app.rings(phone, 3);
    expect(await channels()).toEqual([
      ['without a push config', 'im-channel'],
      [aPush.content, 'own-channel'],
      ['calls', 'ring-channel'],
    ]);
    expect((await app.shown(phone))[0]?.title).toBe('alice');
  });

  it('no push where neither the message nor the app wants one', async () => {
    const phone = await shop.phone('doro');
    const { messageID } = await shop.api<{ messageID: string }>('POST', '/messages', {
      fromUserID: 'alice',
      toUserID: 'doro',
      text: 'quiet',
    });
    await shop.send({ toUserID: 'doro' });
    expect(await shop.rings(phone)).toEqual([aPush.content]);
    expect((await shop.traceOf(messageID)).filter(({ kind }) => kind === 'task')).toEqual([]);
    expect(await seen(shop, 'doro')).toMatchObject([{ text: 'quiet' }, { text: 'hello' }]);
  });
});

describe('A resource is a row per app: id → settings per vendor', () => {
  const vendors = {
    xiaomi: { channelID: 'bellhop-im' },
    huawei: {
      channelID: 'orders',
      category: 'WORK',
      importance: 'NORMAL',
      clickAction: { kind: 'launchApp' },
    },
  };
  const put = (app: TestApp, id: string, settings: object) =>
    app.operator('PUT', `/v1/apps/${app.app}/resources/${id}`, { vendors: settings });
  const ring = async (vendor: (typeof vendorNames)[number], pushConfig: object) => {
    const phone = await shop.phone(`ray-${crypto.randomUUID().slice(0, 8)}`, vendor);
    const sent = await until(() =>
      shop.send({ toUserID: phone.user, pushConfig: { ...aPush, ...pushConfig } }).catch(() => false),
    );
    await shop.rings(phone);
    return { notification: (await shop.shown(phone))[0], sent, phone };
  };

  beforeAll(() => put(shop, 'orders', vendors));

  it('its settings are those of the push', async () => {
    const { notification } = await ring('huawei', { resourcesID: 'orders' });
    expect(notification).toMatchObject({ channel: 'orders', category: 'WORK' });
    expect((await ring('xiaomi', { resourcesID: 'orders' })).notification).toMatchObject({ channel: 'bellhop-im' });
    const other = await openTestApp(pipeline, 'other');
    await expect(
      other.send({ toUserID: 'bob', pushConfig: { ...aPush, resourcesID: 'orders' } }),
    ).rejects.toMatchObject({ code: 'UNKNOWN_RESOURCE' });
  });

  it.each(vendorNames)('No id → plain alert: %s', async (vendor) => {
    const { notification } = await ring(vendor, {});
    expect(notification).toMatchObject({ title: aPush.title, content: aPush.content, channel: null });
  });

  it('Unknown id → refused at send', async () => {
    await expect(
      shop.send({ toUserID: 'bob', pushConfig: { ...aPush, resourcesID: 'nothing' } }),
    ).rejects.toMatchObject({
      status: 400,
      code: 'UNKNOWN_RESOURCE',
      message: expect.stringContaining('nothing') as string,
    });
  });

  it.each(['oppo', 'vivo', 'fcm'] as const)(
    'A vendor column left empty → that vendor’s defaults: %s',
    async (vendor) => {
      const withResource = await ring(vendor, { resourcesID: 'orders' });
      const plain = await ring(vendor, {});
      const { channel, category } = plain.notification ?? {};
      expect(withResource.notification).toMatchObject({ channel, category, content: aPush.content });
    },
  );

  it('The vendor’s message class (IM / call vs marketing) follows the kind of message by default', async () => {
    expect((await ring('huawei', {})).notification?.category).toBe('IM');
    expect((await ring('vivo', {})).notification?.category).toBe('IM');
    const phone = await shop.phone('rick');
    await shop.api('POST', '/calls', {
      callerUserID: 'alice',
      invitees: ['rick'],
      pushConfig: { title: 'Alice', content: 'calls' },
    });
    await shop.rings(phone);
    expect((await shop.shown(phone))[0]?.category).toBe('VOIP');
  });
});
