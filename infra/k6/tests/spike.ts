import type { Options } from 'k6/options';
import { settings } from '../lib/settings.ts';
import { workloadFor } from '../workloads/workloads.ts';

export { sendHttp } from '../scenarios/send-http.ts';
export { endToEnd } from '../scenarios/end-to-end.ts';
export { handleSummary } from '../lib/summary.ts';

const isTrial = settings.workload === 'smoke';

/** Senders are told to come back in a spike; what is accepted still arrives in time. */
export const options: Options = {
  scenarios: {
    spike: workloadFor('sendHttp', isTrial ? 'smoke' : 'spike'),
    arrival: isTrial
      ? workloadFor('endToEnd')
      : {
          executor: 'constant-arrival-rate',
          exec: 'endToEnd',
          rate: 1,
          timeUnit: '1s',
          duration: '3m',
          preAllocatedVUs: 20,
          maxVUs: 60,
        },
  },
  thresholds: { bellhop_to_phone: ['p(95)<5000'], 'http_req_duration{name:send}': ['p(99)<2000'] },
};
