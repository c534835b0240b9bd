import { BoundedMap } from '../limits/bounded-map.ts';

const MAX_TOKENS = 100_000;

export interface AccessToken {
  appId: string;
  expiresAt: number;
}

/** The access tokens that a vendor has issued. Several of one app are valid side by side. */
export class AccessTokens {
  readonly #tokens = new BoundedMap<string, AccessToken>(MAX_TOKENS);

  issue(token: string, appId: string, expiresAt: number): void {
    this.#tokens.set(token, { appId, expiresAt });
  }

  /** The app it was issued to, and whether it is still good; undefined when it was never issued. */
  find(token: string, nowMs: number): { appId: string; isExpired: boolean } | undefined {
    const known = this.#tokens.get(token);
    if (known === undefined) return undefined;
    return { appId: known.appId, isExpired: nowMs >= known.expiresAt };
  }

  expireAll(): void {
    for (const token of this.#tokens.values()) token.expiresAt = 0;
  }
}
