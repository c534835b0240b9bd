import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, ServiceError } from './errors.ts';
import { observedGauge } from './instruments.ts';
import type { Telemetry } from './telemetry.ts';

/** Returns what is wrong, or undefined when all is well. */
export type HealthCheck = () => string | undefined;

/** Named checks: `live` ones make Kubernetes restart the pod, `ready` ones take it out of traffic. */
export interface Health {
  live(name: string, check: HealthCheck): void;
  ready(name: string, check: HealthCheck): void;
  /** The failing checks, `name: what is wrong`. */
  problems(kind: 'live' | 'ready'): string[];
}

export function createHealth(): Health {
  const checks: Record<'live' | 'ready', Map<string, HealthCheck>> = { live: new Map(), ready: new Map() };
  return {
    live: (name, check) => checks.live.set(name, check),
    ready: (name, check) => checks.ready.set(name, check),
    problems: (kind) =>
      [...checks[kind]].flatMap(([name, check]) => {
        const problem = check();
        return problem === undefined ? [] : [`${name}: ${problem}`];
      }),
  };
}

export interface Management {
  /** Port it listens on. */
  readonly port: number;
  close(): Promise<void>;
}

/** Serves /livez, /readyz and /metrics, on a port of its own that no client reaches. */
export async function startManagement(options: {
  host: string;
  port: number;
  health: Health;
  telemetry?: Telemetry | undefined;
}): Promise<Management> {
  const ready = observeReadiness(options.health);
  const server = createServer((request, response) => {
    const answer = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
    };
    const path = request.url?.split('?')[0];
    if (path === '/metrics' && options.telemetry !== undefined)
      return options.telemetry.serveMetrics(request, response);
    if (path !== '/livez' && path !== '/readyz')
      return answer(404, 'not found: /livez, /readyz and /metrics are here\n');
    const problems = options.health.problems(path === '/livez' ? 'live' : 'ready');
    return answer(problems.length === 0 ? 200 : 503, problems.length === 0 ? 'ok\n' : `${problems.join('\n')}\n`);
  });
  await listen(server, options.port, options.host);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        ready.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What /readyz says, for alerts. */
export function observeReadiness(health: Pick<Health, 'problems'>): { stop(): void } {
  return observedGauge('bellhop_ready', { unit: '1', description: '1 while /readyz says ok, otherwise 0' }, (record) =>
    record(health.problems('ready').length === 0 ? 1 : 0),
  );
}

/** Listens, or throws `PORT_TAKEN` with a sentence that says what to do. */
export async function listen(server: import('node:net').Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ServiceError('PORT_TAKEN', `port ${port} on ${host} is taken: stop what uses it or set another port`, {
              retryable: false,
              cause: error,
            })
          : new ServiceError('CANNOT_LISTEN', `cannot listen on ${host}:${port}: ${messageOf(error)}`, {
              retryable: false,
              cause: error,
            }),
      );
    });
    server.listen(port, host, () => resolve());
  });
}
