import { histogram } from '@bellhop/runtime';

/** Records how long calls took and how they ended; `side` is whose view it is. */
export function callMetrics(side: 'server' | 'client'): (rpc: string, code: string, tookMs: number) => void {
  const duration = histogram(side === 'server' ? 'bellhop_rpc_server_duration' : 'bellhop_rpc_client_duration', {
    unit: 'ms',
    description: `Time of unary calls as their ${side} sees it, by RPC and status`,
    labels: ['rpc', 'code'],
  });
  return (rpc, code, tookMs) => duration.record(tookMs, { rpc, code });
}
