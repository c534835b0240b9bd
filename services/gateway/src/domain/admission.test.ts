import { describe, expect, it } from 'vitest';
import { observe, startOfAdmission, type AdmissionState, type StageProgress } from './admission.ts';

const settings = { targetDelayMs: 1_000, minBacklog: 500 };
const TICK_MS = 500;
const COMMIT_MS = 500;

/** A pipeline that takes `capacity` records a second and commits every 500 ms, driven at `offered` messages a second. */
function drive(seconds: number, load: { offered: number; capacity: number; from?: Plant; others?: number }): Plant {
  const { offered, capacity, others = 0 } = load;
  const plant: Plant = load.from ?? {
    state: { ...startOfAdmission },
    atMs: 0,
    produced: 0,
    done: 0,
    committed: 0,
    accepted: 0,
    worstDelay: 0,
    acceptedRates: [],
  };
  plant.worstDelay = 0;
  plant.acceptedRates = [];
  const end = plant.atMs + seconds * 1_000;
  for (; plant.atMs < end; plant.atMs += 10) {
    const left = plant.state.headroom - plant.accepted;
    const rate = left <= 0 ? 0 : Math.min(offered, plant.state.limitPerSecond ?? Number.POSITIVE_INFINITY);
    plant.accepted += rate / 100;
    plant.produced += (rate + others) / 100;
    plant.done = Math.min(plant.produced, plant.done + capacity / 100);
    plant.worstDelay = Math.max(plant.worstDelay, (plant.produced - plant.done) / capacity);
    if ((plant.atMs + 170) % COMMIT_MS === 0) plant.committed = plant.done;
    if (plant.atMs % TICK_MS === 0) {
      const stage: StageProgress = { committed: plant.committed, lag: plant.produced - plant.committed };
      plant.acceptedRates.push(rate);
      plant.state = observe(
        plant.state,
        {
          atMs: plant.atMs,
          accepted: plant.accepted,
          entrance: 'store',
          shared: { store: stage },
          vendors: {},
          heldBackMs: {},
        },
        settings,
      );
      plant.accepted = 0;
    }
  }
  return plant;
}

interface Plant {
  state: AdmissionState;
  atMs: number;
  produced: number;
  done: number;
  committed: number;
  accepted: number;
  worstDelay: number;
  acceptedRates: number[];
}

describe('admission', () => {
  it('lets everything in while the pipeline keeps up', () => {
    const plant = drive(30, { offered: 900, capacity: 3_000 });
    expect(plant.state.limitPerSecond).toBeUndefined();
    expect(plant.acceptedRates.every((rate) => rate === 900)).toBe(true);
  });

  it.each([
    [1.5, 3_000],
    [2, 3_000],
    [3, 2_000],
    [2, 700],
  ])(
    'keeps the backlog below 3 s at %s times the capacity of %s/s, and goes on at that capacity',
    (factor, capacity) => {
      const plant = drive(60, { offered: capacity * factor, capacity });
      expect(plant.worstDelay).toBeLessThan(3);
      const settled = plant.acceptedRates.slice(-30);
      const mean = settled.reduce((sum, rate) => sum + rate, 0) / settled.length;
      expect(mean / capacity).toBeGreaterThan(0.9);
      // Progressive: no switching between everything and nothing.
      expect(Math.min(...settled) / capacity).toBeGreaterThan(0.5);
      expect(Math.max(...settled) / capacity).toBeLessThan(1.4);
    },
  );

  it('is back to normal as soon as the backlog is gone', () => {
    const overloaded = drive(30, { offered: 6_000, capacity: 2_000 });
    const relieved = drive(5, { offered: 1_000, capacity: 2_000, from: overloaded });
    expect(relieved.state.limitPerSecond).toBeUndefined();
  });

  it('takes its share where other gateways accept, too', () => {
    const plant = drive(60, { offered: 4_000, capacity: 3_000, others: 1_500 });
    const settled = plant.acceptedRates.slice(-10);
    expect(Math.max(...settled)).toBeLessThan(2_000);
    expect(plant.worstDelay).toBeLessThan(3.5);
  });

  it('follows a pipeline that becomes slower', () => {
    const before = drive(20, { offered: 2_000, capacity: 3_000 });
    const plant = drive(60, { offered: 2_000, capacity: 1_000, from: before });
    expect(plant.worstDelay).toBeLessThan(4);
    expect(plant.acceptedRates.slice(-20).reduce((sum, rate) => sum + rate, 0) / 20).toBeGreaterThan(900);
  });

  it('bounds a sudden burst before its effect is seen', () => {
    const idle = drive(10, { offered: 1, capacity: 2_000 });
    expect(drive(30, { offered: 20_000, capacity: 2_000, from: idle }).worstDelay).toBeLessThan(3);
  });

  it('takes a stage that is given nothing to do for a fast one', () => {
    const idle = drive(30, { offered: 5, capacity: 3_000 });
    const burst = drive(10, { offered: 2_500, capacity: 3_000, from: idle });
    expect(burst.acceptedRates.every((rate) => rate === 2_500)).toBe(true);
  });

  describe('with several stages', () => {
    const late: StageProgress = { committed: 0, lag: 50_000 };
    const fine: StageProgress = { committed: 0, lag: 10 };
    const after = (
      vendors: Record<string, StageProgress>,
      shared: Record<string, StageProgress> = {},
      heldBackMs = {},
    ) => {
      const first = observe(
        startOfAdmission,
        { atMs: 1_000, accepted: 1_000, entrance: 'message-store', shared, vendors, heldBackMs },
        settings,
      );
      const more = (all: Record<string, StageProgress>) =>
        Object.fromEntries(
          Object.entries(all).map(([name, one]) => [name, { ...one, committed: one.committed + 700 }]),
        );
      return observe(
        first,
        {
          atMs: 1_700,
          accepted: 700,
          entrance: 'message-store',
          shared: more(shared),
          vendors: more(vendors),
          heldBackMs,
        },
        settings,
      );
    };

    it('never closes the door for one slow vendor', () => {
      expect(after({ xiaomi: late, oppo: fine, fcm: fine })).toMatchObject({ delayMs: 0, limitPerSecond: undefined });
    });

    it('sheds when two vendors are late, as that is the pipeline itself', () => {
      expect(after({ xiaomi: late, oppo: late, fcm: fine }).limitPerSecond).toBeGreaterThan(0);
    });

    it('sheds when a shared stage is late', () => {
      expect(after({}, { 'message-store': late }).delayMs).toBeGreaterThan(1_000);
    });

    it('does not take waiting for acknowledgements for a backlog', () => {
      const waiting = { 'message-store': { committed: 0, lag: 3_000 } };
      expect(after({}, waiting).limitPerSecond).toBeDefined();
      expect(after({}, waiting, { 'message-store': 3_000 }).limitPerSecond).toBeUndefined();
    });
  });
});
