import { until } from '@bellhop/testkit';
import { describe, expect, it } from 'vitest';
import type { VendorAdapter } from '../src/domain/vendor-adapter.ts';
import type { VendorHttpOptions } from '../src/http/vendor-http.ts';
import { aNotification, targetsOf } from './a-notification.ts';
import { startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

interface Subject<Credential> {
  readonly createAdapter: (options: VendorHttpOptions) => VendorAdapter<Credential>;
  readonly credentialAt: (url: string) => Credential;
  /** The answer to a request for an access token; undefined for every other request. */
  readonly tokenAnswer: (request: ReceivedRequest) => MockAnswer | undefined;
  /** What the vendor's note makes of HTTP 503. */
  readonly kindOf503: 'unavailable' | 'throttled';
}

/** What every adapter makes of a vendor or a network that fails: an outcome for each target, never an error. */
export function describeNetworkFaults<Credential>({
  createAdapter,
  credentialAt,
  tokenAnswer,
  kindOf503,
}: Subject<Credential>): void {
  const notification = aNotification({ targets: targetsOf('a', 'b') });

  async function outcomesWith(sendAnswer: MockAnswer, options: VendorHttpOptions = {}, sent = notification) {
    await using vendor = await startMockVendor((request) => tokenAnswer(request) ?? sendAnswer);
    return await use(createAdapter({ totalTimeoutMs: 5_000, ...options }), credentialAt(vendor.url)).outcomes(sent);
  }

  describe('when the vendor or the network fails', () => {
    it('keeps the pause of a 503 with Retry-After', async () => {
      const outcomes = await outcomesWith({ status: 503, headers: { 'retry-after': '7' }, text: 'busy' });
      const expected = { kind: kindOf503, code: 'HTTP 503', retryAfterMs: 7_000 };
      expect(outcomes).toMatchObject([expected, expected]);
    });

    it('reads 429 as throttled', async () => {
      const outcomes = await outcomesWith({ status: 429, headers: { 'retry-after': '3' }, text: 'slow down' });
      expect(outcomes).toMatchObject([{ kind: 'throttled', retryAfterMs: 3_000 }, { kind: 'throttled' }]);
    });

    it('does not wait longer than it may', async () => {
      const outcomes = await outcomesWith('hang', { totalTimeoutMs: 300 });
      expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'timeout' }, { kind: 'unavailable' }]);
    });

    it('survives a reset connection', async () => {
      const outcomes = await outcomesWith('reset');
      expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'reset' }, { kind: 'unavailable' }]);
    });

    it('survives a page instead of JSON', async () => {
      const outcomes = await outcomesWith({
        status: 502,
        headers: { 'content-type': 'text/html' },
        text: '<html>Bad Gateway</html>',
      });
      expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'HTTP 502' }, { kind: 'unavailable' }]);
    });

    it.each(['', '<html>Sign in</html>', '{"ok":true}'])(
      'does not try %j with HTTP 200 for as long as the push lives: it may have been taken',
      async (text) => {
        const outcomes = await outcomesWith({ text }, {}, aNotification());
        expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'HTTP 200', mostAttempts: 5 }]);
      },
    );

    it.each([401, 403, 404, 405])('does not take a page with HTTP %i for the word of the vendor', async (status) => {
      const outcomes = await outcomesWith({
        status,
        headers: { 'content-type': 'text/html' },
        text: '<html>Blocked</html>',
      });
      const expected = { kind: 'unavailable', code: `HTTP ${String(status)}`, isAboutCredential: true };
      expect(outcomes).toMatchObject([expected, expected]);
    });

    it('survives a vendor that is not there', async () => {
      const vendor = await startMockVendor(() => ({}));
      await vendor[Symbol.asyncDispose]();
      const outcomes = await use(createAdapter({}), credentialAt(vendor.url)).outcomes(notification);
      expect(outcomes).toMatchObject([{ kind: 'unavailable', code: 'refused' }, { kind: 'unavailable' }]);
    });

    it('takes a permanent redirect for a wrong endpoint', async () => {
      const outcomes = await outcomesWith({
        status: 301,
        headers: { location: 'https://elsewhere.example' },
        text: '',
      });
      expect(outcomes).toMatchObject([{ kind: 'misconfigured', code: 'HTTP 301' }, { kind: 'misconfigured' }]);
    });

    it('gives up when it is told to', async () => {
      await using vendor = await startMockVendor((request) => tokenAnswer(request) ?? 'hang');
      const adapter = createAdapter({});
      const connection = adapter.connect(credentialAt(vendor.url));
      const [result] = await connection.send([notification], AbortSignal.timeout(300));
      expect(result?.outcomes).toMatchObject([{ kind: 'unavailable', code: 'aborted' }, { kind: 'unavailable' }]);
      void connection.close();
    });
  });

  it('closes connections that it does not use, though the vendor would keep them', async () => {
    await using vendor = await startMockVendor((request) => tokenAnswer(request) ?? {});
    const connection = createAdapter({ idleTimeoutMs: 500 }).connect(credentialAt(vendor.url));
    await connection.send([notification], AbortSignal.timeout(5_000));
    expect(await vendor.connections()).toBeGreaterThan(0);
    await until(async () => (await vendor.connections()) === 0);
    await connection.close();
  });
}
