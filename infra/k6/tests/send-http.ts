import type { Options } from 'k6/options';
import { workloadFor } from '../workloads/workloads.ts';

export { sendHttp } from '../scenarios/send-http.ts';
export { handleSummary } from '../lib/summary.ts';

export const options: Options = {
  scenarios: { send: workloadFor('sendHttp') },
  thresholds: {
    'http_req_duration{name:send}': ['p(95)<250', 'p(99)<1000'],
    'http_req_failed{name:send}': [{ threshold: 'rate<0.001', abortOnFail: false }],
    checks: ['rate>0.999'],
  },
};
