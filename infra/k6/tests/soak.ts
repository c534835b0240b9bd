import type { Options } from 'k6/options';
import { settings } from '../lib/settings.ts';
import { workloadFor } from '../workloads/workloads.ts';

export { sendHttp } from '../scenarios/send-http.ts';
export { wsSessions } from '../scenarios/ws-sessions.ts';
export { endToEnd } from '../scenarios/end-to-end.ts';
export { handleSummary } from '../lib/summary.ts';

const isTrial = settings.workload === 'smoke';

/** Everything at once for hours: look at memory, connections and the database beside it. A failure late in the night ends it early. */
export const options: Options = {
  scenarios: {
    send: workloadFor('sendHttp', isTrial ? 'smoke' : 'soak'),
    sessions: isTrial
      ? workloadFor('wsSessions')
      : {
          executor: 'ramping-vus',
          exec: 'wsSessions',
          stages: [
            { duration: '5m', target: 500 },
            { duration: settings.duration, target: 500 },
            { duration: '1m', target: 0 },
          ],
        },
    arrival: isTrial
      ? workloadFor('endToEnd')
      : {
          executor: 'constant-arrival-rate',
          exec: 'endToEnd',
          rate: 1,
          timeUnit: '1s',
          duration: settings.duration,
          preAllocatedVUs: 20,
          maxVUs: 60,
        },
  },
  thresholds: {
    checks: [{ threshold: 'rate>0.999', abortOnFail: true, delayAbortEval: '5m' }],
    bellhop_to_phone: ['p(95)<5000'],
    bellhop_login: ['p(95)<500'],
  },
};
