import type { Connection } from './connection.ts';

/** A user on a device, as a login claims it. */
interface Claim {
  readonly app: string;
  readonly userId: string;
  readonly deviceId: string;
}

/** All connections of this gateway; those that are logged in also by device and by user. */
export interface ConnectionRegistry {
  add(connection: Connection): void;
  /** The connection is about to log in: from here on it is found by `concerned`. */
  expect(connection: Connection, claim: Claim): void;
  /** Makes the connection the one of its device; returns the one it replaces. */
  login(connection: Connection): Connection | undefined;
  /** The connection is no longer the one of its device; true when it was. */
  release(connection: Connection): boolean;
  /** Forgets the connection; true when it was the one of its device. */
  remove(connection: Connection): boolean;
  /** The connection of a device, whoever is logged in there. */
  ofDevice(app: string, deviceId: string): Connection | undefined;
  /** The same, when it is this user's. */
  find(app: string, userId: string, deviceId: string): Connection | undefined;
  /** The connections of this user and of this device, logged in or about to be. */
  concerned(claim: Claim): Connection[];
  all(): Iterable<Connection>;
  readonly size: number;
  readonly loggedIn: number;
}

// One connection per device, whoever is logged in there: a device belongs to its last user.
export function createConnectionRegistry(): ConnectionRegistry {
  const connections = new Set<Connection>();
  const byDevice = new Map<string, Connection>();
  const byClaim = new Map<string, Set<Connection>>();
  const claims = new Map<Connection, Claim>();
  const keyOf = ({ app, deviceId }: Pick<Claim, 'app' | 'deviceId'>): string => `${app}/${deviceId}`;
  const claimKeys = (claim: Claim): string[] => [`user ${claim.app}/${claim.userId}`, `device ${keyOf(claim)}`];

  const forgetClaim = (connection: Connection): void => {
    const claim = claims.get(connection);
    if (claim === undefined) return;
    claims.delete(connection);
    for (const key of claimKeys(claim)) {
      const claiming = byClaim.get(key);
      claiming?.delete(connection);
      if (claiming?.size === 0) byClaim.delete(key);
    }
  };
  const release = (connection: Connection): boolean => {
    forgetClaim(connection);
    const { session } = connection;
    if (session === undefined) return false;
    const key = keyOf({ app: session.app.app, deviceId: session.deviceId });
    return byDevice.get(key) === connection && byDevice.delete(key);
  };

  return {
    add: (connection) => void connections.add(connection),
    expect: (connection, claim) => {
      if (!connections.has(connection)) return; // it has ended meanwhile
      forgetClaim(connection);
      claims.set(connection, claim);
      for (const key of claimKeys(claim)) {
        const claiming = byClaim.get(key);
        if (claiming === undefined) byClaim.set(key, new Set([connection]));
        else claiming.add(connection);
      }
    },
    login: (connection) => {
      const { session } = connection;
      if (session === undefined) throw new TypeError('a connection without session cannot be the one of a device');
      const key = keyOf({ app: session.app.app, deviceId: session.deviceId });
      const replaced = byDevice.get(key);
      byDevice.set(key, connection);
      return replaced === connection ? undefined : replaced;
    },
    release,
    remove: (connection) => {
      connections.delete(connection);
      return release(connection);
    },
    ofDevice: (app, deviceId) => byDevice.get(keyOf({ app, deviceId })),
    find: (app, userId, deviceId) => {
      const connection = byDevice.get(keyOf({ app, deviceId }));
      return connection?.session?.userId === userId ? connection : undefined;
    },
    concerned: (claim) => [...new Set(claimKeys(claim).flatMap((key) => [...(byClaim.get(key) ?? [])]))],
    all: () => connections,
    get size() {
      return connections.size;
    },
    get loggedIn() {
      return byDevice.size;
    },
  };
}
