import type { Scenario } from 'k6/options';
import { settings } from '../lib/settings.ts';

/** How much, how long: the same for every scenario. */
type Workload = (exec: string) => Scenario;

const { rate, duration } = settings;

/** Virtual users that k6 keeps ready for so many iterations per second, each of which may take a second and more. */
const usersFor = (perSecond: number): { preAllocatedVUs: number; maxVUs: number } => ({
  preAllocatedVUs: Math.max(1, Math.ceil(perSecond)),
  maxVUs: Math.max(10, Math.ceil(perSecond * 4)),
});

const ramping = (
  exec: string,
  stages: readonly { readonly duration: string; readonly target: number }[],
): Scenario => ({
  executor: 'ramping-arrival-rate',
  exec,
  startRate: 0,
  timeUnit: '1s',
  stages: [...stages],
  ...usersFor(Math.max(...stages.map(({ target }) => target))),
});

/** Open models, except for smoke: senders do not wait for each other, and a slow system does not lower the load. */
export const workloads: Readonly<Record<string, Workload>> = {
  /** Once: does the scenario itself work? */
  smoke: (exec) => ({ executor: 'per-vu-iterations', exec, vus: 1, iterations: 1, maxDuration: '1m' }),
  /** A usual day, at RATE. */
  average: (exec) =>
    ramping(exec, [
      { duration: '30s', target: rate },
      { duration, target: rate },
      { duration: '10s', target: 0 },
    ]),
  /** More and more, up to five times RATE: where does it begin to shed? */
  stress: (exec) =>
    ramping(exec, [
      { duration, target: rate * 5 },
      { duration: '1m', target: rate * 5 },
      { duration: '10s', target: 0 },
    ]),
  /** Ten times RATE all at once, and back: does it shed in order, and is it well a minute later? */
  spike: (exec) =>
    ramping(exec, [
      { duration: '30s', target: rate },
      { duration: '5s', target: rate * 10 },
      { duration: '1m', target: rate * 10 },
      { duration: '5s', target: rate },
      { duration: '1m', target: rate },
      { duration: '5s', target: 0 },
    ]),
  /** A usual day for hours: does memory or the database grow? Set DURATION=8h. */
  soak: (exec) =>
    ramping(exec, [
      { duration: '2m', target: rate },
      { duration, target: rate },
      { duration: '1m', target: 0 },
    ]),
};

/** The workload that WORKLOAD names, for one function. */
export function workloadFor(exec: string, name: string = settings.workload): Scenario {
  const workload = workloads[name];
  if (workload === undefined) throw new Error(`WORKLOAD is ${name}; there are: ${Object.keys(workloads).join(', ')}`);
  return workload(exec);
}
