import { ServiceError } from '@bellhop/runtime';

/** Another replica may have the event by now: it is left to whoever has its partition. */
export class Lapsed extends ServiceError {
  override readonly name = 'Lapsed';

  constructor() {
    super('LAPSED', 'another replica may have taken over', { retryable: true });
  }
}

/** What became of one event. */
export type Outcome =
  /** Its effects are durable. */
  | { readonly kind: 'done' }
  /** Nothing to do, and why: counted by reason. */
  | { readonly kind: 'skip'; readonly reason: string }
  /** It cannot be handled, now or later: its record goes to the dead-letter topic as it is. */
  | { readonly kind: 'dead-letter'; readonly code: string; readonly message: string };

export const done: Outcome = { kind: 'done' };

export function skip(reason: string): Outcome {
  return { kind: 'skip', reason };
}

export function deadLetter(code: string, message: string): Outcome {
  return { kind: 'dead-letter', code, message };
}
