import { join } from 'node:path';

import { MissingPrerequisite } from '../prerequisites.ts';
import { runCommand } from '../run-command.ts';

const OLDEST_JAVA = 17; // what Kafka 4 brokers need

/** The Java command of JAVA_HOME, else of the PATH, when it is new enough for Kafka. */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const command = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const version = await runCommand({ command, args: ['-version'], env }).catch(() => undefined);
  if (version === undefined) {
    throw new MissingPrerequisite(
      'Bellhop needs Docker, or Java 17 (or newer) with Maven, to run Apache Kafka, and found neither: ' +
        'start Docker, or install Java and Maven, or set KAFKA_BROKERS to a Kafka that runs already.',
    );
  }
  const major = majorOf(version);
  if (major < OLDEST_JAVA) {
    throw new MissingPrerequisite(
      `Bellhop needs Java ${OLDEST_JAVA} or newer to run Apache Kafka; ${command} is Java ${major}. ` +
        'Install a newer one and point JAVA_HOME at it, or start Docker.',
    );
  }
  return command;
}

/** Whether there is a Java that is new enough for Kafka. */
export const hasJava = (env: NodeJS.ProcessEnv = process.env): Promise<boolean> =>
  findJava(env).then(
    () => true,
    () => false,
  );

/** `17.0.15` → 17, and `1.8.0_402`, as Java counted until 8, → 8. */
export function majorOf(versionOutput: string): number {
  const [, first = '0', second = '0'] = /version "(\d+)(?:\.(\d+))?/.exec(versionOutput) ?? [];
  return first === '1' ? Number(second) : Number(first);
}
