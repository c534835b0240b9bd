import type { Command } from 'commander';
import type { AppOptions } from './operating/apps.ts';
import type { SetOptions } from './operating/certificates.ts';
import type { Printing } from './operating/print.ts';
import type { PushOptions } from './operating/pushes.ts';
import type { RotateOptions } from './operating/secrets.ts';

const { env } = process;
const SEE = '\nSettings: BELLHOP_URL (the gateway, e.g. http://localhost:8080) and OPERATOR_KEY, or OPERATOR_KEY_FILE.';

/** What operators look at and mend. */
export function addOperatorCommands(program: Command): void {
  program.commandsGroup('Operating:');
  addApps(program);
  addKeys(program);
  addCertificates(program);
  json(program.command('devices'))
    .description('the registered devices of a user, without tokens')
    .argument('<app>')
    .argument('<user>')
    .addHelpText('after', '\nSettings: BELLHOP_URL and API_KEY, or API_KEY_FILE: the key of the app itself.')
    .action(async (app: string, user: string, printing: Printing) =>
      (await import('./operating/devices.ts')).listDevices({ app, user }, printing, env),
    );
  addPushes(program);
  const users = program.command('users').description('the users of an app').addHelpText('after', SEE);
  json(users.command('delete'))
    .description(
      'erases what is kept of a user; may be run again, and goes on where it stopped (docs/security.md says what stays)',
    )
    .argument('<app>')
    .argument('<user>')
    .action(async (app: string, user: string, printing: Printing) =>
      (await import('./operating/users.ts')).deleteUser({ app, user }, printing, env),
    );
  json(program.command('trace'))
    .description('all that became of a message')
    .argument('<app>')
    .argument('<message>', 'the messageID that the sender was answered')
    .addHelpText('after', SEE)
    .action(async (app: string, message: string, printing: Printing) =>
      (await import('./operating/trace.ts')).showTrace({ app, message }, printing, env),
    );
  program
    .command('dead-letters')
    .description('lists, shows and sends back what could not be handled; without arguments it tells how')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[arguments...]', 'list, show ID, send-back ID …')
    .action(async (args: string[]) => (await import('./operating/dead-letters.ts')).deadLetters(args, env));
  const keyring = program.command('keyring').description('the keys that seal secrets at rest');
  json(keyring.command('rewrap'))
    .description('seals with the first key of KEYRING what an older one has sealed; that one may go then')
    .addHelpText('after', '\nSettings: KEYRING and DATABASE_URL, as push-router has them.')
    .action(async (printing: Printing) => (await import('./operating/keyring.ts')).rewrap(printing, env));
}

function addApps(program: Command): void {
  const apps = program.command('apps').description('the apps that Bellhop serves').addHelpText('after', SEE);
  json(apps.command('list'))
    .description('all of them')
    .action(async (printing: Printing) => (await import('./operating/apps.ts')).listApps(printing, env));
  json(apps.command('show'))
    .description('one of them, with its limits')
    .argument('<app>')
    .action(async (app: string, printing: Printing) =>
      (await import('./operating/apps.ts')).showApp(app, printing, env),
    );
  settings(json(apps.command('create')))
    .description('makes an app; its key and its secret are shown this once')
    .argument('<app>')
    .action(async (app: string, options: AppOptions) =>
      (await import('./operating/apps.ts')).createApp(app, options, env),
    );
  settings(json(apps.command('update')))
    .description('changes what is said; all else stays')
    .argument('<app>')
    .action(async (app: string, options: AppOptions) =>
      (await import('./operating/apps.ts')).updateApp(app, options, env),
    );
  addSecrets(apps);
}

function addSecrets(apps: Command): void {
  const secrets = apps.command('secret').description("the secret that signs the tokens of an app's clients");
  json(secrets.command('rotate'))
    .description('issues a new one, shown this once; the one before stays valid for a while')
    .argument('<app>')
    .option('--overlap <time>', 'how long, e.g. 30m, 24h, 7d; 0 = every other one ends at once (default: 24h)')
    .action(async (app: string, options: RotateOptions) =>
      (await import('./operating/secrets.ts')).rotateSecret(app, options, env),
    );
  json(secrets.command('list'))
    .description('since when and until when those are valid that are, without the secrets themselves')
    .argument('<app>')
    .action(async (app: string, printing: Printing) =>
      (await import('./operating/secrets.ts')).listSecrets(app, printing, env),
    );
  json(secrets.command('revoke-former'))
    .description('ends the one before, and the connections of clients with its tokens, before its time')
    .argument('<app>')
    .action(async (app: string, printing: Printing) =>
      (await import('./operating/secrets.ts')).revokeFormerSecret(app, printing, env),
    );
}

