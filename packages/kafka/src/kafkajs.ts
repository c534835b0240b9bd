import { createRequire } from 'node:module';
import type * as KafkaJs from 'kafkajs';
import type { Logger } from '@bellhop/runtime';
import { ServiceError } from '@bellhop/runtime';

/** How to reach Kafka. One of these per process; every producer and consumer makes its own client from it. */
export interface KafkaConfig {
  readonly brokers: readonly string[];
  /** Name of the service; brokers show it. */
  readonly clientId: string;
  /** Put before every topic and group; empty in production, set by tests that share a broker. */
  readonly prefix: string;
  readonly log: Logger;
}

interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
}

type Partitioner = (args: { topic: string; partitionMetadata: unknown[]; message: unknown }) => number;

let loaded: typeof KafkaJs | undefined;

/**
 * Loads kafkajs with its two patches. The patches replace functions by their path, so the version is asserted:
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

/** A client of its own: two consumers of one client would share their committed offsets (kafkajs issue 1371). */
export function createClient({ brokers, clientId, log }: KafkaConfig): KafkaJs.Kafka {
  const { Kafka, logLevel } = kafkaJs();
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    retry: { retries: 8, initialRetryTime: 100, maxRetryTime: 5_000 },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, log: entry }) => {
        const { message, timestamp: _timestamp, logger: _logger, ...fields } = entry;
        // kafkajs calls much an error that it then retries by itself (a coordinator that is just loading, a rebalance).
        if (level <= logLevel.WARN) log.debug({ kafkajs: fields }, message);
      },
  });
}
