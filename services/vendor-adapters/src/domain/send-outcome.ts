/** What a vendor made of one target. See the table in docs and style: each outcome decides retry, clean-up and alarm. */
export type SendOutcome =
  /** The vendor took it. */
  | {
      readonly kind: 'accepted';
      readonly vendorMessageId: string;
      readonly code: string;
      /** A notification was taken back: that shows nothing about tokens. */
      readonly isRecall?: true;
    }
  /** Unregistered, or of another app: the token is cleared if it is still the same. */
  | { readonly kind: 'invalid-token'; readonly code: string; readonly reason: string; readonly sinceMs?: number }
  /** The vendor calls the token invalid, but its word is not believed yet (token-guard.ts): the token stays, and is tried again. */
  | { readonly kind: 'held'; readonly code: string; readonly reason: string }
  /** Not sent: what had to hold for it no longer holds. */
  | { readonly kind: 'superseded'; readonly code: string; readonly reason: string }
  /** Our content is wrong: no retry, dead letter. */
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string }
  /** Rate limit: later, and this credential slower, unless it is the limit of the one device. */
  | {
      readonly kind: 'throttled';
      readonly code: string;
      readonly reason: string;
      readonly retryAfterMs?: number;
      readonly isAboutOneTarget?: boolean;
    }
  /** Daily or channel quota: not before `untilMs` (Unix ms). */
  | { readonly kind: 'quota-exhausted'; readonly code: string; readonly reason: string; readonly untilMs: number }
  /** Credential or permission is wrong: a person must act. */
  | {
      readonly kind: 'misconfigured';
      readonly code: string;
      readonly reason: string;
      /** Only contents with this channel, template or category are refused. */
      readonly isAboutContent?: boolean;
    }
  /** Network, timeout, 5xx: the result is unknown or temporary. After `mostAttempts` of the task it counts as rejected, or as misconfigured when it is about the credential. */
  | {
      readonly kind: 'unavailable';
      readonly code: string;
      readonly reason: string;
      readonly retryAfterMs?: number;
      readonly mostAttempts?: number;
      readonly isAboutCredential?: true;
      /** A code unknown to us: where a call has several contents, it may be about one of them. */
      readonly isAboutContent?: true;
    };

/** What did not get a call in this time, our own services' not counted, is tried again later; a call that takes longer makes the lane a slow one. */
export const MAX_WAIT_MS = 5_000;

/** For this attempt there was no room in time. */
export const busy: SendOutcome = {
  kind: 'unavailable',
  code: 'LANE_BUSY',
  reason: 'too much waits for this credential, the vendor is slow or limits the rate',
};

/** The same, though the vendor takes what it can: soon again, and not later with each attempt. */
export const crowded: SendOutcome = {
  ...busy,
  reason: 'more waits for this credential than the vendor takes at a time',
  retryAfterMs: 5_000,
};

/** Nothing was sent, since another replica may have it by now. Not tried again by this one unless it has it still. */
export const lapsed = {
  kind: 'unavailable',
  code: 'LAPSED',
  reason: 'another replica may have it by now',
} as const satisfies SendOutcome;

/** Of a message within about a quarter of an hour; of what rings within seconds. */
const TRIES_IN_AN_OUTAGE = 5;

interface Said {
  readonly code: string;
  readonly reason: string;
}

/** A refusal that need not be the credential's fault, as vendors refuse right ones in an outage: it is tried again before a person has to act. */
export function maybeAnOutage({ code, reason }: Said): SendOutcome & { kind: 'unavailable' } {
  return { kind: 'unavailable', code, reason, mostAttempts: TRIES_IN_AN_OUTAGE, isAboutCredential: true };
}

/** The vendor answered, and not whether it took the push: as often as in an outage, since each try may ring once more. */
export function maybeTaken({ code, reason }: Said): SendOutcome & { kind: 'unavailable' } {
  return { kind: 'unavailable', code, reason, mostAttempts: TRIES_IN_AN_OUTAGE };
}
