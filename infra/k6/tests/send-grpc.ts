import type { Options } from 'k6/options';
import { workloadFor } from '../workloads/workloads.ts';

export { sendGrpc } from '../scenarios/send-grpc.ts';
export { handleSummary } from '../lib/summary.ts';

export const options: Options = {
  scenarios: { send: workloadFor('sendGrpc') },
  thresholds: { grpc_req_duration: ['p(95)<250', 'p(99)<1000'], checks: ['rate>0.999'] },
};
