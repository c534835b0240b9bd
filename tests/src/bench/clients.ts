import { ZIM } from '@bellhop/client';
import { SignJWT } from 'jose';
import { concurrently } from '../system/offline-users.ts';
import { app, type Bench } from './bench-system.ts';

const LOGGING_IN = 8;

/** A client of the SDK for a user, not logged in yet; and how to log it in. */
export async function createBenchClient(
  bench: Bench,
  userId: string,
): Promise<{ readonly zim: ZIM; readonly login: () => Promise<unknown> }> {
  const token = await new SignJWT({ app })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(bench.clientTokenSecret));
  const zim = ZIM.create({ appID: app, server: bench.system.httpUrl, deviceID: userId });
  return { zim, login: () => zim.login(userId, token) };
}

/** Connected clients, and when each message was shown by its receiver. */
export interface ConnectedClients {
  readonly clients: readonly { readonly userId: string; readonly zim: ZIM }[];
  /** By message id, as performance.now() says. */
  readonly shownAt: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export async function connectClients(bench: Bench, prefix: string, count: number): Promise<ConnectedClients> {
  const shownAt = new Map<string, number>();
  const clients: { userId: string; zim: ZIM }[] = [];
  const userIds = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  await concurrently(LOGGING_IN, userIds, async (userId) => {
    const { zim, login } = await createBenchClient(bench, userId);
    zim.on('messageReceived', ({ messageID }) => void shownAt.set(messageID, performance.now()));
    await login();
    clients.push({ userId, zim });
  });
  return {
    clients,
    shownAt,
    close: async () => {
      await Promise.all(clients.map(({ zim }) => zim.logout()));
    },
  };
}
