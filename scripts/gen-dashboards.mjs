// Writes the chart's Grafana dashboards from infra/observability/src/dashboards.
// `node --conditions=source scripts/gen-dashboards.mjs --check` fails when the committed files are not what it would write.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { allDashboards } from '../infra/observability/src/dashboards/all-dashboards.ts';

const directory = resolve(import.meta.dirname, '..', 'infra/helm/bellhop/dashboards');
const made = allDashboards();

const stale = existsSync(directory) ? readdirSync(directory).filter((name) => !made.has(name)) : [];
const differing = [...stale];
for (const [name, dashboard] of made) {
  const file = join(directory, name);
  const text = await format(JSON.stringify(dashboard), { ...(await resolveConfig(file)), filepath: file });
  if (!process.argv.includes('--check')) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) differing.push(name);
}
if (!process.argv.includes('--check')) for (const name of stale) rmSync(join(directory, name));
else if (differing.length > 0) {
  console.error(
    `infra/helm/bellhop/dashboards is not what its sources make: ${differing.join(', ')}. Run: npm run gen`,
  );
  process.exitCode = 1;
}
