import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Missing } from './cluster.ts';
import { prove } from './prove.ts';

// npm run test:kubernetes: proves the chart and the image on a real cluster. cluster.ts says what it needs.
const root = join(import.meta.dirname, '..', '..', '..');
const { K8S_RUN = '', K8S_LOAD = '', BELLHOP_IMAGE = '', BELLHOP_IMAGE_TAR = '', BELLHOP_INSIDE = '' } = process.env;

try {
  process.exitCode = await start();
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function start(): Promise<number> {
  const image = BELLHOP_IMAGE || 'bellhop:test';
  if (K8S_LOAD !== '' && BELLHOP_INSIDE === '') {
    const archive = BELLHOP_IMAGE_TAR || join(mkdtempSync(join(tmpdir(), 'bellhop-image-')), 'image.tar');
    if (BELLHOP_IMAGE_TAR === '') await mustRun([join(root, 'infra/docker/build-local.sh'), image, archive]);
    await mustRun([...K8S_LOAD.split(' '), archive]);
  }
  if (K8S_RUN !== '' && BELLHOP_INSIDE === '') {
    // Once more, inside the cluster's network.
    const self = [process.execPath, ...process.execArgv, import.meta.filename];
    return run([...K8S_RUN.split(' '), ...self], { BELLHOP_INSIDE: '1' });
  }
  const failed = await prove(image);
  return failed.length === 0 ? 0 : 1;
}

async function mustRun(command: readonly string[]): Promise<void> {
  const code = await run(command);
  if (code !== 0) throw new Missing(`${command.join(' ')} ended with ${code}`);
}

function run([program = '', ...args]: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
