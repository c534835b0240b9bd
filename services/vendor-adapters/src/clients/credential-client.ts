import { vendorToProto, type CredentialServiceDefinition, type VendorName } from '@bellhop/contracts';
import type { Client } from '@bellhop/grpc';

/** A credential as the push-router keeps it. */
export interface Credential {
  readonly json: string;
  readonly version: number;
}

/** Fetches credentials of one vendor; each is asked for at most every 30 s, and once however many wait for it. */
export interface CredentialSource {
  /** undefined = the app has none. Throws Unavailable when the push-router does not answer and none is known. */
  of(app: string, appType: number): Promise<Credential | undefined>;
  /** As it is now, past what is known; undefined = the app has none. Throws Unavailable when the push-router does not answer. */
  fresh(app: string, appType: number): Promise<Credential | undefined>;
  /** The vendor speaks as if it were a wrong one: should it have been mended, the next attempt is to have the new one. */
  doubt(app: string, appType: number): void;
}

const MAX_AGE_MS = 30_000;
/** One that is doubted, or could not be asked for, is asked for again after this time. */
const DOUBTED_AGE_MS = 1_000;

export function credentialClient(deps: {
  client: Pick<Client<CredentialServiceDefinition>, 'getCredential'>;
  vendor: VendorName;
  clock: () => number;
}): CredentialSource {
  const cache = new Map<
    string,
    { readonly fetchedAtMs: number; readonly credential: Promise<Credential | undefined> }
  >();
  const fetch = async (app: string, appType: number): Promise<Credential | undefined> => {
    const { found, credentialJson, version } = await deps.client.getCredential({
      app,
      vendor: vendorToProto(deps.vendor),
      appType,
    });
    return found ? { json: credentialJson, version } : undefined;
  };
  return {
    fresh: fetch,
    of: (app, appType) => {
      const key = `${app}/${appType}`;
      const known = cache.get(key);
      if (known !== undefined && deps.clock() - known.fetchedAtMs < MAX_AGE_MS) return known.credential;
      // While the push-router is away, the last known credential goes on serving; it is asked for again soon.
      const credential = fetch(app, appType).catch((error: unknown) => {
        if (known === undefined) {
          cache.delete(key);
          throw error;
        }
        cache.set(key, { ...known, fetchedAtMs: deps.clock() - MAX_AGE_MS + DOUBTED_AGE_MS });
        return known.credential;
      });
      cache.set(key, { fetchedAtMs: deps.clock(), credential });
      return credential;
    },
    doubt: (app, appType) => {
      const key = `${app}/${appType}`;
      const known = cache.get(key);
      const staleSinceMs = deps.clock() - MAX_AGE_MS + DOUBTED_AGE_MS;
      if (known !== undefined && known.fetchedAtMs > staleSinceMs)
        cache.set(key, { ...known, fetchedAtMs: staleSinceMs });
    },
  };
}