function addKeys(program: Command): void {
  const keys = program.command('keys').description('the API keys of an app').addHelpText('after', SEE);
  json(keys.command('list'))
    .description('which there are, without the keys themselves')
    .argument('<app>')
    .action(async (app: string, printing: Printing) =>
      (await import('./operating/keys.ts')).listKeys(app, printing, env),
    );
  json(keys.command('issue'))
    .description('one more; it is shown this once')
    .argument('<app>')
    .argument('<name>', 'who will use it')
    .action(async (app: string, name: string, printing: Printing) =>
      (await import('./operating/keys.ts')).issueKey({ app, name }, printing, env),
    );
  json(keys.command('rotate'))
    .description('issues the successor of a key; the old one stays valid until it is revoked')
    .argument('<app>')
    .argument('<key>', 'its keyID')
    .action(async (app: string, key: string, printing: Printing) =>
      (await import('./operating/keys.ts')).rotateKey({ app, key }, printing, env),
    );
  json(keys.command('revoke'))
    .description('lets nobody in with it any more, within a second')
    .argument('<app>')
    .argument('<key>', 'its keyID')
    .action(async (app: string, key: string, printing: Printing) =>
      (await import('./operating/keys.ts')).revokeKey({ app, key }, printing, env),
    );
}

function addCertificates(program: Command): void {
  const sets = program
    .command('certificates')
    .description("an app's credentials at the vendors")
    .addHelpText('after', SEE);
  json(sets.command('list'))
    .description('which there are, without contents')
    .argument('<app>')
    .action(async (app: string, printing: Printing) =>
      (await import('./operating/certificates.ts')).listCertificates(app, printing, env),
    );
  json(sets.command('save'))
    .description('saves one; it never comes out again (docs/certificates.md says what it holds)')
    .argument('<app>')
    .argument('<vendor>', 'xiaomi, huawei, oppo, vivo or fcm')
    .argument('<file>', 'JSON; - = standard input; for fcm the key file as Google gives it will do')
    .option('--app-type <number>', 'which of several client apps, from 1 on')
    .action(async (app: string, vendor: string, file: string, options: SetOptions) =>
      (await import('./operating/certificates.ts')).saveCertificate({ app, vendor, file }, options, env),
    );
  json(sets.command('test'))
    .description('asks the vendor whether it accepts one; no phone hears of it')
    .argument('<app>')
    .argument('<vendor>')
    .option('--app-type <number>', 'which of several client apps, from 1 on')
    .action(async (app: string, vendor: string, options: SetOptions) =>
      (await import('./operating/certificates.ts')).testCertificate({ app, vendor }, options, env),
    );
  json(sets.command('delete'))
    .description('deletes one: no more pushes go out with it')
    .argument('<app>')
    .argument('<vendor>')
    .option('--app-type <number>', 'which of several client apps, from 1 on')
    .action(async (app: string, vendor: string, options: SetOptions) =>
      (await import('./operating/certificates.ts')).deleteCertificate({ app, vendor }, options, env),
    );
}

function addPushes(program: Command): void {
  const pushes = program
    .command('push')
    .description('pushes without a message')
    .addHelpText('after', '\nSettings: BELLHOP_URL and API_KEY, or API_KEY_FILE: the key of the app itself.');
  json(pushes.command('send'))
    .description('pushes to users and devices, now or later; prints how it stands with each')
    .argument('<app>')
    .option('--user <user...>', 'users, on all their devices')
    .option('--push-id <id...>', 'devices, by their PushIDs')
    .requiredOption('--title <text>', 'title')
    .requiredOption('--content <text>', 'content')
    .option('--payload <text>', 'what the app is given')
    .option('--resource <id>', 'resource of the app')
    .option('--at <time>', 'when, e.g. 2026-12-24T18:00:00Z; at most 7 days ahead (default: now)')
    .option('--key <key>', 'idempotency key: the same command with the same key is one push')
    .option('--only-offline', 'not to devices that are connected')
    .option('--dry-run', 'sends nothing; says what would be')
    .action(async (app: string, options: PushOptions) =>
      (await import('./operating/pushes.ts')).sendPush(app, options, env),
    );
  json(pushes.command('list'))
    .description('those that wait for their time')
    .argument('<app>')
    .action(async (app: string, printing: Printing) =>
      (await import('./operating/pushes.ts')).listPushes(app, printing, env),
    );
  json(pushes.command('show'))
    .description('what became of one, target by target')
    .argument('<app>')
    .argument('<push>', 'the directPushID that send printed')
    .action(async (app: string, id: string, printing: Printing) =>
      (await import('./operating/pushes.ts')).showPush({ app, id }, printing, env),
    );
  json(pushes.command('cancel'))
    .description('cancels one that has not begun to leave')
    .argument('<app>')
    .argument('<push>', 'its directPushID')
    .action(async (app: string, id: string, printing: Printing) =>
      (await import('./operating/pushes.ts')).cancelPush({ app, id }, printing, env),
    );
}

const json = (command: Command): Command => command.option('--json', 'one JSON object a line');

const settings = (command: Command): Command =>
  command
    .option('--package <name>', 'package name of the client app, e.g. com.example.chat')
    .option('--name <name>', 'what people call it')
    .option('--device-mode <mode>', 'single, dual or multi')
    .option('--limit <name=number...>', 'e.g. messagesPerSecond=20');
