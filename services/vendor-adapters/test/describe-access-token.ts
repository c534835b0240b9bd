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

    it('that is refused again, though it is new, is tried for a while before a person has to act, without asking over and over', async () => {
      let made = 0;
      await using vendor = await startMockVendor((request) =>
        isTokenRequest(request) ? granted(`token-${String((made += 1))}`) : refused,
      );
      const used = use(adapter, credentialAt(vendor.url));
      for (let round = 0; round < 5; round += 1)
        expect(await sendMany(used, 1)).toMatchObject([
          [{ kind: 'unavailable', mostAttempts: 5, isAboutCredential: true }],
        ]);
      expect(made).toBeLessThanOrEqual(2);
    });

    it('that not all servers of the vendor know yet costs no push', async () => {
      const uses = new Map<string, number>();
      let made = 0;
      await using vendor = await startMockVendor((request) => {
        if (isTokenRequest(request)) return granted(`token-${String((made += 1))}`);
        const token = tokenOf(request) ?? '';
        uses.set(token, (uses.get(token) ?? 0) + 1);
        return (uses.get(token) ?? 0) > 2 ? accepted : refused;
      });
      const used = use(adapter, credentialAt(vendor.url));
      expect(await sendMany(used, 1)).toMatchObject([[{ kind: 'unavailable' }]]);
      expect(await sendMany(used, 1)).toMatchObject([[{ kind: 'accepted' }]]);
    });

    it('that cannot be had for a wrong secret makes it misconfigured, and is asked for once', async () => {
      await using vendor = await startMockVendor((request) => (isTokenRequest(request) ? wrongSecret : refused));
      const used = use(adapter, credentialAt(vendor.url));
      for (let round = 0; round < 3; round += 1)
        expect(await sendMany(used, 1)).toMatchObject([[{ kind: 'misconfigured' }]]);
      expect(vendor.requests.filter(isTokenRequest)).toHaveLength(1);
      expect(vendor.requests).toHaveLength(1);
    });

    it.each([200, 500])('endpoint that fails with HTTP %i makes messages wait, not fail', async (status) => {
      await using vendor = await startMockVendor((request) =>
        isTokenRequest(request) ? { status, text: '<html>oops</html>' } : refused,
      );
      const [outcomes] = await sendMany(use(adapter, credentialAt(vendor.url)), 1);
      expect(outcomes).toMatchObject([{ kind: 'unavailable' }]);
      expect(outcomes?.[0]).not.toHaveProperty('mostAttempts'); // no push was on its way
    });

    it.each([403, 404])(
      'endpoint that something else answers for with HTTP %i is no wrong secret yet',
      async (status) => {
        await using vendor = await startMockVendor((request) =>
          isTokenRequest(request) ? { status, text: '<html>Blocked</html>' } : refused,
        );
        expect(await sendMany(use(adapter, credentialAt(vendor.url)), 1)).toMatchObject([
          [{ kind: 'unavailable', code: `HTTP ${String(status)}`, isAboutCredential: true }],
        ]);
      },
    );
  });
}
