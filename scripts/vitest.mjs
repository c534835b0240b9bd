// Runs Vitest with one Kafka and one Postgres for the whole run, and ends with a line `N passed, N failed`.
// Arguments are Vitest's own, e.g. `packages/kafka --project service`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MissingPrerequisite, startServers } from '../infra/local/src/index.ts';

/** Runs the tests and returns their counts; the code is not 0 when something failed that is no test, too. */
export async function runTests(args) {
  const report = join(mkdtempSync(join(tmpdir(), 'bellhop-tests-')), 'report.json');
  let servers;
  try {
    servers = needsServers(args) ? await startServers({ onProgress: (line) => console.log(line) }) : undefined;
    const code = await vitest(args, report, servers);
    return { code, ...count(report, code) };
  } catch (error) {
    console.error(error instanceof MissingPrerequisite ? error.message : error);
    return { code: 1, passed: 0, failed: 1 };
  } finally {
    rmSync(dirname(report), { recursive: true, force: true });
    await servers?.stop();
  }
}

/** The unit tests alone need none. */
function needsServers(args) {
  const projects = args.filter((it, index) => it.startsWith('--project=') || args[index - 1] === '--project');
  return projects.length === 0 || projects.some((it) => it.replace('--project=', '') !== 'unit');
}

function vitest(args, report, servers) {
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = ['--conditions=source', join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')];
  const addresses = servers && { KAFKA_BROKERS: servers.kafkaBrokers.join(','), DATABASE_URL: servers.databaseUrl };
  const child = spawn(process.execPath, [...command, ...options, ...args], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...addresses },
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A file that could not be loaded has no tests to count, and an error outside of tests fails the run: both count as failed. */
function count(report, code) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const brokenFiles = testResults.filter((it) => it.status === 'failed' && it.assertionResults.length === 0).length;
  const failed = numFailedTests + brokenFiles;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

if (import.meta.main) {
  const { code, passed, failed } = await runTests(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = code;
}
