import { metrics } from '@opentelemetry/api';

/** Records how long calls took and how they ended; `side` is whose view it is. */
export function callMetrics(side: 'server' | 'client'): (rpc: string, code: string, tookMs: number) => void {
  const duration = metrics
    .getMeter('bellhop')
    .createHistogram(side === 'server' ? 'bellhop_rpc_server_duration' : 'bellhop_rpc_client_duration', {
      unit: 'ms',
      description: `Time of unary calls as their ${side} sees it, by RPC and status`,
    });
  return (rpc, code, tookMs) => duration.record(tookMs, { rpc, code });
}
