import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { gatewayBeat } from '@bellhop/contracts';
import { onTestFinished } from 'vitest';

/** Numbers of requests in Kafka's protocol. */
export const api = {
  produce: 0,
  fetch: 1,
  metadata: 3,
  offsetCommit: 8,
  offsetFetch: 9,
  findCoordinator: 10,
  joinGroup: 11,
  heartbeat: 12,
  leaveGroup: 13,
  syncGroup: 14,
  apiVersions: 18,
} as const;
/** What they speak of each; of all others the oldest. */
const versionOf: Readonly<Record<number, number>> = { [api.offsetFetch]: 1 };

export const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const int64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};
const sized = (bytes: Buffer): Buffer => Buffer.concat([int32(bytes.length), bytes]);
export const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)]);
export const list = (entries: readonly Buffer[]): Buffer => Buffer.concat([int32(entries.length), ...entries]);

/** A record as the oldest brokers keep it, which says its offset. */
function recordOf(offset: number): Buffer {
  const value = gatewayBeat.encode({ gatewayAddress: 'gw', gatewayEpoch: 'e', connections: offset });
  const message = Buffer.concat([int32(0), Buffer.from([0, 0]), int32(-1), sized(value)]); // without a key
  return Buffer.concat([int64(BigInt(offset)), sized(message)]);
}

/** What a fetch of one partition of `t` is answered with. */
export interface Fetched {
  readonly partition?: number;
  readonly error?: number;
  /** The offset after the last record that all replicas have. */
  readonly end: number;
  /** The replica that the leader names to be read from; said in version 11 alone. */
  readonly replica?: number;
  /** Offsets. */
  readonly records?: readonly number[];
}

/** The answer to a fetch, in the oldest version or in 11. */
export function fetched(
  version: 0 | 11,
  { partition = 0, error = 0, end, replica = -1, records = [] }: Fetched,
): Buffer {
  const offset = int64(BigInt(end));
  const [head, ofReplicas] =
    version === 0
      ? [[], [offset]] // throttled for, error, session; last stable and first offset, aborted transactions
      : [
          [int32(0), int16(0), int32(0)],
          [offset, offset, int64(0n), list([]), int32(replica)],
        ];
  const bytes = sized(Buffer.concat(records.map(recordOf)));
  const of = Buffer.concat([int32(partition), int16(error), ...ofReplicas, bytes]);
  return Buffer.concat([...head, list([Buffer.concat([text('t'), list([of])])])]);
}

/** From which offset a fetch of one partition of `t` asks on. */
export function askedOffset(version: 0 | 11, request: Buffer): number {
  return Number(request.readBigInt64BE(version === 0 ? 27 : 44));
}

/** The answer to a request, without its head; undefined: the broker hangs up. */
type Answer = (body: Buffer, broker: number) => Buffer | undefined | Promise<Buffer>;

/**
 * Brokers that speak the oldest versions of Kafka's protocol, and have one topic, `t`.
 * @param leaders the leader of each partition, as it is when somebody asks
 * @param answers by request, to all but those about metadata and versions
 * @param versions by request, of those that are not spoken in the oldest one
 */
export async function standInBrokers(
  count: number,
  leaders: () => readonly number[],
  answers: Readonly<Record<number, Answer>>,
  versions: Readonly<Record<number, number>> = {},
): Promise<{ readonly brokers: readonly string[]; readonly addressOf: (broker: number) => Buffer }> {
  const ports: number[] = [];
  const portOf = (broker: number): number => ports[broker] ?? 0;
  const addressOf = (broker: number): Buffer =>
    Buffer.concat([int32(broker), text('127.0.0.1'), int32(portOf(broker))]);

  const metadata = (): Buffer => {
    const partitions = leaders().map((leader, partition) =>
      Buffer.concat([int16(0), int32(partition), int32(leader), list([int32(leader)]), list([int32(leader)])]),
    );
    return Buffer.concat([
      list(ports.map((_, broker) => addressOf(broker))),
      list([Buffer.concat([int16(0), text('t'), list(partitions)])]),
    ]);
  };
  const spoken = Buffer.concat([
    int16(0),
    list(
      Object.values(api).map((key) => {
        const version = int16(versions[key] ?? versionOf[key] ?? 0);
        return Buffer.concat([int16(key), version, version]);
      }),
    ),
  ]);
  const all: Readonly<Record<number, Answer>> = {
    [api.metadata]: metadata,
    [api.apiVersions]: () => spoken,
    ...answers,
  };

  for (let broker = 0; broker < count; broker += 1) {
    const server = createServer((socket) => {
      let received = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        received = Buffer.concat([received, data]);
        while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
          const request = received.subarray(4, 4 + received.readInt32BE(0));
          received = received.subarray(4 + received.readInt32BE(0));
          const body = request.subarray(10 + request.readInt16BE(8));
          const answer = all[request.readInt16BE(0)]?.(body, broker);
          if (answer === undefined) socket.destroy();
          else
            void Promise.resolve(answer).then((bytes) =>
              socket.write(sized(Buffer.concat([request.subarray(4, 8), bytes]))),
            );
        }
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    ports.push((server.address() as AddressInfo).port);
  }
  return { brokers: [`127.0.0.1:${portOf(0)}`], addressOf };
}

const NO_ERROR = 0;

/** What brokers answer about a group that has one member, which gets all partitions of `t`. */
export function groupOfOne(of: {
  readonly partitions: readonly number[];
  /** Of the broker that coordinates it. */
  readonly address: () => Buffer;
  /** From where each partition is to be read; asked for when the member has joined. */
  readonly committed: () => number;
  /** Waited for before a join is answered, with how many there have been, this one included. */
  readonly joining?: (joins: number) => Promise<void> | undefined;
  /** The error code that a heartbeat is answered with, at once or when it is there. */
  readonly heartbeat?: () => number | Promise<number>;
}): Readonly<Record<number, Answer>> {
  const { partitions, address, committed, joining, heartbeat = () => NO_ERROR } = of;
  const each = (fields: readonly Buffer[]): Buffer =>
    list([Buffer.concat([text('t'), list(partitions.map((one) => Buffer.concat([int32(one), ...fields])))])]);
  let joins = 0;
  return {
    [api.findCoordinator]: () => Buffer.concat([int16(NO_ERROR), address()]),
    [api.joinGroup]: async () => {
      joins += 1;
      const generation = int32(joins);
      await joining?.(joins);
      const names = [text('RoundRobinAssigner'), text('another'), text('member')]; // protocol, leader, its own
      return Buffer.concat([int16(NO_ERROR), generation, ...names, list([])]);
    },
    [api.syncGroup]: () => {
      const assigned = list([Buffer.concat([text('t'), list(partitions.map(int32))])]);
      return Buffer.concat([int16(NO_ERROR), sized(Buffer.concat([int16(0), assigned, sized(Buffer.alloc(0))]))]);
    },
    [api.heartbeat]: async () => int16(await heartbeat()),
    [api.leaveGroup]: () => int16(NO_ERROR),
    [api.offsetCommit]: () => each([int16(NO_ERROR)]),
    [api.offsetFetch]: () => each([int64(BigInt(committed())), text(''), int16(NO_ERROR)]),
  };
}
