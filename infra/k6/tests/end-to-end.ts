import type { Options } from 'k6/options';
import { workloadFor } from '../workloads/workloads.ts';

export { endToEnd } from '../scenarios/end-to-end.ts';
export { handleSummary } from '../lib/summary.ts';

export const options: Options = {
  scenarios: { arrival: workloadFor('endToEnd') },
  thresholds: { bellhop_to_phone: ['p(95)<5000'], bellhop_arrived: ['rate>0.999'], checks: ['rate>0.999'] },
};
