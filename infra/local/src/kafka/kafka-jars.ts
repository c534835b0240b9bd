import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { packageDirectory } from '../package-directory.ts';
import { MissingPrerequisite } from '../prerequisites.ts';
import { runCommand } from '../run-command.ts';

/** How often a slow download says that it goes on. */
const STILL_GETTING_MS = 20_000;

/**
 * The directory with Kafka's jars, got by Maven from wherever the user's Maven gets artifacts. One directory per state of
 * the pom, filled aside and renamed, so that it is complete whenever it is there, also with several runs at once.
 */
export async function kafkaJars(env: NodeJS.ProcessEnv, onProgress: (line: string) => void): Promise<string> {
  const pom = join(packageDirectory, 'pom.xml');
  const state = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 12);
  const jars = join(packageDirectory, 'target', `kafka-${state}`);
  if (await exists(jars)) return jars;

  const maven = env['MAVEN_HOME'] ? join(env['MAVEN_HOME'], 'bin', 'mvn') : 'mvn';
  await runCommand({ command: maven, args: ['--version'], env }).catch(() => {
    throw new MissingPrerequisite(
      'Bellhop needs Maven to get Apache Kafka and found no mvn on the PATH: ' +
        'install Maven, or start Docker, or set KAFKA_BROKERS to a Kafka that runs already.',
    );
  });
  onProgress('Getting Apache Kafka with Maven (about 45 MB, once)');
  const begun = Date.now();
  const waiting = setInterval(() => {
    onProgress(`Maven is still getting Apache Kafka (${Math.round((Date.now() - begun) / 1000)} s)`);
  }, STILL_GETTING_MS);
  const aside = `${jars}.${process.pid}`;
  await mkdir(aside, { recursive: true });
  try {
    const goals = ['dependency:copy-dependencies', `-DoutputDirectory=${aside}`];
    // Its working directory is its own: Maven reads .mvn/ of where it runs.
    await runCommand({ command: maven, args: ['-q', '-B', '-f', pom, ...goals], cwd: packageDirectory, env });
    await rename(aside, jars).catch(async (error: unknown) => {
      if (!(await exists(jars))) throw error; // else another run was faster
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MissingPrerequisite(
      `Maven could not get Apache Kafka: check that it reaches its repository (its settings.xml, a proxy). ${reason}`,
    );
  } finally {
    clearInterval(waiting);
    await rm(aside, { recursive: true, force: true });
  }
  return jars;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
