/*
 * The parent of the servers. It is a process of its own, outside the terminal's process group, so that Ctrl-C reaches the
 * services first and the servers only when they are no longer needed; and so that whatever becomes of the process which
 * asked for the servers (even SIGKILL), somebody is left to end them: the channel to it closes, and that is the order to stop.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';

import type { ProcessSpec, Report, Request } from './protocol.ts';

const running = new Map<ChildProcess, ProcessSpec>();
const removeAtEnd: string[] = [];
let stopping = false;

process.on('message', (request: Request) => {
  if (request.kind === 'run') run(request.id, request.spec);
  else if (request.kind === 'remove-at-end') removeAtEnd.push(...request.paths);
  else void stop();
});
process.on('disconnect', () => void stop());
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());

function run(id: number, spec: ProcessSpec): void {
  if (stopping) return;
  const { command, args, cwd, env, uid, gid } = spec;
  const log = openSync(spec.logFile, 'w');
  const user = uid === undefined || gid === undefined ? {} : { uid, gid };
  const child = spawn(command, args, { cwd, env, ...user, stdio: ['ignore', log, log] });
  closeSync(log);
  running.set(child, spec);
  const ended = (how: string): void => {
    if (running.delete(child)) report({ kind: 'ended', id, how });
  };
  child.once('error', (error) => ended(`did not start: ${error.message}`));
  child.once('exit', (code, signal) => ended(`ended with ${signal ?? `code ${code}`}`));
  if (child.pid !== undefined) report({ kind: 'started', id, pid: child.pid });
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all([...running].map(([child, spec]) => end(child, spec)));
  for (const path of removeAtEnd) await rm(path, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  process.exit(0);
}

function end(child: ChildProcess, { stopSignal, graceMs }: ProcessSpec): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(impatience);
      resolve();
    });
    child.kill(stopSignal);
  });
}

function report(message: Report): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {}); // a parent that is gone needs no report
}
