import { randomUUID } from 'node:crypto';
import type { MessageAccepted } from '@bellhop/contracts';
import type { SchemaConfig } from '@bellhop/postgres';
import { opening, type Running } from '@bellhop/runtime';
import { callStore } from '../../../services/message-store/src/db/call-store.ts';
import { maintainMessages, openStoreDatabase } from '../../../services/message-store/src/db/database.ts';
import { messageStore } from '../../../services/message-store/src/db/message-store.ts';
import { maintainTrace, openHistoryDatabase } from '../../../services/push-history/src/db/database.ts';
import { traceStore } from '../../../services/push-history/src/db/trace-store.ts';
import { dropFormerTrace, openRouterDatabase } from '../../../services/push-router/src/db/database.ts';
import { deviceStore } from '../../../services/push-router/src/db/device-store.ts';

/** The stores of all services, on one database. */
export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Opens the databases of message-store, push-router and push-history. */
export function openStores(config: SchemaConfig): Promise<
  Running & {
    readonly store: Awaited<ReturnType<typeof openStoreDatabase>>;
    readonly router: Awaited<ReturnType<typeof openRouterDatabase>>;
    readonly history: Awaited<ReturnType<typeof openHistoryDatabase>>;
  }
> {
  return opening(async (open) => ({
    store: await open.add(openStoreDatabase(config), (it) => it.close()),
    router: await open.add(openRouterDatabase(config), (it) => it.close()),
    history: await open.add(openHistoryDatabase(config), (it) => it.close()),
  }));
}

/** What runs every hour: partitions that are made and dropped. */
export async function maintain({ store, router, history }: Stores, nowMs = Date.now()): Promise<string[]> {
  await dropFormerTrace(router, nowMs);
  return [...(await maintainMessages(store, nowMs, 30)), ...(await maintainTrace(history, nowMs, 7))];
}

/** What services do with their databases all day: for one user, whom nobody else has. */
export async function useStores({ store, router, history }: Stores): Promise<{
  seqs: number[];
  missed: number;
  callState: string | undefined;
  isBound: boolean;
  lines: number;
}> {
  const app = 'demo';
  const userId = `user-${randomUUID()}`;
  const conversationId = `peer/alice/${userId}`;
  const nowMs = Date.now();

  const messages = messageStore(store);
  const batch = Array.from({ length: 20 }, (): MessageAccepted => ({
    messageId: randomUUID(),
    app,
    conversationId,
    senderUserId: 'alice',
    senderDeviceId: '',
    localId: '',
    target: 'toUserId',
    toUserId: userId,
    content: 'text',
    text: 'hi',
    pushConfig: null,
    targetUserIds: [],
    mentions: null,
    acceptedAtMs: nowMs,
  }));
  await messages.store(batch.slice(0, 3), nowMs); // few are looked up in another way than many
  const places = await messages.store(batch, nowMs);
  const missed = await messages.missed({ app, userId, deviceId: 'phone', limit: 100, after: undefined });

  const calls = callStore(store);
  const callId = randomUUID();
  const by = { userId: 'alice', deviceId: 'phone', extendedData: '' };
  await calls.apply(
    [{ app, callId, command: { kind: 'call', ...by, invitees: [userId], timeoutSeconds: 60, pushConfig: null } }],
    nowMs,
  );
  await calls.apply([{ app, callId, command: { kind: 'accept', ...by, userId } }], nowMs);
  const call = await calls.find({ app, callId });

  const devices = deviceStore(router);
  const deviceId = `phone-of-${userId}`;
  await devices.bind({ app, deviceId, userId, platform: 'android', deviceSecret: '' });
  await devices.register({
    app,
    deviceId,
    userId,
    vendor: 'xiaomi',
    token: `token-of-${userId}`,
    appType: 1,
    platform: 'android',
    environment: 'production',
    locale: '',
    timeZone: '',
    appVersion: '',
  });
  const bound = await devices.boundTo([{ app, userId }]);

  const trace = traceStore(history);
  const messageId = batch[0]?.messageId ?? '';
  await trace.write(
    ['decided', 'vendor-accepted'].map((kind, index) => ({
      atMs: nowMs + index,
      app,
      messageId,
      subject: `user:${userId}`,
      kind,
      attempt: 0,
      userId,
      deviceId,
      vendor: 'xiaomi',
      code: '0',
      vendorMessageId: '',
      detail: {},
    })),
  );
  const lines = await trace.ofMessage({ app, messageId, after: undefined, limit: 10 });
  return {
    seqs: places.map(({ seq }) => seq),
    missed: missed.length,
    callState: call?.members.find((member) => member.userId === userId)?.state,
    isBound: [...bound.registered.values()].flat().length === 1,
    lines: lines.length,
  };
}

/** What `useStores` gives when all went well. */
export const usedWell = {
  seqs: Array.from({ length: 20 }, (_, index) => index + 1),
  missed: 20,
  callState: 'accepted',
  isBound: true,
  lines: 2,
};
