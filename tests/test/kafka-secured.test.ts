import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import {
  deadLetterTopic,
  kafkaPrincipals,
  kafkaRights,
  messageAcceptedTopic,
  pushDeadLetterTopic,
  pushOutcomeTopic,
  pushTask,
  pushTaskTopic,
  renderAcls,
  sessionTopic,
  vendorNames,
  vendorToProto,
  type KafkaPrincipal,
  type Topic,
  type VendorName,
} from '@bellhop/contracts';
import {
  createLagReader,
  createProducer,
  done,
  endOffsets,
  ensureTopics,
  kafkaOf,
  readRecords,
  runConsumer,
  type KafkaConfig,
} from '@bellhop/kafka';
import { hasJava } from '@bellhop/local-servers';
import { deadLettersCommand } from '@bellhop/operator';
import { createLogger, loadKafkaEnv, silentLogger, type Logger } from '@bellhop/runtime';
import { testCertificates, testContext, until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { aclsOf, passwordOf, prefix, startSecuredBroker, type SecuredBroker } from '../src/secured-kafka.ts';
import { startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { startNodeProcess } from '../src/system/node-process.ts';
import { packageName, simulatorCertificates } from '../src/system/prepare-app.ts';

/** Collects what is logged, to look for what Kafka refused. */
function recordingLogger(level: string): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _, next) => {
      lines.push(chunk.toString());
      next();
    },
  });
  return { log: createLogger('test', level, destination), lines };
}

const refusals = /_AUTHORIZATION|not authorized|does not allow/i;
const { log, lines } = recordingLogger('debug');
const context = { ...testContext(), log };
let secured: SecuredBroker;
let pipeline: Pipeline;
let clientTokenSecret = '';

/** Where servers come from Docker there may be no Java, and this broker is an embedded one. */
const isPossible = await hasJava();
if (!isPossible) console.warn('A broker with TLS, logins and ACLs needs Java 17: its tests are left out.');

beforeAll(async () => {
  if (!isPossible) return;
  secured = await startSecuredBroker();
  pipeline = await startPipeline(context, { commonOf: secured.commonOf });
  const { admin, control, simulator } = pipeline;
  const created = await admin.createApp({ app: 'demo', packageName, limits: { ackTimeoutMs: 1_000 } });
  clientTokenSecret = created.clientTokenSecret;
  for (const [vendor, credential] of Object.entries(await simulatorCertificates(control, simulator.urls))) {
    await admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor as VendorName),
      credentialJson: JSON.stringify(credential),
    });
  }
});

afterAll(async () => {
  if (isPossible) await secured.close();
});

const toUser = (toUserId: string) => ({
  messageId: randomUUID(),
  conversationId: `peer/alice/${toUserId}`,
  senderUserId: 'alice',
  toUserId,
  text: 'hello',
  pushConfig: { title: 'Alice', content: 'says hello' },
});
const traceKinds = async (messageId: string) =>
  (await pipeline.traces.getMessageTrace({ app: 'demo', messageId })).entries.map(({ kind }) => kind);
const untilTraced = (messageId: string, kind: string, timeoutMs = 15_000) =>
  until(async () => (await traceKinds(messageId)).includes(kind), { timeoutMs, message: `${kind} in the trace` });

/** Logs in over WebSocket and answers what is delivered to them. */
async function connect(user: string) {
  const socket = new WebSocket(`${pipeline.gateway.httpUrl.replace('http', 'ws')}/v1/ws`);
  await once(socket, 'open');
  const frames: { type: string; id?: number; replyTo?: number; body: Record<string, unknown> }[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as (typeof frames)[number]));
  let id = 0;
  const request = async (type: string, body: object) => {
    const own = (id += 1);
    socket.send(JSON.stringify({ v: 1, id: own, type, body }));
    return until(() => frames.find(({ replyTo }) => replyTo === own));
  };
  const token = await new SignJWT({ app: 'demo' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(clientTokenSecret));
  await until(async () => (await request('login', { app: 'demo', token, deviceID: `${user}-web` })).type !== 'error');
  return { frames, request, close: () => socket.terminate() };
}

