import {
  deadLetterTopic,
  pushOutcomes,
  pushOutcomeTopic,
  vendorFromProto,
  type PushOutcomes,
} from '@bellhop/contracts';
import { done, type BatchConsumer } from '@bellhop/kafka';
import type { CredentialTestStore } from '../db/credential-test-store.ts';
import type { FullDeviceStore } from '../db/device-store.ts';
import type { RouterEvents } from '../events.ts';

/** What vendors said to credentials that were tested is kept; attempts that they answered with "no such token" → clean-up of the token. A group of its own, so that it is never in the way of routing. */
export function deadTokensConsumer({
  devices,
  tests,
  events,
}: {
  devices: Pick<FullDeviceStore, 'clearDead'>;
  tests: Pick<CredentialTestStore, 'finish'>;
  events: Pick<RouterEvents, 'tokensCleared'>;
}): BatchConsumer<PushOutcomes> {
  return {
    group: 'push-router.dead-tokens',
    topics: [pushOutcomeTopic],
    event: pushOutcomes,
    deadLetterTopic: deadLetterTopic('push-router'),
    fetchSpacingMs: 200, // a dead token costs a push that reaches nobody, not more
    maxBatch: 100, // records of up to 200 lines each
    maxUnderWay: 1_000,
    async handle(batch) {
      for (const { testId, app, vendor, appType, ...result } of batch.flatMap(({ value }) => value.credentialTests)) {
        const name = vendorFromProto(vendor);
        if (name !== undefined) await tests.finish({ app, vendor: name, appType }, testId, result);
      }
      const dead = batch
        .flatMap(({ value }) => value.attempts)
        .filter(({ invalidTokenSha256 }) => invalidTokenSha256 !== '')
        .map(({ pushId, invalidTokenSha256, invalidSinceMs, atMs }) => ({
          pushId,
          tokenSha256: invalidTokenSha256,
          // A token that was registered after the vendor's answer is good again, however late the answer is read.
          invalidSinceMs: invalidSinceMs === 0 ? atMs : invalidSinceMs,
        }));
      if (dead.length > 0) events.tokensCleared(await devices.clearDead(dead));
      return batch.map(() => done);
    },
  };
}
