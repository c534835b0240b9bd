import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pushTask, urgentTaskTopic, vendorToProto, type AdminServiceDefinition } from '@bellhop/contracts';
import { textField, type Handlers } from '@bellhop/grpc';
import { recordIn, type Producer } from '@bellhop/kafka';
import { ResourceExhausted } from '@bellhop/runtime';
import type { CredentialTestResult, CredentialTestStore } from '../db/credential-test-store.ts';
import { appTypeOf, knownVendor } from './device-service.ts';

/** A vendor may block who asks too often. */
const SPACING_MS = 5_000;
/** The adapter gives the vendor less. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 200;

/**
 * Has the vendor's adapter ask the vendor: it alone has the vendor's protocol and a way to the internet. The test goes to it as a task, its answer
 * comes back with the outcomes, and whichever replica reads that writes it where this one looks (docs/decisions/0034).
 */
export function testCertificateSet({
  tests,
  producer,
  clock,
}: {
  tests: CredentialTestStore;
  producer: Pick<Producer, 'publish'>;
  clock: () => number;
}): Handlers<AdminServiceDefinition>['TestCertificateSet'] {
  return async (request) => {
    const key = {
      app: textField('app', request.app, 32),
      vendor: knownVendor(request.vendor),
      appType: appTypeOf(request.appType),
    };
    const testId = randomUUID();
    const begun = await tests.begin(key, testId, { spacingMs: SPACING_MS, waitMs: WAIT_MS });
    if (begun === 'not found') return { found: false };
    if (begun === 'too soon')
      throw new ResourceExhausted(
        'this credential is being tested, or was a moment ago: at most one test in 5 seconds',
        {
          retryAfterMs: SPACING_MS,
        },
      );
    const until = clock() + WAIT_MS;
    const task = {
      taskId: testId,
      messageId: testId,
      app: key.app,
      vendor: vendorToProto(key.vendor),
      appType: key.appType,
      conversationId: testId,
      credentialTestId: testId,
      createdAtMs: clock(),
      expiresAtMs: until,
    };
    try {
      await producer.publish([recordIn(urgentTaskTopic(key.vendor).name, pushTask, task)]);
    } catch (error) {
      await tests.forget(key, testId);
      throw error;
    }
    while (clock() < until) {
      const result = await tests.resultOf(key, testId);
      if (result !== undefined) return { found: true, ...answerOf(result) };
      await sleep(LOOK_EVERY_MS);
    }
    return {
      found: true,
      result: 'CREDENTIAL_TEST_RESULT_NO_ADAPTER',
      text: `no adapter of ${key.vendor} has answered within ${WAIT_MS / 1_000} s: is one running, and ready?`,
    };
  };
}

const results = {
  CREDENTIAL_VERDICT_ACCEPTED: 'CREDENTIAL_TEST_RESULT_ACCEPTED',
  CREDENTIAL_VERDICT_REFUSED: 'CREDENTIAL_TEST_RESULT_REFUSED',
  CREDENTIAL_VERDICT_UNAVAILABLE: 'CREDENTIAL_TEST_RESULT_UNAVAILABLE',
  CREDENTIAL_VERDICT_UNSPECIFIED: 'CREDENTIAL_TEST_RESULT_UNAVAILABLE',
} as const;

function answerOf({ verdict, vendorCode, reason, version }: CredentialTestResult) {
  return { result: results[verdict], vendorCode, text: reason, version };
}
