// Writes docs/metrics.md from the instruments that the services make.
// `node --conditions=source scripts/gen-metrics.mjs --check` fails when the committed file is not what it would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { allInstruments, seriesOf } from '../infra/observability/src/metrics/all-instruments.ts';

const root = resolve(import.meta.dirname, '..');
const file = join(root, 'docs/metrics.md');

const text = await format(
  `# Metrics

Every service answers a Prometheus scrape at \`/metrics\` of its management port. Each series has the label \`service_name\`: \`gateway\`, \`message-store\`, \`presence\`,
\`push-router\`, \`push-history\`, \`vendor-adapter-<vendor>\`; the scrape adds which replica it is. A histogram \`x\` is the series \`x_bucket\`, \`x_count\` and \`x_sum\`.

No label is a user, a device, a token or a message: those are in logs and traces. Apps are named where METRICS_APPS lists them, all others are \`other\` together. Labels whose values
others choose, such as a vendor's codes, have a bound; what comes after it is \`other\`.

This page is made from the instruments in the code by \`npm run gen\`.

${allInstruments().map(chapter).join('\n')}`,
  { ...(await resolveConfig(file)), filepath: file },
);
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/metrics.md is not what the instruments of the services make. Run: npm run gen');
  process.exitCode = 1;
}

function chapter({ title, instruments }) {
  const rows = instruments.map((one) => {
    const { name, kind, unit, labels, description } = one;
    if (description === '' || unit === '') throw new Error(`${name} has no description or no unit`);
    const shown = kind === 'histogram' ? name : seriesOf(one)[0];
    return `| \`${shown}\` | ${kind} | \`${unit}\` | ${labels.join(', ')} | ${description.replaceAll('|', '\\|').replaceAll('<', '&lt;')} |`;
  });
  return [`## ${title}`, '', '| metric | kind | unit | labels | |', '|---|---|---|---|---|', ...rows, ''].join('\n');
}
