// Writes docs/configuration.md from the schemas that the services read their environment with.
// `node --conditions=source scripts/gen-configuration.mjs --check` fails when the committed file is not what it would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { commonEnv } from '../packages/runtime/src/config.ts';
import { databaseEnv } from '../packages/runtime/src/database-env.ts';
import { gatewayEnv } from '../services/gateway/src/config.ts';
import { messageStoreEnv } from '../services/message-store/src/config.ts';
import { presenceEnv } from '../services/presence/src/config.ts';
import { pushHistoryEnv } from '../services/push-history/src/config.ts';
import { pushRouterEnv } from '../services/push-router/src/config.ts';
import { vendorAdapterEnv } from '../services/vendor-adapters/src/config.ts';

const root = resolve(import.meta.dirname, '..');
const file = join(root, 'docs/configuration.md');

const chapters = [
  { title: 'Every service', variables: commonEnv },
  { title: 'Services with a database', about: 'message-store, push-router and push-history.', variables: databaseEnv },
  { title: 'gateway', variables: gatewayEnv },
  { title: 'message-store', variables: messageStoreEnv },
  { title: 'presence', variables: presenceEnv },
  { title: 'push-router', variables: pushRouterEnv },
  { title: 'push-history', variables: pushHistoryEnv },
  { title: 'vendor-adapters', about: 'One process per vendor.', variables: vendorAdapterEnv },
];

const text = await format(
  `# Configuration

Services read environment variables, and nothing else. An empty variable counts as not set. A value that does not fit is refused at the start, all problems at once, and the
process ends with 1.

Every variable may be given as \`NAME_FILE\` instead: the path of a file that holds the value, as secrets are mounted. Nothing is read from arguments, which every user of a machine
can see.

This page is made from the services' own schemas by \`npm run gen\`.

${chapters.map(chapter).join('\n')}`,
  { ...(await resolveConfig(file)), filepath: file },
);
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/configuration.md is not what the schemas of the services make. Run: npm run gen');
  process.exitCode = 1;
}

function chapter({ title, about, variables }) {
  const own = Object.entries(variables).filter(
    ([name]) =>
      variables === commonEnv || variables === databaseEnv || !Object.hasOwn({ ...commonEnv, ...databaseEnv }, name),
  );
  const rows = own.map(([name, schema]) => {
    if (schema.description === undefined) throw new Error(`${title}: ${name} has no description`);
    return `| \`${name}\` | ${allowed(schema)} | ${standard(schema)} | ${schema.description.replaceAll('|', '\\|')} |`;
  });
  return [
    `## ${title}`,
    '',
    about ?? '',
    '',
    '| variable | value | default | |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** What stands for a variable that is not set: a value, nothing at all, or a refusal. */
function standard(schema) {
  if (schema.def.type === 'pipe') return standard(schema.def.in);
  if (schema.def.type === 'default') {
    const value = schema.def.defaultValue;
    return Array.isArray(value) || value === '' ? 'empty' : `\`${value}\``;
  }
  return schema.def.type === 'optional' ? 'not set' : '**required**';
}

/** What a value may be, where the schema says it by itself. */
function allowed(schema) {
  const { type } = schema.def;
  if (type === 'default' || type === 'optional') return allowed(schema.def.innerType);
  if (type === 'pipe')
    return schema.def.out.def.type === 'transform' ? allowed(schema.def.in) : allowed(schema.def.out);
  if (type === 'enum') return schema.options.map((option) => `\`${option}\``).join(', ');
  if (type === 'number') return `${schema.minValue.toLocaleString('en')} to ${schema.maxValue.toLocaleString('en')}`;
  return 'text';
}
