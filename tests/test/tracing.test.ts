import { ZIM, ZIMConversationType, ZIMMessageType, ZPNs } from '@bellhop/client';
import { messageAcceptedTopic, vendorNames, type VendorName } from '@bellhop/contracts';
import { createClient, messageService } from '@bellhop/grpc';
import { createLogger, Secret, startTelemetry } from '@bellhop/runtime';
import { recordSpans, testContext, until, type RecordedSpan } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorKey, startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { gatewayApi } from '../src/system/gateway-api.ts';
import { prepareApp, simulatorCertificates, untilKnown } from '../src/system/prepare-app.ts';

const recorded = recordSpans();
const lines: string[] = [];
const context = {
  ...testContext(),
  log: createLogger('test', 'trace', { write: (line: string) => void lines.push(line) }),
};
let pipeline: Pipeline;
let telemetry: Awaited<ReturnType<typeof startTelemetry>>;
let apiKey = '';
let clientTokenSecret = '';
/** Must be in no span and no log line. */
const secrets: string[] = [operatorKey.reveal()];
const words = { text: 'marker-text', title: 'marker-title', content: 'marker-content', payload: 'marker-payload' };

const http = async (method: string, path: string, body: object, key: string, headers: object = {}) => {
  const response = await fetch(`${pipeline.gateway.httpUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const pushConfig = { title: words.title, content: words.content, payload: words.payload };
const send = async (toUserID: string, headers: object = {}): Promise<string> => {
  const sent = await http(
    'POST',
    '/v1/apps/demo/messages',
    { fromUserID: 'alice', toUserID, text: words.text, pushConfig },
    apiKey,
    headers,
  );
  expect(sent.status).toBe(200);
  return sent.body['messageID'] as string;
};
const phoneFor = async (user: string, vendor: VendorName) => {
  const phone = await pipeline.phoneFor(user, vendor);
  secrets.push(phone.token);
  return phone;
};
const clientToken = (user: string) =>
  new SignJWT({ app: 'demo' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(clientTokenSecret));

const atManagement = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${pipeline.gateway.managementPort}${path}`);
  return { status: response.status, text: await response.text() };
};

/** The trace of a message, once it is whole. A span is recorded when it ends, and a parent ends after its children: it is waited for, too. */
const traceOf = (messageId: string, isWhole: (spans: readonly RecordedSpan[]) => boolean) =>
  until(
    () => {
      const traceId = recorded.spans
        .find(({ attributes }) => attributes['bellhop.message_id'] === messageId)
        ?.spanContext().traceId;
      const spans = recorded.spans.filter((span) => span.spanContext().traceId === traceId);
      const hasParents = spans.every(
        (span) =>
          span.parentSpanContext === undefined ||
          span.parentSpanContext.isRemote === true ||
          parentOf(span, spans) !== undefined,
      );
      return traceId !== undefined && isWhole(spans) && hasParents && spans;
    },
    { timeoutMs: 20_000, message: `the whole trace of ${messageId}` },
  );
const named =
  (name: string) =>
  (span: RecordedSpan): boolean =>
    span.name === name;
const parentOf = (span: RecordedSpan, spans: readonly RecordedSpan[]) =>
  spans.find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId);
/** Every span with its parent, as `parent → child`. */
const edges = (spans: readonly RecordedSpan[]) =>
  spans.map((span) => `${parentOf(span, spans)?.name ?? ''} → ${span.name}`);

