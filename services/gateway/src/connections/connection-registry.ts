import type { Connection } from './connection.ts';

/** All connections of this gateway; those that are logged in also by device. */
export interface ConnectionRegistry {
  add(connection: Connection): void;
  /** Makes the connection the one of its device; returns the one it replaces. */
  login(connection: Connection): Connection | undefined;
  /** Forgets the connection; true when it was the one of its device. */
  remove(connection: Connection): boolean;
  /** The connection of a device, when it is this user's. */
  find(app: string, userId: string, deviceId: string): Connection | undefined;
  all(): Iterable<Connection>;
  readonly size: number;
  readonly loggedIn: number;
}

// One connection per device, whoever is logged in there: a device belongs to its last user.
export function createConnectionRegistry(): ConnectionRegistry {
  const connections = new Set<Connection>();
  const byDevice = new Map<string, Connection>();
  const keyOf = (app: string, deviceId: string): string => `${app}/${deviceId}`;
  return {
    add: (connection) => void connections.add(connection),
    login: (connection) => {
      const { session } = connection;
      if (session === undefined) throw new TypeError('a connection without session cannot be the one of a device');
      const key = keyOf(session.app.app, session.deviceId);
      const replaced = byDevice.get(key);
      byDevice.set(key, connection);
      return replaced === connection ? undefined : replaced;
    },
    remove: (connection) => {
      connections.delete(connection);
      const { session } = connection;
      if (session === undefined) return false;
      const key = keyOf(session.app.app, session.deviceId);
      return byDevice.get(key) === connection && byDevice.delete(key);
    },
    find: (app, userId, deviceId) => {
      const connection = byDevice.get(keyOf(app, deviceId));
      return connection?.session?.userId === userId ? connection : undefined;
    },
    all: () => connections,
    get size() {
      return connections.size;
    },
    get loggedIn() {
      return byDevice.size;
    },
  };
}
