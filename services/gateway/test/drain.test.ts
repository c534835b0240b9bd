import { messageAccepted, type MessageAccepted } from '@bellhop/contracts';
import { createClient, messageService } from '@bellhop/grpc';
import { followTopic } from '@bellhop/kafka';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { describe, expect, it } from 'vitest';
import { APP, apiKey, startHarness, type Harness } from './harness.ts';
import { callWithoutKey, NOT_SERVING, SERVING } from './raw-grpc.ts';
import { openRawClient } from './raw-client.ts';

const HEALTH = '/grpc.health.v1.Health/Check';

/** A group whose sends wait at message-store until `goOn`. */
function slowGroup({ groups, store }: Harness, groupId: string) {
  const { promise, resolve: goOn } = Promise.withResolvers<void>();
  groups.set(groupId, new Set(['ann']));
  store.gates.set(groupId, promise);
  return { goOn, isAsked: () => until(() => store.checking.has(groupId), { message: `a send to ${groupId}` }) };
}

describe('an orderly end', () => {
  it('tells clients to come back, answers what is under way at every door, and takes nothing new', async () => {
    const harness = await startHarness({ callTimeoutMs: 20_000 }); // no hurry: calls are held back while doors close
    const { httpUrl, grpcAddress } = harness.gateway;
    const accepted: MessageAccepted[] = [];
    const follower = await followTopic(harness.kafka, messageAccepted, (event) => event && accepted.push(event), {
      onFatal: harness.context.onFatal,
      purpose: 'test.accepted',
    });
    const connect = () =>
      createClient(messageService, {
        address: grpcAddress,
        key: new Secret(apiKey),
        deadlineMs: 20_000,
        retry: false,
      });
    const grpc = connect();
    expect(await callWithoutKey(grpc.channel, HEALTH)).toEqual(SERVING);
    const clients = await Promise.all(Array.from({ length: 5 }, () => openRawClient(httpUrl)));
    await Promise.all(clients.map((client, n) => client.login('ann', `phone-${n}`)));

    // Each door has a send under way when its turn to close comes.
    const doors = { socket: slowGroup(harness, 'a'), http: slowGroup(harness, 'b'), grpc: slowGroup(harness, 'c') };
    const overSocket = clients.map((client) => client.request('send', { toGroupID: 'a', text: 'socket' }));
    await doors.socket.isAsked();
    const closing = harness.gateway.close();
    const told = await Promise.all(clients.map((client) => client.next('reconnect')));
    for (const { body } of told) expect(body['afterMs']).toEqual(expect.any(Number));
    await expect(openRawClient(httpUrl)).rejects.toThrow('503');
    expect(await callWithoutKey(grpc.channel, HEALTH)).toEqual(NOT_SERVING);
    const overHttp = fetch(`${httpUrl}/v1/apps/${APP}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fromUserID: 'ann', toGroupID: 'b', text: 'http' }),
    });
    await doors.http.isAsked(); // on its own: checks of one turn go out, and come back, together
    const overGrpc = grpc.sendMessage({ app: APP, message: { fromUserId: 'ann', toGroupId: 'c', text: 'grpc' } });
    await doors.grpc.isAsked();
    doors.socket.goOn();
    for (const answer of await Promise.all(overSocket)) expect(answer).toMatchObject({ type: 'ok' });
    expect(await Promise.all(clients.map(({ closed }) => closed))).toEqual(clients.map(() => ({ code: 1012 })));

    const refusal = (attempt: Promise<unknown>) => attempt.then(() => false, String);
    expect(await until(() => refusal(openRawClient(httpUrl).catch(unless503)))).toContain('ECONNREFUSED');
    doors.http.goOn();
    expect((await overHttp).status).toBe(200);

    await until(async () => {
      const late = connect();
      const answer = await refusal(callWithoutKey(late.channel, HEALTH));
      late.close();
      return answer;
    });
    doors.grpc.goOn();
    expect(await overGrpc).toMatchObject({ result: 'accepted' });
    await closing;

    await until(() => accepted.length === clients.length + 2); // what was answered is in Kafka
    expect([...harness.sessions.keys()].filter((key) => key.startsWith('ann/'))).toEqual([]);
    grpc.close();
    await follower.stop();
    await harness.close();
    expect(harness.context.fatal).toEqual([]);
  });
});

/** While it drains the gateway refuses by itself; only then does it stop listening. */
function unless503(error: unknown): void {
  if (!String(error).includes('503')) throw error;
}
