import type { Options } from 'k6/options';
import { makeSlow, makeWell } from '../scenarios/vendor-slow.ts';
import { workloadFor } from '../workloads/workloads.ts';

export { vendorSlow } from '../scenarios/vendor-slow.ts';
export { handleSummary } from '../lib/summary.ts';

export const options: Options = {
  scenarios: { arrival: workloadFor('vendorSlow') },
  thresholds: { 'bellhop_to_phone{vendor:xiaomi}': ['p(95)<1500'], checks: ['rate>0.999'] },
};

export const setup = makeSlow;
export const teardown = makeWell;
