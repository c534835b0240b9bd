import type { CredentialTestedInput, CredentialVerdict, PushTask } from '@bellhop/contracts';
import { InvalidInput, messageOf } from '@bellhop/runtime';
import type { CredentialSource } from '../clients/credential-client.ts';
import type { SendOutcome } from '../domain/send-outcome.ts';
import type { VendorAdapter } from '../domain/vendor-adapter.ts';
import { createLimiter } from '../http/limiter.ts';

/** Asks a vendor whether it accepts a credential. Never throws: why it is not known is an answer. */
export type TestCredential = (task: PushTask) => Promise<CredentialTestedInput>;

/** Tests at a time; others wait. */
const CONCURRENCY = 4;
/** push-router waits for 10 s. */
const WITHIN_MS = 7_000;

/** Each test has the credential as it is now, and a connection of its own. */
export function credentialTester<Credential>({
  adapter,
  credentials,
  clock,
}: {
  adapter: VendorAdapter<Credential>;
  credentials: Pick<CredentialSource, 'fresh'>;
  clock: () => number;
}): TestCredential {
  const limiter = createLimiter(CONCURRENCY);

  const ask = async (json: string): Promise<SendOutcome> => {
    const connection = adapter.connect(adapter.parseCredential(json));
    try {
      const outcome = await connection.checkCredential(AbortSignal.timeout(WITHIN_MS));
      return outcome.code === 'aborted' ? tooLate : outcome;
    } finally {
      await connection.close();
    }
  };
  const test = async ({ app, appType }: PushTask): Promise<{ version: number; outcome: SendOutcome }> => {
    let version = 0;
    try {
      const credential = await credentials.fresh(app, appType);
      if (credential === undefined) return { version, outcome: noCredential };
      version = credential.version;
      return { version, outcome: await ask(credential.json) };
    } catch (error) {
      if (error instanceof InvalidInput) {
        const reason = `the credential does not fit: ${error.field}`;
        return { version, outcome: { kind: 'misconfigured', code: 'BAD_CREDENTIAL', reason } };
      }
      return { version, outcome: { kind: 'unavailable', code: 'CREDENTIAL_UNAVAILABLE', reason: messageOf(error) } };
    }
  };
  return async (task) => {
    const { version, outcome } = await limiter.run(() => test(task));
    return {
      testId: task.credentialTestId,
      app: task.app,
      vendor: task.vendor,
      appType: task.appType,
      version,
      atMs: clock(),
      ...verdictOf(outcome),
    };
  };
}

const noCredential: SendOutcome = {
  kind: 'misconfigured',
  code: 'NO_CREDENTIAL',
  reason: 'the app has no credential for this vendor',
};

const tooLate: SendOutcome = {
  kind: 'unavailable',
  code: 'timeout',
  reason: `the vendor did not answer within ${WITHIN_MS / 1_000} s`,
};

function verdictOf(outcome: SendOutcome): { verdict: CredentialVerdict; vendorCode: string; reason: string } {
  const { code: vendorCode } = outcome;
  switch (outcome.kind) {
    case 'accepted':
      return { verdict: 'CREDENTIAL_VERDICT_ACCEPTED', vendorCode, reason: 'the vendor accepts the credential' };
    case 'misconfigured':
      return { verdict: 'CREDENTIAL_VERDICT_REFUSED', vendorCode, reason: outcome.reason.slice(0, 200) };
    default:
      return { verdict: 'CREDENTIAL_VERDICT_UNAVAILABLE', vendorCode, reason: outcome.reason.slice(0, 200) };
  }
}
