import { createRequire } from 'node:module';
import type * as KafkaJs from 'kafkajs';
import { ServiceError } from '@bellhop/runtime';
import { connectorOf } from './connection/connector.ts';
import type { KafkaConfig } from './kafka-config.ts';

export type { KafkaConfig };

interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
}

type Partitioner = (args: { topic: string; partitionMetadata: unknown[]; message: unknown }) => number;

let loaded: typeof KafkaJs | undefined;

/**
 * Loads kafkajs with its eight patches. The patches replace functions by their path, so the version is asserted:
 * a new version must be looked at again.
 */
export function kafkaJs(): typeof KafkaJs {
  if (loaded !== undefined) return loaded;
  const require = createRequire(import.meta.url);
  const { version } = require('kafkajs/package.json') as { version: string };
  if (version !== '2.2.4') {
    throw new ServiceError('KAFKAJS_VERSION', `kafkajs ${version} is installed; the patches are for 2.2.4`, {
      retryable: false,
    });
  }
  patchGrouping(require);
  patchIdleTimer(require);
  patchJoin(require);
  patchCommit(require);
  patchStaleMetadata(require);
  patchReadReplicas(require);
  patchCoordinator(require);
  patchSeedBroker(require);
  loaded = require('kafkajs') as typeof KafkaJs;
  return loaded;
}

/** The original copies the array of a partition for every record: quadratic in the batch (kafkajs PR 1576). */
function patchGrouping(require: NodeJS.Require): void {
  const path = require.resolve('kafkajs/src/producer/groupMessagesPerPartition');
  require(path);
  const module = require.cache[path];
  if (module === undefined)
    throw new ServiceError('KAFKAJS_PATCH', 'kafkajs has no groupMessagesPerPartition', { retryable: false });
  module.exports = (batch: {
    topic: string;
    partitionMetadata: unknown[];
    messages: unknown[];
    partitioner: Partitioner;
  }) => {
    const grouped: Record<number, unknown[]> = {};
    if (batch.partitionMetadata.length === 0) return grouped;
    for (const message of batch.messages) {
      const partition = batch.partitioner({ topic: batch.topic, partitionMetadata: batch.partitionMetadata, message });
      (grouped[partition] ??= []).push(message);
    }
    return grouped;
  };
}

/** The original re-arms a 1 ms timer for ever on every idle connection (kafkajs issues 1556, 1704, 1751). */
function patchIdleTimer(require: NodeJS.Require): void {
  const { prototype } = require('kafkajs/src/network/requestQueue') as {
    prototype: RequestQueue & { scheduleCheckPendingRequests(): void };
  };
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length === 0 || this.throttleCheckTimeoutId !== null) return;
    const wait = Math.max(this.throttledUntil - Date.now(), 10);
    this.throttleCheckTimeoutId = setTimeout(() => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    }, wait);
  };
}

/** Of a member that joins: whether it still is one, or the group does not know it (any more). */
type Membership = 'kept' | 'none';

interface JoiningGroup {
  isToJoin?: boolean;
  readonly memberId: string | null;
  readonly assigners: readonly { readonly beforeJoin?: (membership: Membership) => Promise<void> | void }[];
}

/**
 * The original joins anew at once when the group rebalances or has given it up, with no word to whoever has work of its partitions under way. And when that fails it
 * fetches on as if it had joined: for ever, where the group does not know it or has noticed nothing.
 */
function patchJoin(require: NodeJS.Require): void {
  const { prototype } = require('kafkajs/src/consumer/consumerGroup') as {
    prototype: {
      joinAndSync: (this: JoiningGroup) => Promise<void>;
      fetch: (this: JoiningGroup, nodeId: unknown) => Promise<unknown>;
    };
  };
  const { joinAndSync, fetch } = prototype;
  prototype.fetch = async function (nodeId) {
    if (this.isToJoin === true)
      throw Object.assign(new Error('has not joined anew yet'), { type: 'REBALANCE_IN_PROGRESS' });
    return fetch.call(this, nodeId);
  };
  prototype.joinAndSync = async function () {
    this.isToJoin = true;
    for (const { beforeJoin } of this.assigners) await beforeJoin?.(this.memberId === null ? 'none' : 'kept');
    await joinAndSync.call(this);
    this.isToJoin = false;
  };
}

