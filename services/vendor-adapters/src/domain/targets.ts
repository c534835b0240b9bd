import type { Target } from './notification.ts';
import type { SendOutcome } from './send-outcome.ts';

/** The tokens of a notification, each once: a vendor would show a repeated one twice. */
export function distinctTokens(targets: readonly Target[]): string[] {
  return [...new Set(targets.map(({ token }) => token))];
}

/** One outcome per target, from one outcome per distinct token. */
export function outcomesOfTargets(
  targets: readonly Target[],
  byToken: ReadonlyMap<string, SendOutcome>,
): SendOutcome[] {
  return targets.map(({ token }) => {
    const outcome = byToken.get(token);
    if (outcome === undefined) throw new Error('a token was sent without an outcome');
    return outcome;
  });
}

/** The same outcome for each of these tokens. */
export function sameForAll(tokens: readonly string[], outcome: SendOutcome): Map<string, SendOutcome> {
  return new Map(tokens.map((token) => [token, outcome]));
}

/** Whether a call was refused as a whole, it may be for a content or its quota. With several contents in it, that tells nothing about each. */
export function isRefusedForContent(outcomes: readonly SendOutcome[]): boolean {
  return outcomes.every(isAboutContent) || outcomes.every(({ kind }) => kind === 'quota-exhausted');
}

function isAboutContent(outcome: SendOutcome): boolean {
  return outcome.kind === 'rejected' || ('isAboutContent' in outcome && outcome.isAboutContent === true);
}

/** Pieces of at most `size`, in order. */
export function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
