import { expect, it } from 'vitest';
import type { VendorAdapter } from '../src/domain/vendor-adapter.ts';
import { aNotification } from './a-notification.ts';
import { startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

/** How an adapter deals with access tokens whose vendor may end the older ones with each new one. */
export function describeSharedTokens<Credential>({
  createAdapter,
  credentialAt,
  isTokenRequest,
  answer,
}: {
  readonly createAdapter: () => VendorAdapter<Credential>;
  readonly credentialAt: (url: string) => Credential;
  readonly isTokenRequest: (request: ReceivedRequest) => boolean;
  readonly answer: (request: ReceivedRequest) => MockAnswer;
}): void {
  it('shares one token between all connections of an account, whichever of them closes first', async () => {
    await using vendor = await startMockVendor(answer);
    const adapter = createAdapter();
    const [messages, calls] = [use(adapter, credentialAt(vendor.url)), use(adapter, credentialAt(vendor.url))];
    const leaving = adapter.connect(credentialAt(vendor.url));
    await leaving.send([aNotification()], new AbortController().signal);
    await Promise.all([messages.outcomes(aNotification()), calls.outcomes(aNotification())]);
    await leaving.close();
    expect(await calls.outcomes(aNotification())).toMatchObject([{ kind: 'accepted' }]);
    expect(vendor.requests.filter(isTokenRequest)).toHaveLength(1);
    await use(adapter, credentialAt(`${vendor.url}/another`)).outcomes(aNotification());
    expect(vendor.requests.filter(isTokenRequest)).toHaveLength(2);
  });
}