describe.runIf(isPossible)('every service with a user of its own and the printed rights', () => {
  it('a message reaches offline phones of all five vendors, and its trace says so', async () => {
    const phones = await Promise.all(vendorNames.map((vendor) => pipeline.phoneFor(`off-${vendor}`, vendor)));
    const messages = vendorNames.map((vendor) => toUser(`off-${vendor}`));
    await pipeline.send(messages);
    for (const { phoneId } of phones)
      expect(await pipeline.control.notificationsAfter(phoneId, 0, 15_000)).toHaveLength(1);
    for (const { messageId } of messages) await untilTraced(messageId, 'vendor-accepted');
  });

  it('a message reaches a connected user, and a call rings an offline one', async () => {
    const [alice, bob] = [await connect('alice'), await connect('bob')];
    const phone = await pipeline.phoneFor('carol', 'huawei');
    await pipeline.send([toUser('bob')]);
    await until(() => bob.frames.some(({ type, body }) => type === 'message' && body['text'] === 'hello'));
    const call = await alice.request('callInvite', {
      invitees: ['carol'],
      pushConfig: { title: 'Alice', content: 'is calling' },
    });
    expect(call.type).not.toBe('error');
    await until(
      async () => (await pipeline.control.phone(phone.phoneId)).bar.some((it) => it.content === 'is calling'),
      {
        timeoutMs: 15_000,
      },
    );
    const { callID } = call.body['call'] as { callID: string };
    await alice.request('callCancel', { callID });
    await until(
      async () => !(await pipeline.control.phone(phone.phoneId)).bar.some((it) => it.content === 'is calling'),
      {
        timeoutMs: 15_000,
      },
    );
    alice.close();
    bob.close();
  });

  it('a push is tried again, another goes to the dead letters of its vendor, a dead token is cleared', async () => {
    const { control } = pipeline;
    const patient = await pipeline.phoneFor('patient', 'vivo');
    const refused = await pipeline.phoneFor('refused', 'fcm');
    const moved = await pipeline.phoneFor('moved', 'oppo');
    const fault = { path: 'send', times: 1 } as const;
    await control.addFault({ ...fault, vendor: 'vivo', kind: 'status', status: 503, token: patient.token });
    await control.addFault({
      ...fault,
      vendor: 'fcm',
      kind: 'vendor-code',
      code: 'INVALID_ARGUMENT',
      token: refused.token,
    });
    await control.refreshToken(moved.phoneId);
    const messages = [toUser('patient'), toUser('refused'), toUser('moved')] as const;
    await pipeline.send(messages);
    expect(await control.notificationsAfter(patient.phoneId, 0, 15_000)).toHaveLength(1);
    await untilTraced(messages[1].messageId, 'rejected');
    await until(
      async () =>
        (await pipeline.devices.listUserDevices({ app: 'demo', userId: 'moved' })).devices[0]?.hasToken === false,
      { timeoutMs: 15_000 },
    );
    expect(await keysIn(secured.configOf('operator'), pushDeadLetterTopic('fcm'))).toHaveLength(1);
  });

  it('what cannot be read becomes a dead letter, and an operator lists it and sends it back', async () => {
    const key = 'demo/peer/unreadable';
    await pipeline.producer.publish([
      { topic: messageAcceptedTopic.name, key, value: Buffer.from([0xff]), headers: {} },
    ]);
    const operator = secured.configOf('operator');
    const letters = deadLetterTopic('message-store');
    await until(async () => (await keysIn(operator, letters)).includes(key), { timeoutMs: 15_000 });
    const printed: string[] = [];
    await deadLettersCommand(['send-back', 'message-store', '--all'], {
      kafka: operator,
      print: (line) => printed.push(line),
    });
    expect(printed).toEqual(['1 of 1 sent back.']);
    await until(async () => (await keysIn(operator, letters)).filter((one) => one === key).length === 3, {
      timeoutMs: 15_000,
      message: 'the letter, the mark that it was sent back, and the letter that it became again',
    });
  });

  it('the gateway sees how far the groups of the others are behind', async () => {
    const lag = await createLagReader(secured.configOf('gateway'), [
      { group: 'message-store', topics: [messageAcceptedTopic.name] },
      ...vendorNames.map((vendor) => ({ group: `vendor-adapters.${vendor}`, topics: [pushTaskTopic(vendor).name] })),
    ]);
    const progress = await lag.progress();
    await lag.close();
    expect(progress.get(messageAcceptedTopic.name)).toMatchObject({ started: true });
    expect(progress.size).toBe(1 + vendorNames.length);
  });

  it('ends in order, leaves no group of followers behind, and was refused nothing', async () => {
    await pipeline.close();
    const groups = (await secured.admin.listGroups()).groups.map(({ groupId }) => groupId);
    expect(groups.filter((group) => /[0-9a-f]{8}-[0-9a-f]{4}-/.test(group))).toEqual([]);
    expect(lines.filter((line) => refusals.test(line))).toEqual([]);
    expect(context.fatal).toEqual([]);
  });
});

