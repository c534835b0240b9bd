import type { Options } from 'k6/options';
import { workloadFor } from '../workloads/workloads.ts';

export { wsSessions } from '../scenarios/ws-sessions.ts';
export { handleSummary } from '../lib/summary.ts';

export const options: Options = {
  scenarios: { sessions: workloadFor('wsSessions') },
  thresholds: {
    bellhop_login: ['p(95)<500'],
    bellhop_live_delivery: ['p(95)<500'],
    bellhop_sessions_failed: ['count<1'],
    checks: ['rate>0.999'],
  },
};