/** The way of a pushed message from Kafka's acceptance to the vendor's answer. */
const wayOfPush = (vendor: VendorName) => [
  'send im.message-accepted.v1 → process im.message-accepted.v1',
  'process im.message-accepted.v1 → bellhop.presence.v1.PresenceService/GetPresence',
  'bellhop.presence.v1.PresenceService/GetPresence → bellhop.presence.v1.PresenceService/GetPresence',
  'process im.message-accepted.v1 → send push.offline-recipient.v1',
  'send push.offline-recipient.v1 → process push.offline-recipient.v1',
  `process push.offline-recipient.v1 → send push.task.${vendor}.v1`,
  `send push.task.${vendor}.v1 → process push.task.${vendor}.v1`,
  `process push.task.${vendor}.v1 → push ${vendor}`,
  `push ${vendor} → POST`,
];
/** Where one message to one phone is sent; access tokens come from other addresses. */
const sendPaths: Record<VendorName, string> = {
  xiaomi: '/v3/message/regid',
  huawei: '/messages:send',
  oppo: '/message/notification/unicast',
  vivo: '/message/send',
  fcm: '/messages:send',
};

/** The vendor has answered. What becomes of many pushes is told in one record, which belongs to the trace of the first of them. */
const isPushed = (spans: readonly RecordedSpan[]) => spans.some(({ name }) => name.startsWith('push '));

beforeAll(async () => {
  telemetry = await startTelemetry({ service: 'test', spanProcessor: recorded.processor });
  pipeline = await startPipeline({ ...context, telemetry });
  const app = { app: 'demo', name: 'Demo', packageName: 'com.example.bellhop' };
  const created = await http('POST', '/v1/apps', app, operatorKey.reveal());
  apiKey = created.body['apiKey'] as string;
  clientTokenSecret = created.body['clientTokenSecret'] as string;
  secrets.push(apiKey, clientTokenSecret);
  const { control, simulator, gateway } = pipeline;
  for (const { appSecret, clientSecret, masterSecret, serviceAccount } of Object.values(
    await simulatorCertificates(control, simulator.urls),
  )) {
    const account = serviceAccount as { private_key: string } | undefined;
    for (const value of [appSecret, clientSecret, masterSecret, account?.private_key])
      if (typeof value === 'string') secrets.push(value);
  }
  await prepareApp('demo', gatewayApi(gateway.httpUrl, operatorKey.reveal()), control, simulator.urls);
  await untilKnown(gateway.httpUrl, 'demo', apiKey);
});

afterAll(async () => {
  await pipeline.close();
  await telemetry.close();
  expect(context.fatal).toEqual([]);
});