interface CommittingRunner {
  readonly running: boolean;
  readonly consumerGroup: {
    readonly groupId: string;
    readonly cluster: { findGroupCoordinator(of: { groupId: string }): Promise<object> };
    /** Of one membership: it commits as that member. */
    readonly offsetManager: { coordinator: object; commitOffsets(offsets: unknown): Promise<void> };
  };
}

/**
 * The original tries a commit that failed again as the member that it is by then. After a rebalance that is a right one, and brokers do not ask whose the partition is:
 * it would take back what the next owner has committed. Here a commit is one try, and one more where the coordinator has moved; who commits tries again with what is settled by then.
 */
function patchCommit(require: NodeJS.Require): void {
  const { prototype } = require('kafkajs/src/consumer/runner') as {
    prototype: { commitOffsets: (this: CommittingRunner, offsets: unknown) => Promise<void> };
  };
  prototype.commitOffsets = async function (offsets) {
    if (!this.running) throw new Error('the consumer does not run');
    const { groupId, cluster, offsetManager } = this.consumerGroup;
    try {
      await offsetManager.commitOffsets(offsets);
    } catch (error) {
      if ((error as { type?: string }).type !== 'NOT_COORDINATOR_FOR_GROUP') throw error;
      offsetManager.coordinator = await cluster.findGroupCoordinator({ groupId });
      await offsetManager.commitOffsets(offsets);
    }
  };
}

/**
 * The original joins anew from within the fetch of one broker, when a leader has moved, while the fetches of other brokers go on: what they bring then counts as
 * read in the new assignment, and what lies before it is read by nobody. Told that it is a rebalance, its runner ends all fetches first, as at every other one.
 */
function patchStaleMetadata(require: NodeJS.Require): void {
  const { prototype } = require('kafkajs/src/consumer/consumerGroup') as {
    prototype: { recoverFromFetch: (this: object, error: unknown) => Promise<void> };
  };
  const { recoverFromFetch } = prototype;
  const joinAndSync = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('leaders of partitions have moved'), { type: 'REBALANCE_IN_PROGRESS' }));
  prototype.recoverFromFetch = function (error) {
    return recoverFromFetch.call(Object.create(this, { joinAndSync: { value: joinAndSync } }) as object, error);
  };
}

interface ReadingGroup {
  /** The replicas that leaders have named to be read from, by topic and partition. */
  preferredReadReplicasPerTopicPartition: Record<string, Record<number, { readonly nodeId: number }>>;
  rackId: string | undefined;
  getNodeIds(): string[];
}

/** Once a replica has failed only leaders are read from for so long. */
const FROM_LEADERS_MS = 60_000;

/**
 * The original asks the replica that a leader has named for five minutes, whatever it answers and also when it is gone, and believes it that an offset is out of
 * range: it began with the oldest record again. As with Kafka's own client (KAFKA-14379) a failure leads back to the leader, who alone says what is out of range.
 */
function patchReadReplicas(require: NodeJS.Require): void {
  const { prototype } = require('kafkajs/src/consumer/consumerGroup') as {
    prototype: {
      recoverFromFetch: (this: ReadingGroup, error: unknown) => Promise<void>;
      findReadReplicaForPartitions: (this: ReadingGroup, topic: string, partitions: number[]) => unknown;
    };
  };
  const { recoverFromFetch, findReadReplicaForPartitions } = prototype;
  /** A leader that is told of no rack names nobody else. */
  const nameNone = (group: ReadingGroup): void => {
    const { rackId } = group;
    if (rackId === undefined || rackId === '') return;
    group.rackId = '';
    setTimeout(() => (group.rackId = rackId), FROM_LEADERS_MS).unref();
  };
  const readFromLeaders = (group: ReadingGroup): void => {
    group.preferredReadReplicasPerTopicPartition = {};
    nameNone(group);
  };
  const namedFor = (group: ReadingGroup, topic = ''): Record<number, { readonly nodeId: number }> =>
    group.preferredReadReplicasPerTopicPartition[topic] ?? {};

  prototype.recoverFromFetch = async function (error) {
    const { name, topic, partition = -1 } = error as { name?: string; topic?: string; partition?: number };
    if (name === 'KafkaJSOffsetOutOfRange') {
      const named = namedFor(this, topic);
      if (named[partition] !== undefined) {
        delete named[partition];
        return nameNone(this);
      }
    } else {
      readFromLeaders(this);
    }
    return recoverFromFetch.call(this, error);
  };
  prototype.findReadReplicaForPartitions = function (topic, partitions) {
    const known = this.getNodeIds();
    // What is no broker any more is asked by nobody.
    if (Object.values(namedFor(this, topic)).some(({ nodeId }) => !known.includes(String(nodeId))))
      readFromLeaders(this);
    return findReadReplicaForPartitions.call(this, topic, partitions);
  };
}