async function keysIn(config: KafkaConfig, topic: Topic): Promise<string[]> {
  const keys: string[] = [];
  await readRecords(config, [topic], ({ key }) => keys.push(key));
  return keys;
}

describe.runIf(isPossible)('nobody may do more', () => {
  const beyond: Record<KafkaPrincipal, Topic> = {
    gateway: pushTaskTopic('xiaomi'),
    'message-store': pushTaskTopic('xiaomi'),
    presence: sessionTopic,
    'push-router': messageAcceptedTopic,
    'push-history': pushOutcomeTopic,
    'adapter-xiaomi': pushDeadLetterTopic('huawei'),
    'adapter-huawei': pushDeadLetterTopic('oppo'),
    'adapter-oppo': pushDeadLetterTopic('vivo'),
    'adapter-vivo': pushDeadLetterTopic('fcm'),
    'adapter-fcm': pushDeadLetterTopic('xiaomi'),
    operator: sessionTopic,
    topics: messageAcceptedTopic,
  };

  it.each(kafkaPrincipals)('%s may not write to a topic of others', async (principal) => {
    const producer = await createProducer(secured.configOf(principal));
    const { name } = beyond[principal];
    await expect(producer.publish([{ topic: name, key: 'k', value: Buffer.of(1), headers: {} }])).rejects.toMatchObject(
      {
        code: 'KAFKA_AUTHORIZATION',
        message: `Kafka does not allow user "${principal}" to write to ${prefix}${name}: Not authorized to access topics: [Topic authorization failed]. Give the rights that \`bellhop acl\` prints.`,
      },
    );
    await producer.close();
  });

  const consumer = (group: string, topic: Topic) => ({
    group,
    topics: [topic],
    event: pushTask,
    deadLetterTopic: deadLetterTopic('vendor-adapters'),
    handle: (batch: readonly unknown[]) => Promise.resolve(batch.map(() => done)),
  });

  it("an adapter may not read another vendor's tasks", async () => {
    const config = secured.configOf('adapter-xiaomi');
    const producer = await createProducer(config);
    const reading = runConsumer(config, consumer('vendor-adapters.xiaomi', pushTaskTopic('huawei')), {
      producer,
      onFatal: () => undefined,
    });
    await expect(reading).rejects.toThrow(
      /^Kafka does not allow user "adapter-xiaomi" to read shop.push.task.huawei.v1 in the group shop.vendor-adapters.xiaomi: /,
    );
    await producer.close();
  });

  it('nobody may be a member of a group of others: the consumer ends with a sentence, and does not try for ever', async () => {
    const config = secured.configOf('adapter-xiaomi');
    const producer = await createProducer(config);
    const fatal: unknown[] = [];
    const running = await runConsumer(config, consumer('push-router', pushTaskTopic('xiaomi')), {
      producer,
      onFatal: (error) => void fatal.push(error),
    });
    const failure = await until(() => fatal[0]);
    expect((failure as Error).message).toMatch(
      /does not restart: Kafka does not allow user "adapter-xiaomi" to read shop.push.task.xiaomi.v1 in the group shop.push-router: .* Give the rights that `bellhop acl` prints/,
    );
    await running.stop();
    await producer.close();
  });

  it('a service may not make topics: it says who does', async () => {
    const { envOf } = secured;
    const config = kafkaOf(
      loadKafkaEnv(envOf('presence', { TOPICS: 'create', KAFKA_PREFIX: 'elsewhere.' })),
      'presence',
      silentLogger(),
    );
    await expect(ensureTopics(config, [sessionTopic])).rejects.toThrow(
      /does not allow user "presence" to make the topics elsewhere.presence.session.v1: .* Or have the topics made before services start: `bellhop topics`/,
    );
  });
});

