/**
 * How much the gateway may accept, from how far the pipeline is behind. Pure: `observe` turns one state into the next.
 *
 * A stage's backlog is a time: records behind ÷ its capacity. While the worst stage is later than the target, the accepted rate is
 * steered in proportion: at the target exactly what the stage can take, less the later it is. Proportional control settles
 * on the target instead of switching on and off. A limit begins near the target and ends far below it.
 */
export interface AdmissionSettings {
  readonly targetDelayMs: number;
  /** A stage with fewer records behind is never late: at low rates a few records look like a long time. */
  readonly minBacklog: number;
}

/** A stage of the pipeline as Kafka shows it. */
export interface StageProgress {
  /** Records committed since ever. Only differences are used. */
  readonly committed: number;
  /** Records behind. */
  readonly lag: number;
}

export interface Observation {
  readonly atMs: number;
  /** Messages this gateway accepted since the last observation. */
  readonly accepted: number;
  /** Stages that hold up everything when they are late. */
  readonly shared: Readonly<Record<string, StageProgress>>;
  /** One per vendor. The worst one is left out: one slow vendor must never close the door for the others. */
  readonly vendors: Readonly<Record<string, StageProgress>>;
  /** For how long a stage's offsets wait for clients' acknowledgements, which is no backlog, ms. */
  readonly heldBackMs: Readonly<Record<string, number>>;
}

interface StageState extends StageProgress {
  /** Records per second it takes when it has enough to do, as far as is known. */
  readonly capacity: number;
  /** Records that came in, fading. */
  readonly arrived: number;
}

export interface AdmissionState {
  readonly atMs: number;
  /** Messages accepted, fading. */
  readonly accepted: number;
  readonly stages: Readonly<Record<string, StageState>>;
  /** Estimated delay of the stage that counts. */
  readonly delayMs: number;
  /** Messages per second this gateway may accept; undefined = no limit. */
  readonly limitPerSecond: number | undefined;
}

/** What counts fades to half in this time. */
const HALF_LIFE_MS = 5_000;
/** Weight of the newest measurement of a capacity; more when it says that the old one was far too high. */
const NEWEST = 0.4;
const NEWEST_WHEN_SLOW = 0.6;
/** A limit begins and ends at these shares of the target. Commits come in steps, so a little lag is always there. */
const BEGIN_AT = 0.75;
const END_AT = 0.25;
/** Capacity that is assumed of a stage that has never been busy. */
const ASSUMED_CAPACITY = 2_000;
/** Shedding never closes the door entirely: what gets through shows when the pipeline has recovered. */
const LEAST_SHARE = 0.05;
const LEAST_PER_SECOND = 5;

export const startOfAdmission: AdmissionState = {
  atMs: 0,
  accepted: 0,
  stages: {},
  delayMs: 0,
  limitPerSecond: undefined,
};

export function observe(state: AdmissionState, seen: Observation, settings: AdmissionSettings): AdmissionState {
  const elapsedMs = seen.atMs - state.atMs;
  const fade = 0.5 ** (elapsedMs / HALF_LIFE_MS);
  const accepted = state.accepted * fade + seen.accepted;
  const stages: Record<string, StageState> = {};
  for (const [name, progress] of [...Object.entries(seen.shared), ...Object.entries(seen.vendors)]) {
    stages[name] = nextStage(state.stages[name], progress, { elapsedMs, fade, minBacklog: settings.minBacklog });
  }
  const verdicts = (names: readonly string[]) =>
    names.map((name) =>
      verdictOf(name, stages[name], { accepted, seen, settings, wasLimited: state.limitPerSecond !== undefined }),
    );
  const vendors = verdicts(Object.keys(seen.vendors)).sort((a, b) => b.delayMs - a.delayMs);
  const counted = [...verdicts(Object.keys(seen.shared)), ...vendors.slice(1)];
  const delayMs = Math.max(0, ...counted.map((one) => one.delayMs));
  const limits = counted.map((one) => one.limitPerSecond).filter((limit) => limit !== undefined);
  return {
    atMs: seen.atMs,
    accepted,
    stages,
    delayMs,
    limitPerSecond: limits.length === 0 ? undefined : Math.min(...limits),
  };
}

function nextStage(
  before: StageState | undefined,
  now: StageProgress,
  by: { elapsedMs: number; fade: number; minBacklog: number },
): StageState {
  if (before === undefined) return { ...now, capacity: ASSUMED_CAPACITY, arrived: 0 };
  const drained = Math.max(0, now.committed - before.committed);
  const arrived = Math.max(0, now.committed + now.lag - before.committed - before.lag);
  const measured = (drained * 1_000) / Math.max(1, by.elapsedMs);
  // Only a stage that had enough to do all the time shows its capacity; an idle one shows what it was given, a lower bound.
  const isBusy = before.lag >= by.minBacklog && now.lag >= by.minBacklog;
  const weight = measured < before.capacity / 2 ? NEWEST_WHEN_SLOW : NEWEST;
  const capacity = isBusy
    ? before.capacity + weight * (measured - before.capacity)
    : Math.max(measured, before.capacity);
  return { committed: now.committed, lag: now.lag, capacity, arrived: before.arrived * by.fade + arrived };
}

function verdictOf(
  name: string,
  stage: StageState | undefined,
  {
    accepted,
    seen,
    settings,
    wasLimited,
  }: { accepted: number; seen: Observation; settings: AdmissionSettings; wasLimited: boolean },
): { delayMs: number; limitPerSecond: number | undefined } {
  if (stage === undefined || stage.lag < settings.minBacklog) return { delayMs: 0, limitPerSecond: undefined };
  const capacity = Math.max(1, stage.capacity);
  const delayMs = Math.max(0, (stage.lag * 1_000) / capacity - (seen.heldBackMs[name] ?? 0));
  if (delayMs < settings.targetDelayMs * (wasLimited ? END_AT : BEGIN_AT))
    return { delayMs, limitPerSecond: undefined };
  // Ours of what arrives there: other gateways accept too, and a message is not one record at every stage.
  const messagesPerRecord = accepted / Math.max(1, stage.arrived);
  const lateness = delayMs / settings.targetDelayMs - 1;
  const share = Math.max(LEAST_SHARE, 1 - lateness / 3);
  return { delayMs, limitPerSecond: Math.max(LEAST_PER_SECOND, capacity * messagesPerRecord * share) };
}
