import type { Health } from './management.ts';

/** Where a service is between its start and its end. */
export interface StartPhase {
  /** The start is over. */
  readonly opened: () => void;
  /** The end has begun. */
  readonly closing: () => void;
}

/** Makes a service ready only between its start and its end, so that its management port can be open before and after. */
export function startPhase(health: Pick<Health, 'ready'>): StartPhase {
  let problem: string | undefined = 'the service is starting';
  health.ready('start', () => problem);
  return {
    opened: () => void (problem = undefined),
    closing: () => void (problem = 'the service is closing'),
  };
}
