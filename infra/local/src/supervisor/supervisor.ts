import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { ProcessSpec, Report, Request } from './protocol.ts';

/** A server that the supervisor runs. */
export interface SupervisedProcess {
  readonly name: string;
  readonly logFile: string;
  /** How it ended, or nothing while it runs. */
  ended(): string | undefined;
}

/** Starts server processes that never outlive this one, however it ends. */
export interface Supervisor {
  readonly pid: number;
  run(spec: ProcessSpec): SupervisedProcess;
  /** Deleted after the last server has ended, also when this process was killed. */
  removeAtEnd(...paths: string[]): void;
  stop(): Promise<void>;
}

/** Starts the process that owns the servers; see `main.ts` in this folder. */
export async function startSupervisor(onUnexpectedEnd: (line: string) => void): Promise<Supervisor> {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), [], {
    detached: true,
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'spawn');
  const exited = once(child, 'exit');
  const servers = new Map<number, { name: string; ended?: string }>();
  const pids = new Set<number>();
  let stopping = false;

  child.on('error', () => {}); // sending to a supervisor that is gone: 'exit' tells the rest
  child.on('message', (report: Report) => {
    const server = servers.get(report.id);
    if (report.kind === 'started') pids.add(report.pid);
    else if (server) {
      server.ended = report.how;
      if (!stopping) onUnexpectedEnd(`${server.name} ${report.how}.`);
    }
  });
  child.once('exit', () => {
    if (stopping) return;
    // Somebody ended the supervisor alone; if it had no time to stop its servers, this does.
    onUnexpectedEnd('The supervisor of Kafka and Postgres was ended; so are they.');
    for (const server of servers.values()) server.ended ??= 'lost its supervisor';
    for (const pid of pids) killIfAlive(pid);
  });
  const send = (request: Request): void => void child.send(request);

  return {
    pid: child.pid ?? 0,
    run(spec) {
      const id = servers.size + 1;
      const server: { name: string; ended?: string } = { name: spec.name };
      servers.set(id, server);
      send({ kind: 'run', id, spec });
      return { name: spec.name, logFile: spec.logFile, ended: () => server.ended };
    },
    removeAtEnd: (...paths) => send({ kind: 'remove-at-end', paths }),
    async stop() {
      if (!stopping) {
        stopping = true;
        if (child.connected) send({ kind: 'stop' });
      }
      await exited;
    },
  };
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}
