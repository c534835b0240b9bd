import { addressKey } from '@bellhop/runtime';

/** What the waiting room knows of a connection that has not logged in. */
export interface WaitingConnection {
  readonly address: string;
  /** Its login is being carried out: it has a token that is good, and will be answered. */
  readonly isLoggingIn: boolean;
}

/**
 * Connections that have not logged in, with bounds in all and per address. Whoever opens many and says nothing must not keep others out: a new
 * connection takes the place of the oldest one of its own address when that has its share, else of the address that has most.
 */
export interface WaitingRoom<Waiting extends WaitingConnection> {
  /** Whether one more of this address finds room, and which connection must make it; `full` when all are being logged in. */
  placeFor(address: string): { readonly makesRoom: Waiting | undefined } | 'full';
  enter(connection: Waiting): void;
  /** It has logged in, or is gone. */
  leave(connection: Waiting): void;
  readonly size: number;
}

export function createWaitingRoom<Waiting extends WaitingConnection>(bounds: {
  readonly max: number;
  readonly maxPerAddress: number;
}): WaitingRoom<Waiting> {
  const byAddress = new Map<string, Set<Waiting>>(); // each in the order of their coming
  let size = 0;

  const oldestSilent = (waiting: Iterable<Waiting>): Waiting | undefined => {
    for (const one of waiting) if (!one.isLoggingIn) return one;
    return undefined;
  };

  return {
    placeFor: (address) => {
      const own = byAddress.get(addressKey(address));
      if (own !== undefined && own.size >= bounds.maxPerAddress) {
        const makesRoom = oldestSilent(own);
        return makesRoom === undefined ? 'full' : { makesRoom };
      }
      if (size < bounds.max) return { makesRoom: undefined };
      for (const crowd of [...byAddress.values()].sort((one, other) => other.size - one.size)) {
        const makesRoom = oldestSilent(crowd);
        if (makesRoom !== undefined) return { makesRoom };
      }
      return 'full';
    },
    enter: (connection) => {
      const key = addressKey(connection.address);
      const own = byAddress.get(key);
      if (own === undefined) byAddress.set(key, new Set([connection]));
      else own.add(connection);
      size += 1;
    },
    leave: (connection) => {
      const key = addressKey(connection.address);
      const own = byAddress.get(key);
      if (own?.delete(connection) !== true) return;
      size -= 1;
      if (own.size === 0) byAddress.delete(key);
    },
    get size() {
      return size;
    },
  };
}
