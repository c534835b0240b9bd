import { kafkaPrincipals, kafkaRights, renderAcls, type KafkaPrincipal } from '@bellhop/contracts';
import { UsageError } from './usage-error.ts';

/** How rights are printed. */
export interface AclOptions {
  readonly prefix?: string;
  /** Name of a principal at Kafka; NAME stands for ours. */
  readonly user?: string;
  readonly bootstrapServer?: string;
  readonly commandConfig?: string;
  readonly json?: boolean;
}

/** Prints the rights that each principal needs at Kafka, and no more, as commands of Kafka's own tool or as JSON lines. */
export function printAcls(names: readonly string[], options: AclOptions, env: NodeJS.ProcessEnv): void {
  const { user, bootstrapServer, commandConfig, json = false } = options;
  const principals = names.map(principalOf);
  const rights = kafkaRights({
    prefix: options.prefix ?? env['KAFKA_PREFIX'] ?? '',
    ...(principals.length === 0 ? {} : { principals }),
  });
  if (json) {
    for (const right of rights) console.log(JSON.stringify(right));
    return;
  }
  const lines = renderAcls(rights, {
    ...(user === undefined ? {} : { userOf: (principal) => user.replaceAll('NAME', principal) }),
    ...(bootstrapServer === undefined ? {} : { bootstrapServer }),
    ...(commandConfig === undefined ? {} : { commandConfig }),
  });
  for (const line of lines) console.log(line);
}

function principalOf(name: string): KafkaPrincipal {
  const principal = kafkaPrincipals.find((known) => known === name);
  if (principal === undefined)
    throw new UsageError(`"${name}" is no principal; there are ${kafkaPrincipals.join(', ')}.`);
  return principal;
}
