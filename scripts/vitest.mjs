// Runs Vitest with one Kafka and one Postgres for the whole run, and ends with a line `N passed, N failed`.
// Arguments are Vitest's own, e.g. `packages/kafka --project service`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '../infra/local/src/index.ts';

const root = join(import.meta.dirname, '..');
const report = join(mkdtempSync(join(tmpdir(), 'bellhop-tests-')), 'report.json');
const servers = await startServers({ onProgress: (line) => console.log(line) });
let code = 1;
try {
  const vitest = spawn(
    process.execPath,
    ['--conditions=source', join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, KAFKA_BROKERS: servers.kafkaBrokers.join(','), DATABASE_URL: servers.databaseUrl },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
  code = await new Promise((resolve) => vitest.on('close', (exit) => resolve(exit ?? 1)));
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
} catch (error) {
  console.error(`The tests could not be run: ${error.message}`);
} finally {
  rmSync(join(report, '..'), { recursive: true, force: true });
  await servers.stop();
}
process.exit(code);
