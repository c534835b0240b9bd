/**
 * How much the gateway may accept, from how far the pipeline is behind. Pure: `observe` turns one state into the next.
 *
 * A stage's backlog is a time: records behind ÷ its capacity. While the worst stage is later than the target, the accepted rate is
 * steered in proportion: at the target exactly what the stage can take, less the later it is. Proportional control settles
 * on the target instead of switching on and off. A limit begins near the target and ends far below it.
 * Between two observations `headroom` bounds what a sudden burst may add before its effect is seen.
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
  /** The shared stage where every message is one record. */
  readonly entrance: string;
  /** Stages that hold up everything when they are late. */
  readonly shared: Readonly<Record<string, StageProgress>>;
  /** One per vendor. The worst one is left out: one slow vendor must never close the door for the others. */
  readonly vendors: Readonly<Record<string, StageProgress>>;
  /** For how long a stage's offsets wait for clients' acknowledgements, which is no backlog, ms. */
  readonly heldBackMs: Readonly<Record<string, number>>;
}

interface Sample extends StageProgress {
  readonly atMs: number;
}

interface StageState extends StageProgress {
  /** The last observations, oldest first: commits come in steps, so rates are taken over at least a second. */
  readonly samples: readonly Sample[];
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
  /** Messages it may accept before the next observation. */
  readonly headroom: number;
}

/** What counts fades to half in this time. */
const HALF_LIFE_MS = 5_000;
/** A rate is measured over so long. */
const WINDOW_MS = 1_000;
/** Weight of the newest measurement of a capacity. */
const NEWEST = 0.7;
/** A limit begins and ends at these shares of the target. A little lag is always there. */
const BEGIN_AT = 0.75;
const END_AT = 0.25;
/** A burst may bring the delay up to so many times the target before it is seen. */
const BURST_TO = 2.5;
/** Capacity that is assumed of a stage that has never been busy. */
const ASSUMED_CAPACITY = 2_000;
/** With fewer records a ratio says nothing. */
const ENOUGH_RECORDS = 200;
/** Shedding never closes the door entirely: what gets through shows when the pipeline has recovered. */
const LEAST_SHARE = 0.05;
const LEAST_PER_SECOND = 5;

export const startOfAdmission: AdmissionState = {
  atMs: 0,
  accepted: 0,
  stages: {},
  delayMs: 0,
  limitPerSecond: undefined,
  headroom: Number.POSITIVE_INFINITY,
};

export function observe(state: AdmissionState, seen: Observation, settings: AdmissionSettings): AdmissionState {
  const fade = 0.5 ** ((seen.atMs - state.atMs) / HALF_LIFE_MS);
  const accepted = state.accepted * fade + seen.accepted;
  const stages: Record<string, StageState> = {};
  for (const [name, progress] of [...Object.entries(seen.shared), ...Object.entries(seen.vendors)]) {
    stages[name] = nextStage(state.stages[name], { ...progress, atMs: seen.atMs }, fade, settings);
  }
  const verdicts = (names: readonly string[]) =>
    names.map((name) =>
      verdictOf(stages[name], {
        accepted,
        isEntrance: name === seen.entrance,
        heldBackMs: seen.heldBackMs[name] ?? 0,
        wasLimited: state.limitPerSecond !== undefined,
        settings,
      }),
    );
  const shared = verdicts(Object.keys(seen.shared));
  const vendors = verdicts(Object.keys(seen.vendors)).sort((a, b) => b.delayMs - a.delayMs);
  const counted = [...shared, ...vendors.slice(1)];
  const limits = counted.map((one) => one.limitPerSecond).filter((limit) => limit !== undefined);
  return {
    atMs: seen.atMs,
    accepted,
    stages,
    delayMs: Math.max(0, ...counted.map((one) => one.delayMs)),
    limitPerSecond: limits.length === 0 ? undefined : Math.min(...limits),
    headroom: Math.min(Number.POSITIVE_INFINITY, ...shared.map((one) => one.headroom)),
  };
}

function nextStage(before: StageState | undefined, now: Sample, fade: number, settings: AdmissionSettings): StageState {
  // Also when a group starts anew: its position says nothing about its speed then.
  if (before === undefined || now.committed < before.committed) {
    return { ...now, samples: [now], capacity: ASSUMED_CAPACITY, arrived: 0 };
  }
  const arrived = Math.max(0, now.committed + now.lag - before.committed - before.lag);
  const samples = [...before.samples, now];
  while (samples[1] !== undefined && now.atMs - samples[1].atMs >= WINDOW_MS) samples.shift();
  const first = samples[0] ?? now;
  const measured = ((now.committed - first.committed) * 1_000) / Math.max(1, now.atMs - first.atMs);
  // Only a stage that had enough to do all the time shows its capacity; an idle one shows what it was given, a lower bound.
  const isWhole = now.atMs - first.atMs >= WINDOW_MS;
  const isBusy = isWhole && samples.every(({ lag }) => lag >= settings.minBacklog);
  const known = isBusy ? before.capacity + NEWEST * (measured - before.capacity) : before.capacity;
  return {
    committed: now.committed,
    lag: now.lag,
    samples,
    capacity: isWhole && !isBusy ? Math.max(measured, known) : known,
    arrived: before.arrived * fade + arrived,
  };
}

interface Verdict {
  readonly delayMs: number;
  readonly limitPerSecond: number | undefined;
  readonly headroom: number;
}

function verdictOf(
  stage: StageState | undefined,
  by: {
    accepted: number;
    isEntrance: boolean;
    heldBackMs: number;
    wasLimited: boolean;
    settings: AdmissionSettings;
  },
): Verdict {
  if (stage === undefined) return { delayMs: 0, limitPerSecond: undefined, headroom: Number.POSITIVE_INFINITY };
  const { targetDelayMs, minBacklog } = by.settings;
  const capacity = Math.max(1, stage.capacity);
  const delayMs = stage.lag < minBacklog ? 0 : Math.max(0, (stage.lag * 1_000) / capacity - by.heldBackMs);
  // Ours of what arrives there: other gateways accept too, and a message is not one record at every stage.
  const isKnown = stage.arrived >= ENOUGH_RECORDS;
  const messagesPerRecord = by.isEntrance && !isKnown ? 1 : by.accepted / Math.max(1, stage.arrived);
  const headroom =
    !isKnown && !by.isEntrance
      ? Number.POSITIVE_INFINITY
      : Math.max(minBacklog, ((BURST_TO * targetDelayMs - delayMs) / 1_000) * capacity * messagesPerRecord);
  if (delayMs < targetDelayMs * (by.wasLimited ? END_AT : BEGIN_AT)) {
    return { delayMs, limitPerSecond: undefined, headroom };
  }
  const lateness = delayMs / targetDelayMs - 1;
  const share = Math.max(LEAST_SHARE, 1 - lateness / 3);
  return { delayMs, limitPerSecond: Math.max(LEAST_PER_SECOND, capacity * messagesPerRecord * share), headroom };
}