interface Cluster {
  readonly brokerPool: {
    /** Asks one broker after the other until one answers; passes over what they fail with. */
    withBroker<Found>(ask: (of: { readonly broker: Broker }) => Promise<Found>): Promise<Found | null>;
  };
}

interface Broker {
  findGroupCoordinator(of: { groupId: string; coordinatorType: number }): Promise<unknown>;
}

/**
 * The original forgets why no broker said who coordinates a group, and takes it for final: a consumer ended for good because a broker
 * was busy with the topics of a first start, and a right that is missing was told like it. Its caller tries again for what passes.
 */
function patchCoordinator(require: NodeJS.Require): void {
  const { prototype } = require('kafkajs/src/cluster') as {
    prototype: {
      findGroupCoordinatorMetadata: (
        this: Cluster,
        of: { groupId: string; coordinatorType: number },
      ) => Promise<unknown>;
    };
  };
  prototype.findGroupCoordinatorMetadata = async function (of) {
    let failure: unknown;
    const found = await this.brokerPool.withBroker(async ({ broker }) => {
      try {
        return await broker.findGroupCoordinator(of);
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    if (found === null) throw failure;
    return found;
  };
}

interface BrokerPool {
  seedBroker: unknown;
  removeBroker: (this: BrokerPool, address: { host: string; port: number }) => void;
}

/**
 * The original is left without the broker that it begins with when the last one that it knows is lost. A refresh of its metadata that is under way then, or the loss of the
 * next broker after one, reads from `undefined`: a TypeError, which ends a consumer for good, or as a rejection that nobody handles the process. One that is lost is
 * replaced when it is connected to.
 */
function patchSeedBroker(require: NodeJS.Require): void {
  const { prototype } = require('kafkajs/src/cluster/brokerPool') as { prototype: BrokerPool };
  const { removeBroker } = prototype;
  prototype.removeBroker = function (address) {
    const { seedBroker } = this;
    removeBroker.call(this, address);
    this.seedBroker ??= seedBroker;
  };
}

/** Partitions in turn, as kafkajs shares them out by itself; a member that joins anew does `beforeJoin` first. */
export function assignerThatWaits(
  beforeJoin: (membership: Membership) => Promise<void> | void,
): KafkaJs.PartitionAssigner {
  return (config) => ({ ...kafkaJs().PartitionAssigners.roundRobin(config), beforeJoin });
}

/** What kafkajs says when what a group was to read next is not there. */
const OUT_OF_RANGE = 'Offset out of range, resetting to default offset';

/** A client of its own: two consumers of one client would share their committed offsets (kafkajs issue 1371). */
export function createClient(config: KafkaConfig): KafkaJs.Kafka {
  const { Kafka, logLevel } = kafkaJs();
  const { brokers, clientId, log } = config;
  return new Kafka({
    clientId,
    brokers: [...brokers],
    ...connectorOf(config),
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: { retries: 8, initialRetryTime: 100, maxRetryTime: 5_000 },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, log: entry }) => {
        const { message, timestamp: _timestamp, logger: _logger, ...fields } = entry;
        if (message === OUT_OF_RANGE) {
          const { groupId, topic, partition } = fields;
          return log.error(
            { group: groupId, topic, partition },
            'what was to be read next is not in Kafka: it was deleted unread (is the retention shorter than the lag?), or the end of the partition was lost; goes on with the oldest record that is there',
          );
        }
        // kafkajs calls much an error that it then retries by itself (a coordinator that is just loading, a rebalance).
        if (level <= logLevel.WARN) log.debug({ kafkajs: fields }, message);
      },
  });
}