describe.runIf(isPossible)('logins', () => {
  const works = (config: KafkaConfig) => endOffsets(config, sessionTopic.name);
  const refusedWith = (config: KafkaConfig, code: string) =>
    works(config).then(
      () => false,
      (error: unknown) => (error as { code?: string }).code === code,
    );

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'])('%s', async (KAFKA_SASL_MECHANISM) => {
    expect(await works(secured.configOf('presence', { KAFKA_SASL_MECHANISM }))).toBeInstanceOf(Map);
  });

  /** As Kafka takes it where no key is configured. */
  const unsignedToken = (user: string): string => {
    const now = Math.floor(Date.now() / 1_000);
    const parts = [{ alg: 'none' }, { sub: user, iat: now, exp: now + 600 }];
    return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  };
  const withoutUser = { KAFKA_SASL_MECHANISM: 'oauthbearer', KAFKA_SASL_USERNAME: '', KAFKA_SASL_PASSWORD: '' };

  it('oauthbearer by client credentials: one token serves many connections', async () => {
    const asked: string[] = [];
    const tokens = await tokenEndpoint(async (request) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      asked.push(`${request.headers.authorization ?? ''} ${body}`);
      return { access_token: unsignedToken('presence'), expires_in: 600 };
    });
    const config = secured.configOf('presence', {
      ...withoutUser,
      KAFKA_OAUTH_TOKEN_URL: tokens.url,
      KAFKA_OAUTH_CLIENT_ID: 'presence',
      KAFKA_OAUTH_CLIENT_SECRET: 'its secret',
      KAFKA_OAUTH_SCOPE: 'kafka',
    });
    await Promise.all([works(config), works(config)]);
    await works(config);
    const basic = Buffer.from('presence:its%20secret').toString('base64');
    expect(asked).toEqual([`Basic ${basic} grant_type=client_credentials&scope=kafka`]);
    tokens.server.close();
  });

  it('oauthbearer by a file, which is read anew', async () => {
    const file = join(secured.directory, 'token');
    writeFileSync(file, unsignedToken('stranger'));
    const config = secured.configOf('presence', { ...withoutUser, KAFKA_OAUTH_TOKEN_FILE: file });
    await expect(works(config)).rejects.toMatchObject({ code: 'KAFKA_AUTHORIZATION' });
    writeFileSync(file, unsignedToken('presence'));
    await works(config);
    writeFileSync(file, 'no token');
    await expect(works(config)).rejects.toThrow(/refused the login of our token by OAUTHBEARER/);
  });

  it('a password that was exchanged at Kafka and in the file works for new connections', async () => {
    const file = join(secured.directory, 'password');
    writeFileSync(file, `${passwordOf('presence')}\n`);
    const config = secured.configOf('presence', {
      KAFKA_SASL_PASSWORD: '',
      KAFKA_SASL_PASSWORD_FILE: file,
    });
    await works(config);
    await secured.setPassword('presence', 'the new one');
    await until(() => refusedWith(config, 'KAFKA_AUTHENTICATION'));
    writeFileSync(file, 'the new one\n');
    await works(config);
    await secured.setPassword('presence', passwordOf('presence'));
  });

  it('certificates are read anew for new connections; half of an exchange changes nothing', async () => {
    const { certificates, directory, broker, admin } = secured;
    await admin.createAcls({
      acl: renderAcls(kafkaRights({ prefix, principals: ['gateway'] }), {
        userOf: (name) => `User:CN=${name}`,
      }).flatMap(aclsOf),
    });
    const own = join(directory, 'mutual');
    mkdirSync(own);
    const files = { ca: join(own, 'ca.pem'), cert: join(own, 'cert.pem'), key: join(own, 'key.pem') };
    const write = (ca: string, { cert, key }: { cert: string; key: string }) => {
      writeFileSync(files.ca, ca);
      writeFileSync(files.cert, cert);
      writeFileSync(files.key, key);
    };
    write(certificates.ca, certificates.clients.gateway);
    const { log: own_, lines: warned } = recordingLogger('warn');
    const config = kafkaOf(
      loadKafkaEnv({
        KAFKA_BROKERS: broker.mutualTlsBroker,
        KAFKA_PREFIX: prefix,
        KAFKA_TLS_CA_FILE: files.ca,
        KAFKA_TLS_CERT_FILE: files.cert,
        KAFKA_TLS_KEY_FILE: files.key,
      }),
      'gateway',
      own_,
    );
    await works(config);
    writeFileSync(files.cert, certificates.clients.stranger.cert); // the key is still the other's
    await until(async () => {
      await works(config);
      return warned.some((line) => line.includes('new certificates do not fit'));
    });
    writeFileSync(files.key, certificates.clients.stranger.key);
    await until(() => refusedWith(config, 'KAFKA_AUTHORIZATION'));
    const other = await testCertificates();
    write(other.ca, certificates.clients.gateway);
    await until(() => refusedWith(config, 'KAFKA_TLS'));
    write(certificates.ca, certificates.clients.gateway);
    await until(() =>
      works(config).then(
        () => true,
        () => false,
      ),
    );
  });
});