describe('one message', () => {
  it.each(vendorNames)('is one trace from the HTTP call to the answer of %s', async (vendor) => {
    await phoneFor(`http-${vendor}`, vendor);
    const spans = await traceOf(await send(`http-${vendor}`), isPushed);
    expect(edges(spans)).toEqual(
      expect.arrayContaining([
        ' → POST /v1/apps/:app/messages',
        'POST /v1/apps/:app/messages → send im.message-accepted.v1',
        ...wayOfPush(vendor),
      ]),
    );
    expect(spans.filter((span) => parentOf(span, spans) === undefined)).toHaveLength(1);
    const push = spans.find(({ name }) => name === `push ${vendor}`);
    expect(push?.attributes).toMatchObject({
      'bellhop.vendor': vendor,
      'bellhop.app': 'demo',
      'bellhop.targets': 1,
      'bellhop.attempt': 1,
      'bellhop.outcomes': ['accepted'],
    });
    const call = spans.find(
      (span) => parentOf(span, spans) === push && String(span.attributes['url.full']).endsWith(sendPaths[vendor]),
    );
    expect(call).toMatchObject({
      kind: 2, // client
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'server.port': Number(new URL(pipeline.simulator.urls[vendor]).port),
      },
    });
  });

  it("continues its caller's trace", async () => {
    await phoneFor('continued', 'huawei');
    const traceId = 'af7651916cd43dd8448eb211c80319c0';
    const id = await send('continued', { traceparent: `00-${traceId}-b7ad6b7169203331-01`, tracestate: 'caller=1' });
    const spans = await traceOf(id, isPushed);
    expect(spans[0]?.spanContext().traceId).toBe(traceId);
    expect(edges(spans)).toEqual(expect.arrayContaining(wayOfPush('huawei')));
    const [root] = spans.filter((span) => parentOf(span, spans) === undefined);
    expect(root).toMatchObject({
      name: 'POST /v1/apps/:app/messages',
      parentSpanContext: { spanId: 'b7ad6b7169203331', isRemote: true },
    });
    expect(spans.every((span) => span.spanContext().traceState?.get('caller') === '1')).toBe(true);
  });

  it('makes no span when its caller does not keep the trace', async () => {
    const { phoneId } = await phoneFor('unsampled', 'huawei');
    const traceId = 'bf7651916cd43dd8448eb211c80319c0';
    await send('unsampled', { traceparent: `00-${traceId}-b7ad6b7169203331-00` });
    await pipeline.control.notificationsAfter(phoneId, 0, 15_000);
    expect(recorded.spans.filter((span) => span.spanContext().traceId === traceId)).toEqual([]);
  });

  it('is one trace from the gRPC call on', async () => {
    await phoneFor('grpc', 'huawei');
    const { gateway } = pipeline;
    const client = createClient(messageService, {
      address: gateway.grpcAddress,
      key: new Secret(apiKey),
      deadlineMs: 5_000,
    });
    const { accepted } = await client.sendMessage({
      app: 'demo',
      message: { fromUserId: 'alice', toUserId: 'grpc', text: words.text, pushConfig },
    });
    client.close();
    const rpc = 'bellhop.im.v1.MessageService/SendMessage';
    expect(edges(await traceOf(accepted?.messageId ?? '', isPushed))).toEqual(
      expect.arrayContaining([
        ` → ${rpc}`,
        `${rpc} → ${rpc}`,
        `${rpc} → send im.message-accepted.v1`,
        ...wayOfPush('huawei'),
      ]),
    );
  });

  it('is one trace from the WebSocket frame on, to the socket of who is connected', async () => {
    await phoneFor('socket', 'huawei');
    const zimOf = (deviceID: string) =>
      ZIM.create({ appID: 'demo', server: pipeline.gateway.httpUrl.replace('http', 'ws'), platform: 'web', deviceID });
    const [alice, carol] = [zimOf('alice-web'), zimOf('carol-web')];
    const token = await clientToken('alice');
    secrets.push(token);
    await alice.login('alice', token);
    const text = { type: ZIMMessageType.Text, message: words.text } as const;
    const { messageID } = await alice.sendMessage(text, 'socket', ZIMConversationType.Peer, { pushConfig });
    expect(edges(await traceOf(messageID, isPushed))).toEqual(
      expect.arrayContaining([
        ' → websocket send',
        'websocket send → send im.message-accepted.v1',
        ...wayOfPush('huawei'),
      ]),
    );

    const zpns = ZPNs.create(carol);
    const carolsPhone = await phoneFor('carol', 'huawei');
    await zpns.registerPush('huawei', carolsPhone.token);
    await carol.login('carol', await clientToken('carol'));
    const delivered = await alice.sendMessage(text, 'carol', ZIMConversationType.Peer);
    expect(edges(await traceOf(delivered.messageID, (spans) => spans.some(named('deliver to sockets'))))).toContain(
      'process im.message-accepted.v1 → deliver to sockets',
    );
    await Promise.all([alice.logout(), carol.logout()]);
  });

  it('stays one trace through a retry topic', async () => {
    const phone = await phoneFor('retried', 'vivo');
    const fault = { vendor: 'vivo', path: 'send', kind: 'status', status: 503, times: 1, token: phone.token } as const;
    await pipeline.control.addFault(fault);
    const spans = await traceOf(await send('retried'), (found) => found.filter(named('push vivo')).length === 2);
    expect(edges(spans)).toEqual(
      expect.arrayContaining([
        'process push.task.vivo.v1 → push vivo',
        'process push.task.vivo.v1 → send push.retry.vivo.5s.v1',
        'send push.retry.vivo.5s.v1 → process push.retry.vivo.5s.v1',
        'process push.retry.vivo.5s.v1 → push vivo',
      ]),
    );
    const attempts = spans.filter(named('push vivo')).map(({ attributes, status }) => ({ ...attributes, ...status }));
    expect(attempts).toMatchObject([
      { 'bellhop.attempt': 1, 'bellhop.outcomes': ['unavailable'], code: 2 },
      { 'bellhop.attempt': 2, 'bellhop.outcomes': ['accepted'], code: 0 },
    ]);
  });
});

