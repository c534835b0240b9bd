import { describe, expect, it } from 'vitest';
import type { VendorAdapter } from '../src/domain/vendor-adapter.ts';
import { aNotification, targetsOf } from './a-notification.ts';
import { startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

interface Subject<Credential> {
  readonly adapter: VendorAdapter<Credential>;
  readonly credentialAt: (url: string) => Credential;
  readonly isTokenRequest: (request: ReceivedRequest) => boolean;
  readonly granted: (token: string) => MockAnswer;
  /** How the vendor says that id and secret do not match. */
  readonly wrongSecret: MockAnswer;
  /** The token that a send came with. */
  readonly tokenOf: (request: ReceivedRequest) => string | undefined;
  readonly refused: MockAnswer;
  /** The answer to a send to one target. */
  readonly accepted: MockAnswer;
}

/** How every adapter with access tokens deals with them. */
export function describeAccessToken<Credential>(subject: Subject<Credential>): void {
  const { adapter, credentialAt, isTokenRequest, granted, wrongSecret, tokenOf, refused, accepted } = subject;

  /** A vendor that takes only the newest token it made, and can be told to forget that too. */
  async function startVendor() {
    let made = 0;
    let valid = '';
    const vendor = await startMockVendor((request) => {
      if (isTokenRequest(request)) return granted((valid = `token-${String((made += 1))}`));
      return valid !== '' && tokenOf(request) === valid ? accepted : refused;
    });
    return { vendor, made: () => made, revoke: () => (valid = '') };
  }

  const sendMany = (used: ReturnType<typeof use>, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        used.outcomes(aNotification({ targets: targetsOf(`device-${String(index)}`) })),
      ),
    );

  describe('the access token', () => {
    it('is asked for once by many sends, and once more when the vendor refuses it in mid-run', async () => {
      const { vendor, made, revoke } = await startVendor();
      await using _ = vendor;
      const used = use(adapter, credentialAt(vendor.url));
      expect((await sendMany(used, 30)).flat().every(({ kind }) => kind === 'accepted')).toBe(true);
      expect(made()).toBe(1);
      revoke();
      expect((await sendMany(used, 30)).flat().every(({ kind }) => kind === 'accepted')).toBe(true);
      expect(made()).toBe(2);
    });

    it('that is refused again makes the credential misconfigured, without asking over and over', async () => {
      let made = 0;
      await using vendor = await startMockVendor((request) =>
        isTokenRequest(request) ? granted(`token-${String((made += 1))}`) : refused,
      );
      const used = use(adapter, credentialAt(vendor.url));
      for (let round = 0; round < 5; round += 1)
        expect(await sendMany(used, 1)).toMatchObject([[{ kind: 'misconfigured' }]]);
      expect(made).toBeLessThanOrEqual(2);
    });

    it('that cannot be had for a wrong secret makes it misconfigured, and is asked for once', async () => {
      await using vendor = await startMockVendor((request) => (isTokenRequest(request) ? wrongSecret : refused));
      const used = use(adapter, credentialAt(vendor.url));
      for (let round = 0; round < 3; round += 1)
        expect(await sendMany(used, 1)).toMatchObject([[{ kind: 'misconfigured' }]]);
      expect(vendor.requests.filter(isTokenRequest)).toHaveLength(1);
      expect(vendor.requests).toHaveLength(1);
    });

    it('endpoint that fails makes messages wait, not fail', async () => {
      await using vendor = await startMockVendor((request) =>
        isTokenRequest(request) ? { status: 500, text: 'oops' } : refused,
      );
      expect(await sendMany(use(adapter, credentialAt(vendor.url)), 1)).toMatchObject([
        [{ kind: 'unavailable', code: 'HTTP 500' }],
      ]);
    });
  });
}
