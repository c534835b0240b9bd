import { vendorNames, type VendorName } from '@bellhop/contracts';
import {
  simulatorControl,
  startVendorSimulator,
  type SimulatorControl,
  type VendorSimulator,
} from '@bellhop/vendor-simulator';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTask } from './a-task.ts';
import { simulatorCredential } from './simulator-credential.ts';
import { credentialTester } from '../src/sending/credential-tester.ts';
import { vendorAdapters } from '../src/vendors/index.ts';

let simulator: VendorSimulator;
let control: SimulatorControl;

beforeAll(async () => {
  simulator = await startVendorSimulator({});
  control = simulatorControl(simulator.controlUrl);
});
afterAll(() => simulator.close());

/** What comes of a test of this credential; undefined = there is none. */
const test = (vendor: VendorName, credential: object | undefined) =>
  credentialTester<unknown>({
    // Each vendor parses its own credential.
    adapter: vendorAdapters[vendor],
    credentials: {
      fresh: () =>
        Promise.resolve(credential === undefined ? undefined : { json: JSON.stringify(credential), version: 3 }),
    },
    clock: Date.now,
  })(aTask({ credentialTestId: 'test-1', targets: [] }));

const otherKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The same credential with another secret. */
function wrong(vendor: VendorName, right: Record<string, unknown>): Record<string, unknown> {
  if (vendor === 'fcm')
    return { ...right, serviceAccount: { ...(right['serviceAccount'] as object), private_key: otherKey() } };
  const name = { xiaomi: 'appSecret', huawei: 'clientSecret', oppo: 'masterSecret', vivo: 'appSecret' }[vendor];
  return { ...right, [name]: 'some-other-secret' };
}

describe.each(vendorNames)('a credential of %s', (vendor) => {
  it('is accepted when it is right, and refused with the code of the vendor when it is not; nothing is sent', async () => {
    const right = await simulatorCredential(control, simulator.urls, vendor);
    expect(await test(vendor, right)).toMatchObject({
      testId: 'test-1',
      version: 3,
      verdict: 'CREDENTIAL_VERDICT_ACCEPTED',
    });
    const refused = await test(vendor, wrong(vendor, right));
    expect(refused).toMatchObject({ verdict: 'CREDENTIAL_VERDICT_REFUSED', version: 3 });
    expect(refused.vendorCode).not.toBe('');
    expect(refused.reason).not.toBe('');
    expect(JSON.stringify(refused)).not.toContain('some-other-secret');
    // Told anew each time: no earlier answer stands for it.
    expect(await test(vendor, right)).toMatchObject({ verdict: 'CREDENTIAL_VERDICT_ACCEPTED' });
    // Three requests, none of which could have reached a phone.
    expect((await control.stats())[vendor]).toMatchObject({
      requests: 3,
      authRequests: vendor === 'xiaomi' ? 0 : 3,
      acceptedTargets: 0,
      refusedTargets: 0,
    });
  });

  it('is not judged when the vendor fails, or is not there', async () => {
    const right = await simulatorCredential(control, simulator.urls, vendor);
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    expect(await test(vendor, { ...right, endpoint: `http://127.0.0.1:${port}` })).toMatchObject({
      verdict: 'CREDENTIAL_VERDICT_UNAVAILABLE',
      vendorCode: 'refused',
      reason: expect.stringMatching(/the vendor does not accept connections$/) as string,
    });
  });

  it('that is not there, or does not fit, is refused without asking', async () => {
    expect(await test(vendor, undefined)).toMatchObject({
      verdict: 'CREDENTIAL_VERDICT_REFUSED',
      vendorCode: 'NO_CREDENTIAL',
      version: 0,
    });
    expect(await test(vendor, {})).toMatchObject({
      verdict: 'CREDENTIAL_VERDICT_REFUSED',
      vendorCode: 'BAD_CREDENTIAL',
      version: 3,
    });
  });
});