describe('what operators see', () => {
  it('has the metrics of every service, at the management port, with its health', async () => {
    expect(await atManagement('/livez')).toEqual({ status: 200, text: 'ok\n' });
    expect(await atManagement('/readyz')).toEqual({ status: 200, text: 'ok\n' });
    const { text } = await atManagement('/metrics');
    const names = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    for (const name of [
      'bellhop_gateway_accepted_total',
      'bellhop_gateway_accept_duration',
      'bellhop_store_messages_total',
      'bellhop_presence_sessions',
      'bellhop_router_tasks_total',
      'bellhop_pushes_total',
      'bellhop_push_latency',
      'bellhop_vendor_call_duration',
      'bellhop_consumer_events_total',
      'bellhop_consumer_lag',
      'bellhop_producer_records_total',
      'bellhop_rpc_server_duration',
      'bellhop_rpc_client_duration',
      'bellhop_postgres_connections',
      'bellhop_process_memory',
      'bellhop_process_event_loop_delay',
    ]) {
      expect(
        [...names].some((known) => known?.startsWith(name)),
        `${name} in ${[...names].join(' ')}`,
      ).toBe(true);
    }
    expect(text).toMatch(/bellhop_pushes_total\{vendor="huawei",outcome="accepted"/);
  });

  it('names the message and never shows a key, a token or what somebody wrote', async () => {
    const invalid = await phoneFor('invalid', 'fcm');
    await pipeline.control.refreshToken(invalid.phoneId); // the registered token is dead now
    const refused = await phoneFor('refused', 'huawei');
    await pipeline.control.addFault({
      vendor: 'huawei',
      path: 'send',
      kind: 'status',
      status: 400,
      times: 1,
      token: refused.token,
    });
    const ids = [await send('invalid'), await send('refused')];
    for (const id of ids) await traceOf(id, isPushed);
    // What does not fit: a body that is no JSON, a wrong key, a record that is no event.
    await fetch(`${pipeline.gateway.httpUrl}/v1/apps/demo/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: `{"text": ${words.text}`,
    });
    secrets.push('marker-wrong-key');
    expect((await http('POST', '/v1/apps/demo/messages', { text: words.text }, 'marker-wrong-key')).status).toBe(401);
    await pipeline.producer.publish([
      { topic: messageAcceptedTopic.name, key: 'k', value: Buffer.from(words.text), headers: {} },
    ]);
    await until(async () => /dead_letters_total\{[^}]*cause="undecodable"/.test((await atManagement('/metrics')).text));

    const logged = lines.map((line) => JSON.parse(line) as { level: string; messageId?: string; topic?: string });
    expect(logged.some(({ level, topic }) => level === 'error' && topic === messageAcceptedTopic.name)).toBe(true);
    for (const id of ids)
      expect(logged.some(({ messageId, level }) => messageId === id && level !== 'debug')).toBe(true);
    expect(logged.some(({ messageId, level }) => messageId === ids[0] && level === 'debug')).toBe(true);
    const output = lines.join('');
    const spans = JSON.stringify(
      recorded.spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    );
    for (const secret of [...secrets, ...Object.values(words)]) {
      expect(secret.length).toBeGreaterThan(4);
      expect(output.includes(secret), `a log line shows ${secret}`).toBe(false);
      expect(spans.includes(secret), `a span shows ${secret}`).toBe(false);
    }
  });
});
