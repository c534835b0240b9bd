import { ZIM, type KeyValueStorage, type ZIMAppConfig } from '../index.ts';
import { fakeServer, type FakeConnection } from './fake-server.ts';

export const answerTo = (userID: string, deviceSecret?: string) => ({
  userID,
  heartbeatIntervalMs: 10_000,
  silenceTimeoutMs: 30_000,
  serverTime: 0,
  ...(deviceSecret === undefined ? {} : { deviceSecret }),
});

/** A storage that survives the app, at once or by promises as React Native's. */
export function storageOf(kind: 'sync' | 'async') {
  const entries = new Map<string, string>();
  const answer = <T>(value: T) => (kind === 'sync' ? value : Promise.resolve(value));
  const storage: KeyValueStorage = {
    getItem: (key) => answer(entries.get(key) ?? null),
    setItem: (key, value) => answer(void entries.set(key, value)),
    removeItem: (key) => answer(void entries.delete(key)),
  };
  return { entries, storage };
}

/** The app as it is started: a new SDK on what is stored. */
export function start(storage: KeyValueStorage | undefined, over: Partial<ZIMAppConfig> = {}) {
  const server = fakeServer();
  const zim = ZIM.create({
    appID: 'demo',
    server: 'ws://im.example',
    webSocket: server.webSocket,
    reconnect: { firstMs: 1, maxMs: 5 },
    ...(storage === undefined ? {} : { storage }),
    ...over,
  });
  const changes: string[] = [];
  zim.on('pendingDeviceChangesUpdated', ({ reason, pendingDeviceChanges, error }) =>
    changes.push(
      [reason, JSON.stringify(pendingDeviceChanges), error?.code].filter((it) => it !== undefined).join(' '),
    ),
  );
  const logIn = async (user: string, index: number, deviceSecret?: string): Promise<FakeConnection> => {
    const login = zim.login(user, 'token');
    const connection = await server.connection(index);
    await connection.answer('login', answerTo(user, deviceSecret));
    await login;
    return connection;
  };
  return { ...server, zim, changes, logIn };
}

export const bodyOf = ({ sent }: FakeConnection, type: string) => sent.find((frame) => frame.type === type)?.body;
export const typesOf = ({ sent }: FakeConnection) => sent.map(({ type }) => type);
