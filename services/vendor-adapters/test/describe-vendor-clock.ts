import { describe, expect, it } from 'vitest';
import type { VendorAdapter } from '../src/domain/vendor-adapter.ts';
import { aNotification, targetsOf } from './a-notification.ts';
import { startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use } from './use-adapter.ts';

interface Subject<Credential> {
  readonly adapter: VendorAdapter<Credential>;
  readonly credentialAt: (url: string) => Credential;
  readonly isTokenRequest: (request: ReceivedRequest) => boolean;
  /** The time that a token request is signed with, Unix ms. */
  readonly timeOf: (request: ReceivedRequest) => number;
  readonly granted: (token: string) => MockAnswer;
  /** How the vendor says that the time of a token request is not its own. */
  readonly wrongTime: Exclude<MockAnswer, string>;
  /** The code in it, as our outcome says it. */
  readonly code: string;
  readonly accepted: MockAnswer;
  /** How the vendor refuses an access token. */
  readonly refused: MockAnswer;
}

const MINUTE = 60_000;
/** Vendors allow 10 minutes; the header has whole seconds. */
const ALLOWED_MS = 10 * MINUTE;

/** How an adapter whose token requests carry the time deals with a vendor's clock that is off. */
export function describeVendorClock<Credential>(subject: Subject<Credential>): void {
  const { adapter, credentialAt, isTokenRequest, timeOf, granted, wrongTime, code, accepted, refused } = subject;

  /** @param said what the Date header says, as distance from our clock; undefined = as the vendor's clock says */
  async function startVendor(offsetMs: number, said: number | 'nothing' | undefined = offsetMs) {
    let valid = 0;
    const vendor = await startMockVendor((request) => {
      const headers = { date: said === 'nothing' ? 'soon' : new Date(Date.now() + said).toUTCString() };
      if (!isTokenRequest(request)) return valid > 0 ? accepted : refused;
      const isOff = Math.abs(timeOf(request) - (Date.now() + offsetMs)) > ALLOWED_MS;
      return isOff ? { ...wrongTime, headers } : granted(`token-${String((valid += 1))}`);
    });
    return { vendor, forget: () => (valid = 0) };
  }
  const tokenRequests = (vendor: { requests: ReceivedRequest[] }) => vendor.requests.filter(isTokenRequest);

  describe("a vendor's clock", () => {
    it.each([15, -15])('that is %i minutes off is followed at once, and remembered', async (minutes) => {
      const { vendor, forget } = await startVendor(minutes * MINUTE);
      await using _ = vendor;
      const used = use(adapter, credentialAt(vendor.url));
      expect(await used.outcomes(aNotification())).toMatchObject([{ kind: 'accepted' }]);
      expect(tokenRequests(vendor)).toHaveLength(2);
      forget(); // the next token is asked for with the vendor's time from the start
      expect(await used.outcomes(aNotification({ targets: targetsOf('b') }))).toMatchObject([{ kind: 'accepted' }]);
      expect(tokenRequests(vendor)).toHaveLength(3);
    });

    it.each<[string, number | 'nothing', number]>([
      ['that says no time', 'nothing', 1],
      ['that says an absurd time', 400 * 24 * 60 * MINUTE, 1],
      ['that refuses its own time', -15 * MINUTE, 2],
    ])('%s is for a person to mend, after few calls', async (_title, said, calls) => {
      const { vendor } = await startVendor(15 * MINUTE, said);
      await using _ = vendor;
      const outcomes = await use(adapter, credentialAt(vendor.url)).outcomes(aNotification());
      expect(outcomes).toMatchObject([{ kind: 'misconfigured', code }]);
      expect(vendor.requests).toHaveLength(calls);
    });
  });
}
