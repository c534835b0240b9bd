import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { launchOf, rootOf, type Form } from './program-form.ts';

export interface NodeProcessOptions {
  readonly name: string;
  /** From the project's root. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Default: from the sources. */
  readonly form?: Form;
  /** Flags of Node itself, e.g. `--cpu-prof`. */
  readonly nodeFlags?: readonly string[];
  /** What it writes goes to <logDirectory>/<name>.log. */
  readonly logDirectory: string;
}

/** A script of ours in a process of its own. It ends when this process ends, even when that is killed. */
export interface NodeProcess {
  readonly name: string;
  readonly pid: number;
  /** The first line of its standard output. Rejects when it ends without one. */
  readonly firstLine: Promise<string>;
  /** Resolves when it has ended. */
  readonly ended: Promise<Ending>;
  kill(signal: NodeJS.Signals): void;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last thing it said, shortened. */
  readonly lastWords: string;
}

const LAST_WORDS = 2_000;

export function startNodeProcess(options: NodeProcessOptions): NodeProcess {
  const { name, args = [], env = {}, form = 'source', nodeFlags = [], logDirectory } = options;
  const launch = launchOf(form, { script: options.script, args, env, nodeFlags });
  mkdirSync(logDirectory, { recursive: true });
  const log = createWriteStream(join(logDirectory, `${name}.log`), { flags: 'a' });
  const child: ChildProcess = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    // Nothing of the caller's environment but what a program needs to run: settings are given here alone.
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      ...(form === 'image' ? { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' } : {}),
      // What was compiled once need not be again: the start is faster, and Node's compiler of types takes no memory.
      NODE_COMPILE_CACHE: join(rootOf(form), '.bellhop', 'compile-cache'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true, // Ctrl-C goes to all of a terminal's processes; these are stopped in order instead
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error(`${name} could not be started`);

  let lastWords = '';
  const { promise: firstLine, resolve, reject } = Promise.withResolvers<string>();
  firstLine.catch(() => undefined); // whoever does not ask for it does not miss it
  let head = '';
  const take = (chunk: Buffer): void => {
    log.write(chunk);
    lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS);
  };
  stdout.on('data', (chunk: Buffer) => {
    take(chunk);
    if (head.includes('\n')) return;
    head += chunk.toString();
    if (head.includes('\n')) resolve(head.slice(0, head.indexOf('\n')));
  });
  stderr.on('data', take);
  const ended = once(child, 'close').then(([code, signal]) => {
    log.end();
    reject(new Error(`${name} ended: ${lastWords}`));
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, lastWords };
  });
  return { name, pid, firstLine, ended, kill: (signal) => void child.kill(signal) };
}
