import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** The environment of a start that must neither reuse the servers of the test run nor Docker. */
export const embeddedOnly: NodeJS.ProcessEnv = {
  ...process.env,
  KAFKA_BROKERS: '',
  DATABASE_URL: '',
  BELLHOP_WITHOUT_DOCKER: '1',
};

/** Embedded Kafka needs Java; with Docker alone there is nothing to test here. */
export const hasJava = spawnSync('java', ['-version']).status === 0;

/** The command lines of all processes that name this directory. */
export async function processesOf(directory: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes(directory));
}
