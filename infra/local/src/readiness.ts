import { connect } from 'node:net';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { PortTaken } from './free-ports.ts';
import type { SupervisedProcess } from './supervisor/supervisor.ts';

export interface Readiness {
  /** What the server prints when it serves. */
  readonly line: string;
  /** What it prints when its port was taken. */
  readonly portTaken: RegExp;
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** Resolves when the server has printed its line and accepts a connection; fails as soon as the process has ended. */
export async function untilReady(
  server: SupervisedProcess,
  { line, portTaken, host, port, timeoutMs }: Readiness,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const ended = server.ended();
    const log = await readFile(server.logFile, 'utf8').catch(() => '');
    if (!ended && log.includes(line) && (await accepts(host, port))) return;
    if (ended || Date.now() > deadline) {
      const how = ended ?? `is not ready after ${timeoutMs / 1000} s`;
      if (portTaken.test(log))
        throw new PortTaken(`${server.name}: port ${port} of ${host} was taken while it started.`);
      throw new Error(`${server.name} ${how}. The end of its log:\n${log.trimEnd().split('\n').slice(-25).join('\n')}`);
    }
    await delay(20);
  }
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
