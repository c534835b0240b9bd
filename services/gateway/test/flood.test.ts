import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { silentLogger } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../src/doors/http/http-server.ts';
import { allowedOrigins } from '../src/doors/origins.ts';
import { APP, apiKey, startHarness, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;
afterEach(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

/** As a deployed gateway has them. */
const usual = {
  connectionLimits: {
    maxConnections: 50_000,
    maxConnectionsPerAddress: 20_000,
    maxUnauthenticated: 1_000,
    maxUnauthenticatedPerAddress: 200,
    loginTimeoutMs: 10_000,
  },
};
const flood = (count: number, address: (n: number) => string) =>
  Promise.all(
    Array.from({ length: count }, (_, n) => openRawClient(harness.gateway.httpUrl, { localAddress: address(n) })),
  );
/** How long a login took, from the connection to its answer, ms. */
const timeLogin = async (userID: string, localAddress: string): Promise<number> => {
  const began = performance.now();
  const client = await openRawClient(harness.gateway.httpUrl, { localAddress });
  expect((await client.login(userID)).type).toBe('ok');
  const tookMs = performance.now() - began;
  client.close();
  return tookMs;
};
/** A text frame without anything in it, from a client. */
const EMPTY_TEXT = Buffer.from([0x81, 0x80, 0, 0, 0, 0]);
/** A WebSocket whose client side does nothing by itself. */
const openBareSocket = async (): Promise<Socket> => {
  const { hostname, port } = new URL(harness.gateway.httpUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  const upgrade = 'upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13';
  socket.write(`GET /v1/ws HTTP/1.1\r\nhost: x\r\n${upgrade}\r\nsec-websocket-key: ${'A'.repeat(22)}==\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  return socket;
};

describe('silent WebSocket connections', () => {
  it('of one address keep nobody out, their own neighbours neither', async () => {
    harness = await startHarness(usual);
    const crowd = [];
    for (let wave = 0; wave < 6; wave += 1) crowd.push(...(await flood(200, () => '127.0.0.1')));
    expect(await timeLogin('ann', '127.0.0.2')).toBeLessThan(1_000);
    expect(await timeLogin('ben', '127.0.0.1')).toBeLessThan(1_000);
    const open = crowd.filter(({ socket }) => socket.readyState === socket.OPEN);
    expect(open.length).toBeLessThanOrEqual(200);
    for (const { socket } of crowd) socket.terminate();
  });

  it('of many addresses keep nobody out', async () => {
    harness = await startHarness(usual);
    const crowd = [];
    for (let wave = 0; wave < 6; wave += 1) crowd.push(...(await flood(200, (n) => `127.0.1.${1 + (n % 20)}`)));
    expect(await timeLogin('cem', '127.0.0.2')).toBeLessThan(1_000);
    for (const { socket } of crowd) socket.terminate();
  });

  it('that were closed and do not agree give their places away, too', async () => {
    harness = await startHarness(usual);
    let left = 0;
    const stubborn: Socket[] = [];
    const openAndStay = async (): Promise<void> => {
      const socket = await openBareSocket();
      stubborn.push(socket);
      socket.once('close', () => (left += 1));
      socket.write(EMPTY_TEXT); // breaks a rule; the close frame that comes is not answered
      await new Promise((resolve) => socket.once('data', resolve));
      socket.resume();
    };
    for (let wave = 0; wave < 6; wave += 1) await Promise.all(Array.from({ length: 100 }, openAndStay));
    await until(() => stubborn.length - left <= 200, { timeoutMs: 5_000 });
    expect(await timeLogin('ann', '127.0.0.1')).toBeLessThan(1_000);
    for (const socket of stubborn) socket.destroy();
  });

  it('count by what a trusted proxy says, and by nothing that anybody else says', async () => {
    harness = await startHarness({
      connectionLimits: { ...usual.connectionLimits, maxConnectionsPerAddress: 2 },
      addressBounds: { trustedProxies: ['127.0.0.9'] },
    });
    const from = (localAddress: string, forwarded: string) =>
      openRawClient(harness.gateway.httpUrl, { localAddress, headers: { 'x-forwarded-for': forwarded } });
    const clients = [];
    for (const forwarded of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) clients.push(await from('127.0.0.9', forwarded));
    await expect(from('127.0.0.9', '192.0.2.1')).rejects.toThrow('429');
    await expect(from('127.0.0.9', '198.51.100.7, 192.0.2.1')).rejects.toThrow('429'); // what the client itself wrote
    for (const forwarded of ['192.0.2.3', '192.0.2.4']) clients.push(await from('127.0.0.1', forwarded));
    await expect(from('127.0.0.1', '192.0.2.5')).rejects.toThrow('429');
    clients[0]?.close();
    await clients[0]?.closed;
    clients.push(await until(() => from('127.0.0.9', '192.0.2.1').catch(() => undefined)));
    for (const client of clients) client.close();
  });
});

describe.each(['HTTP', 'gRPC'])('connections to the %s door', (door) => {
  const target = (): { host: string; port: number } => {
    const url = new URL(door === 'HTTP' ? harness.gateway.httpUrl : `http://${harness.gateway.grpcAddress}`);
    return { host: url.hostname, port: Number(url.port) };
  };
  const answers = (localAddress: string): Promise<boolean> =>
    new Promise((resolve) => {
      if (door === 'gRPC') {
        const { host, port } = target();
        const session = connectHttp2(`http://${host}:${port}`, {
          createConnection: () => connect({ host, port, localAddress }),
        });
        const end = (isAnswered: boolean) => () => {
          resolve(isAnswered);
          session.destroy();
        };
        session.once('remoteSettings', end(true));
        session.once('error', end(false));
        session.once('close', end(false));
        return;
      }
      const socket = connect({ ...target(), localAddress }, () =>
        socket.write('GET /openapi.json HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
      );
      socket.once('data', (data) => resolve(data.toString().startsWith('HTTP/1.1 200')));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });

  it('are bounded per address: others are served', async () => {
    harness = await startHarness({ addressBounds: { maxSockets: 20 } });
    let cut = 0;
    const silent: Socket[] = Array.from({ length: 30 }, () => {
      const socket = connect({ ...target(), localAddress: '127.0.0.1' });
      socket.on('error', () => undefined);
      socket.once('close', () => (cut += 1));
      return socket;
    });
    await until(() => cut === 10);
    expect(await answers('127.0.0.1')).toBe(false);
    expect(await answers('127.0.0.2')).toBe(true);
    for (const socket of silent) socket.destroy();
    await until(() => answers('127.0.0.1'));
  });
});

describe('calls under way', () => {
  it('are bounded per address, with a time to come back', async () => {
    harness = await startHarness({ addressBounds: { maxCalls: 3 } });
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    harness.groups.set('slow', new Set(['dan']));
    harness.store.gates.set('slow', gate);
    const send = () =>
      fetch(`${harness.gateway.httpUrl}/v1/apps/demo/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ fromUserID: 'dan', toGroupID: 'slow', text: 'x' }),
      });
    const waiting = [send(), send(), send()];
    const refused = await until(async () => {
      const response = await send();
      return response.status === 429 && response;
    });
    expect(await refused.json()).toMatchObject({ error: { code: 'RESOURCE_EXHAUSTED', retryAfterMs: 500 } });
    openGate();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await until(async () => (await send()).status === 200);
  });
});

describe('one user', () => {
  it('who asks without end is read more slowly: nothing is refused, and others are answered at once', async () => {
    harness = await startHarness();
    harness.store.answers = { ListConversations: () => Promise.resolve({ conversations: [], nextPageToken: '' }) };
    const asking = await openRawClient(harness.gateway.httpUrl);
    const other = await openRawClient(harness.gateway.httpUrl);
    await asking.login('ann');
    await other.login('ben');
    const began = performance.now();
    for (let id = 1_000; performance.now() - began < 2_000; id += 1) {
      asking.sendRaw(JSON.stringify({ v: 1, id, type: 'listConversations', body: {} }));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const asked = harness.store.conversations.length;
    expect(asked).toBeGreaterThanOrEqual(99); // at once
    expect(asked).toBeLessThan(250); // and 20 per second, of about 800
    const before = performance.now();
    expect((await other.request('heartbeat')).type).toBe('ok');
    expect(performance.now() - before).toBeLessThan(500);
    expect(asking.socket.readyState).toBe(asking.socket.OPEN);
    expect(asking.frames.filter(({ type }) => type === 'error')).toEqual([]);
    asking.close();
    other.close();
  });

  it('may put so many into groups at a time, over whatever connection, and others as many', async () => {
    harness = await startHarness();
    const phone = await openRawClient(harness.gateway.httpUrl);
    const browser = await openRawClient(harness.gateway.httpUrl);
    const other = await openRawClient(harness.gateway.httpUrl);
    await phone.login('ann');
    await browser.login('ann', 'ann-browser');
    await other.login('ben');
    const create = (client: typeof phone, groupID: string) =>
      client.request('createGroup', { groupID, memberUserIDs: Array.from({ length: 1_999 }, (_, n) => `u${n}`) });
    expect((await create(phone, 'g1')).type).toBe('ok');
    expect((await create(browser, 'g2')).type).toBe('ok');
    const third = await create(phone, 'g3');
    expect(third.body).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number });
    expect(third.body['retryAfterMs']).toBeGreaterThan(10_000); // 998 too many, of which 50 come back each second
    const invited = await browser.request('inviteToGroup', {
      groupID: 'g2',
      userIDs: Array.from({ length: 1_999 }, (_, n) => `v${n}`),
    });
    expect(invited.body).toMatchObject({ code: 'RATE_LIMITED' });
    expect((await phone.request('createGroup', { groupID: 'small', memberUserIDs: ['u1', 'u2'] })).type).toBe('ok');
    expect((await create(other, 'g4')).type).toBe('ok');
    for (const client of [phone, browser, other]) client.close();
  });

  it('may not kick faster than send', async () => {
    harness = await startHarness();
    harness.groups.set('team', new Set(['ann', 'ben']));
    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('ann');
    const kick = () => client.request('kickGroupMembers', { groupID: 'team', userIDs: ['ben'] });
    await until(async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, kick));
      return answers.some(({ body }) => body['code'] === 'RATE_LIMITED');
    });
    client.close();
  });

  it('who logs in again and again is told when to come back', async () => {
    harness = await startHarness();
    let logins = 0;
    for (;;) {
      const client = await openRawClient(harness.gateway.httpUrl);
      const { type, body } = await client.login('ann');
      if (type === 'ok' && logins < 120) {
        logins += 1;
        client.close();
        continue;
      }
      expect(body).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number });
      expect((await client.closed).code).toBe(4004);
      break;
    }
    expect(logins).toBeGreaterThanOrEqual(60);
    expect(await timeLogin('ben', '127.0.0.1')).toBeLessThan(1_000);
  });
});

describe('without a login', () => {
  it('an address may say only so often what became of devices', async () => {
    harness = await startHarness(usual);
    const body = { app: APP, deviceID: 'd', deviceSecret: 'a'.repeat(43), unregisterPush: true };
    const clients = await flood(100, () => '127.0.0.1');
    const codes = await Promise.all(
      clients.map(async (client) => {
        let code: unknown;
        for (let n = 0; n < 5 && code !== 'RATE_LIMITED'; n += 1)
          code = (await client.request('updateDevice', body)).body['code'];
        return code;
      }),
    );
    expect(codes).toContain('RATE_LIMITED');
    expect(harness.devices.updated.length).toBeGreaterThanOrEqual(200);
    const elsewhere = await openRawClient(harness.gateway.httpUrl, { localAddress: '127.0.0.2' });
    expect((await elsewhere.request('updateDevice', body)).body).toMatchObject({ code: 'DEVICE_NOT_PROVEN' });
    elsewhere.close();
    for (const client of clients) client.close();
  });

  it('pings and pongs are read at the pace of other frames', async () => {
    harness = await startHarness(usual);
    const client = await openRawClient(harness.gateway.httpUrl);
    for (let wave = 0; wave < 70; wave += 1) {
      for (let n = 0; n < 100; n += 1) client.socket.pong();
      await new Promise((resolve) => setTimeout(resolve, 1)); // packets of their own
    }
    const began = performance.now();
    expect((await client.login('ann')).type).toBe('ok');
    expect(performance.now() - began).toBeGreaterThan(1_000); // 7,000 have come, and 5,000 may at once
    client.close();
  });

  it('frames that are long are read more slowly', async () => {
    harness = await startHarness(usual);
    const client = await openRawClient(harness.gateway.httpUrl);
    await client.login('ann');
    const began = performance.now();
    const padding = ' '.repeat(127 * 1_024);
    for (let n = 1; n <= 60; n += 1)
      client.socket.send(`{"v":1,"id":${n + 100},"type":"heartbeat","body":{}${padding}}`);
    expect((await client.request('heartbeat', {})).type).toBe('ok');
    expect(performance.now() - began).toBeGreaterThan(2_000); // 7.5 MB have come, of which 5 may at once, then 1 per second
    client.close();
  });

  it('a frame in more than a hundred pieces ends the connection', async () => {
    harness = await startHarness();
    const client = await openRawClient(harness.gateway.httpUrl);
    for (let n = 0; n < 99; n += 1) client.socket.send(n === 0 ? '{' : ' ', { fin: false });
    client.socket.send('"v":1}');
    expect(await client.next('error')).toMatchObject({ body: { code: 'MALFORMED_FRAME', field: 'id' } });
    const other = await openRawClient(harness.gateway.httpUrl);
    for (let n = 0; n < 101; n += 1) other.socket.send('', { fin: false });
    expect((await other.closed).code).toBe(1008);
  });

  it('a connection that was closed is read no faster than others until it agrees', async () => {
    harness = await startHarness(usual);
    const socket = await openBareSocket();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(EMPTY_TEXT); // breaks a rule
    await new Promise((resolve) => socket.once('data', resolve));
    socket.resume();
    const began = performance.now();
    for (let wave = 0; wave < 70; wave += 1) {
      socket.write(Buffer.alloc(100 * EMPTY_TEXT.length, EMPTY_TEXT));
      await new Promise((resolve) => setTimeout(resolve, 1)); // packets of their own
    }
    socket.write(Buffer.from([0x88, 0x80, 0, 0, 0, 0])); // agrees
    await closed;
    expect(performance.now() - began).toBeGreaterThan(1_000); // 7,000 have come, and 5,000 may at once
  });

  it('readers of the OpenAPI document who do not read it cost no memory each', async () => {
    harness = await startHarness();
    const { hostname, port } = new URL(harness.gateway.httpUrl);
    const memory = () => process.memoryUsage().rss / 1e6;
    await fetch(`${harness.gateway.httpUrl}/openapi.json`);
    const before = memory();
    const readers = Array.from({ length: 300 }, () => {
      const socket = connect({ host: hostname, port: Number(port) }).pause();
      socket.on('error', () => undefined);
      socket.write('GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(20));
      return socket;
    });
    await until(async () => (await fetch(`${harness.gateway.httpUrl}/openapi.json`)).ok);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(memory() - before).toBeLessThan(150);
    for (const socket of readers) socket.destroy();
  });

  it('a gRPC call whose body does not end counts as a call under way', async () => {
    harness = await startHarness({ addressBounds: { maxCalls: 3 } });
    const session = connectHttp2(`http://${harness.gateway.grpcAddress}`);
    const statuses: unknown[] = [];
    const calls = Array.from({ length: 5 }, () => {
      const call = session.request({
        ':method': 'POST',
        ':path': '/bellhop.im.v1.MessageService/SendMessage',
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      call.on('response', (headers) => statuses.push(headers['grpc-status']));
      call.on('error', () => undefined);
      call.write(Buffer.from([0, 0, 1, 0, 0, 0x61])); // the first of 65,536 bytes
      return call;
    });
    await until(() => statuses.length >= 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(statuses).toEqual(['8', '8']); // RESOURCE_EXHAUSTED
    for (const call of calls) call.close();
    session.close();
  });
});

it('a connection that was refused as a WebSocket is cut off, though its other end stays', async () => {
  harness = await startHarness();
  const { hostname, port } = new URL(harness.gateway.httpUrl);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true }).resume();
  socket.on('error', () => undefined); // what cuts it off
  socket.write('GET /elsewhere HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  await until(() => {
    if (socket.readableEnded) socket.write('x');
    return socket.destroyed;
  });
});

it('a connection over which nothing goes is cut off, also while its answer waits to be read', async () => {
  harness = await startHarness();
  const server = await createHttpServer({
    log: silentLogger(),
    bounds: { trusts: () => false, maxSockets: 1, maxCalls: 1 },
    origins: allowedOrigins([]),
    tls: undefined,
    events: { answered: () => undefined },
  });
  expect(server.server.timeout).toBe(60_000); // Node's own rule does it
  await server.close();
});
