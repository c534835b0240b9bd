import type { Command } from 'commander';
import type { AclOptions } from './acl.ts';

/** Commands that prepare what services need, and look after them. */
export function addPlatformCommands(program: Command): void {
  program.commandsGroup('Platform:');
  program
    .command('migrate')
    .description('brings the schemas of services up to date (DATABASE_MIGRATE_URL, or DATABASE_URL)')
    .argument('[services...]', 'only these: message-store, push-router, push-history')
    .action(async (services: string[]) => (await import('./migrate.ts')).migrate(services, process.env));
  program
    .command('topics')
    .description('makes the Kafka topics that are missing')
    .option('--verify', 'change nothing: fail when one is missing or differs, and say how to mend it')
    .action(async ({ verify = false }: { verify?: boolean }) =>
      (await import('./topics.ts')).topics(verify ? 'verify' : 'create', process.env),
    );
  program
    .command('acl')
    .description("prints the rights that services need at Kafka, and no more, as commands of Kafka's own tool")
    .argument('[principals...]', 'only these: gateway, adapter-xiaomi, topics …')
    .option('--prefix <prefix>', 'before every name; default: KAFKA_PREFIX')
    .option('--user <pattern>', 'name of a principal at Kafka, e.g. "User:CN=NAME"; default: "User:NAME"')
    .option('--bootstrap-server <host:port>', 'written into the commands')
    .option('--command-config <file>', 'written into the commands')
    .option('--json', 'one right a line instead')
    .action(async (principals: string[], options: AclOptions) =>
      (await import('./acl.ts')).printAcls(principals, options, process.env),
    );
  program
    .command('healthcheck')
    .description('asks whether the service in this container is ready; for container health checks')
    .argument('[url]', 'default: /readyz on MANAGEMENT_PORT')
    .action(async (url: string | undefined) => (await import('./healthcheck.ts')).checkHealth(url, process.env));
}