async function tokenEndpoint(
  answer: (request: IncomingMessage) => Promise<object>,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    void answer(request).then((body) => response.end(JSON.stringify(body)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token` };
}

describe.runIf(isPossible)('what is wrong is said in one sentence', () => {
  const attempt = (over: NodeJS.ProcessEnv) => endOffsets(secured.configOf('presence', over), sessionTopic.name);

  it.each<[string, () => NodeJS.ProcessEnv, RegExp]>([
    [
      'an unknown user',
      () => ({ KAFKA_SASL_USERNAME: 'nobody' }),
      /^Kafka at 127.0.0.1:\d+ refused the login of user "nobody" by SCRAM-SHA-512: .* Check KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD/,
    ],
    [
      'a certificate for another name',
      () => ({ KAFKA_TLS_SERVER_NAME: 'kafka.example' }),
      /^The certificate of Kafka at 127.0.0.1:\d+ is for another name: .* or set KAFKA_TLS_SERVER_NAME/,
    ],
    [
      'TLS where none is spoken',
      () => ({ KAFKA_BROKERS: secured.broker.adminBroker }),
      /^Kafka at 127.0.0.1:\d+ does not speak TLS there: .* set KAFKA_TLS=false/,
    ],
    [
      'no client certificate where one is wanted',
      () => ({
        KAFKA_BROKERS: secured.broker.mutualTlsBroker,
        KAFKA_SASL_MECHANISM: '',
        KAFKA_SASL_USERNAME: '',
        KAFKA_SASL_PASSWORD: '',
      }),
      /^Kafka at 127.0.0.1:\d+ refused our side of TLS: .* set KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE/,
    ],
    [
      'a login where none is expected',
      () => ({ KAFKA_BROKERS: secured.broker.adminBroker, KAFKA_TLS_CA_FILE: '' }),
      /^Kafka at 127.0.0.1:\d+ expects no login there/,
    ],
  ])('%s', async (_, over, sentence) => {
    await expect(attempt(over())).rejects.toThrow(sentence);
  });

  it('an authority that cannot be read', async () => {
    await expect(attempt({ KAFKA_TLS_CA_FILE: join(secured.directory, 'nothing.pem') })).rejects.toThrow(
      /^KAFKA_TLS_CA_FILE: cannot be read/,
    );
  });

  it('topics are made as the settings say; what differs is warned of, and refused by verify', async () => {
    const own = {
      KAFKA_BROKERS: secured.broker.adminBroker,
      KAFKA_PREFIX: 'own.',
      TOPIC_PARTITIONS: `${pushOutcomeTopic.name}=2`,
      TOPIC_RETENTION_HOURS: `${pushOutcomeTopic.name}=5`,
      TOPIC_MIN_INSYNC_REPLICAS: '1',
      TOPIC_REPLICATION_FACTOR: '1',
    };
    const { log: warning, lines: warned } = recordingLogger('warn');
    const ensure = (env: NodeJS.ProcessEnv) =>
      ensureTopics(kafkaOf(loadKafkaEnv(env), 'topics', warning), [pushOutcomeTopic, sessionTopic]);
    await ensure(own);
    await ensure({ ...own, TOPICS: 'verify' });
    expect(warned).toEqual([]);
    const asStandard = { KAFKA_BROKERS: own.KAFKA_BROKERS, KAFKA_PREFIX: own.KAFKA_PREFIX };
    await ensure(asStandard);
    expect(warned.map((line) => (JSON.parse(line) as { what: string }).what)).toEqual([
      'has 2 partitions, not 6',
      'keeps records for 5 hours, not 72 hours',
    ]);
    const wrong = { ...own, TOPIC_REPLICATION_FACTOR: '3', TOPIC_MIN_INSYNC_REPLICAS: '2', TOPICS: 'verify' };
    await expect(ensure(wrong)).rejects.toMatchObject({
      code: 'TOPICS_DIFFER',
      message: expect.stringMatching(
        /own.push.outcome.v1 has 1 replica of a partition, not 3[^]*own.push.outcome.v1 has min.insync.replicas=1, not 2/,
      ) as string,
    });
    await ensure({ ...wrong, TOPICS: 'ignore' });
  });

  it('a service that cannot go on ends with 1, and its last line says why', async () => {
    const { broker, directory } = secured;
    const other = join(directory, 'other-ca.pem');
    writeFileSync(other, (await testCertificates()).ca);
    const fewer = { KAFKA_BROKERS: broker.adminBroker, KAFKA_PREFIX: 'fewer.' };
    await ensureTopics(
      kafkaOf(loadKafkaEnv({ ...fewer, TOPIC_PARTITIONS: 'presence.session.v1=2' }), 'test', silentLogger()),
      [sessionTopic],
    );
    const ended = await Promise.all([
      lastLineOf('wrong-password', secured.envOf('presence', { KAFKA_SASL_PASSWORD: 'wrong' })),
      lastLineOf('wrong-authority', secured.envOf('presence', { KAFKA_TLS_CA_FILE: other })),
      lastLineOf('topics', { ...fewer, TOPICS: 'verify' }),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([1, 1, 1]);
    const [password, authority, topics] = ended.map(({ message }) => message) as [string, string, string];
    expect(password).toMatch(/refused the login of user "presence" by SCRAM-SHA-512: .*KAFKA_SASL_PASSWORD/);
    expect(authority).toMatch(
      /is not trusted: .* Set KAFKA_TLS_CA_FILE to the file of the right authority \(it is .*other-ca.pem\)/,
    );
    expect(topics).toContain('fewer.presence.session.v1 has 2 partitions, not 6');
    expect(topics).toContain(
      'kafka-topics.sh --bootstrap-server BROKERS --command-config CLIENT_PROPERTIES --alter --topic fewer.presence.session.v1 --partitions 6',
    );
    expect(topics).toContain('fewer.presence.node.v1 is missing, or may not be seen');
  });

  /** Runs presence until it ends. */
  async function lastLineOf(name: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; message: string }> {
    const logDirectory = join(secured.directory, 'logs');
    const process = startNodeProcess({
      name,
      script: 'services/presence/src/main.ts',
      env: {
        ...(env as Record<string, string>),
        INTERNAL_KEY: 'internal-key-of-the-tests',
        MANAGEMENT_PORT: '0',
        GRPC_PORT: '0',
        LISTEN_HOST: '127.0.0.1',
      },
      logDirectory,
    });
    process.firstLine.catch(() => undefined);
    const { code } = await process.ended;
    const last =
      readFileSync(join(logDirectory, `${name}.log`), 'utf8')
        .trim()
        .split('\n')
        .at(-1) ?? '{}';
    return { code, message: (JSON.parse(last) as { msg: string }).msg };
  }
});
