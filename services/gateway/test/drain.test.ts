import { messageAccepted, type MessageAccepted } from '@bellhop/contracts';
import { createClient, messageService } from '@bellhop/grpc';
import { followTopic } from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { describe, expect, it } from 'vitest';
import { APP, apiKey, startHarness } from './harness.ts';
import { callWithoutKey, NOT_SERVING, SERVING } from './raw-grpc.ts';
import { openRawClient } from './raw-client.ts';

const HEALTH = '/grpc.health.v1.Health/Check';

describe('an orderly end', () => {
  it('tells clients to come back, answers what is under way at every door, and takes nothing new', async () => {
    const harness = await startHarness();
    harness.groups.set('team', new Set(['ann']));
    const accepted: MessageAccepted[] = [];
    const follower = await followTopic(harness.kafka, messageAccepted, (event) => event && accepted.push(event), {
      onFatal: harness.context.onFatal,
      purpose: 'test.accepted',
    });
    const grpc = createClient(messageService, {
      address: harness.gateway.grpcAddress,
      key: new Secret(apiKey),
      deadlineMs: 10_000,
      retry: false,
    });
    expect(await callWithoutKey(grpc.channel, HEALTH)).toEqual(SERVING);
    const clients = await Promise.all(Array.from({ length: 5 }, () => openRawClient(harness.gateway.httpUrl)));
    await Promise.all(clients.map((client, n) => client.login('ann', `phone-${n}`)));

    // Sends that wait for message-store while the gateway is told to end.
    const { promise, resolve: goOn } = Promise.withResolvers<void>();
    harness.store.senderGate = promise;
    const overSocket = clients.map((client) => client.request('send', { toGroupID: 'team', text: 'socket' }));
    const overHttp = fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fromUserID: 'ann', toGroupID: 'team', text: 'http' }),
    });
    const overGrpc = grpc.sendMessage({ app: APP, message: { fromUserId: 'ann', toGroupId: 'team', text: 'grpc' } });
    await until(() => harness.store.senderChecks > 0);
    const closing = harness.gateway.close();

    for (const client of clients) {
      expect((await client.next('reconnect')).body['afterMs']).toEqual(expect.any(Number));
    }
    expect(await callWithoutKey(grpc.channel, HEALTH)).toEqual(NOT_SERVING);
    await expect(openRawClient(harness.gateway.httpUrl)).rejects.toThrow('503');
    goOn();
    for (const answer of await Promise.all(overSocket)) expect(answer).toMatchObject({ type: 'ok' });
    expect((await overHttp).status).toBe(200);
    expect(await overGrpc).toMatchObject({ result: 'accepted' });
    expect(await Promise.all(clients.map(({ closed }) => closed))).toEqual(clients.map(() => ({ code: 1012 })));
    await closing;

    await expect(openRawClient(harness.gateway.httpUrl)).rejects.toThrow('ECONNREFUSED');
    await until(() => accepted.length === clients.length + 2); // what was answered is in Kafka
    expect([...harness.sessions.keys()].filter((key) => key.startsWith('ann/'))).toEqual([]);
    grpc.close();
    await follower.stop();
    await harness.close();
    expect(harness.context.fatal).toEqual([]);
  });
});
