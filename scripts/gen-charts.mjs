// Writes what the charts have from the code: the partitions of every topic (infra/helm/bellhop/files/topics.yaml), and the tables of
// values in their READMEs, from the comments in values.yaml.
// `node --conditions=source scripts/gen-charts.mjs --check` fails when the committed files are not what it would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { topicCatalogue } from '../packages/contracts/src/topics.ts';
import { dataChartFiles } from '../infra/helm/src/data-chart.ts';
import { withValuesTable } from '../infra/helm/src/values-table.ts';

const root = resolve(import.meta.dirname, '..');
const charts = join(root, 'infra/helm');

const partitions = topicCatalogue().map(({ name, partitions }) => `  ${name}: ${partitions}\n`);
const files = new Map([
  [
    'bellhop/files/topics.yaml',
    `# Made from packages/contracts/src/topics.ts by \`npm run gen\`.\npartitions:\n${partitions.sort().join('')}`,
  ],
  ...dataChartFiles(),
]);
for (const chart of ['bellhop', 'bellhop-data']) {
  const [values, readme] = ['values.yaml', 'README.md'].map((name) => readFileSync(join(charts, chart, name), 'utf8'));
  files.set(`${chart}/README.md`, withValuesTable(readme, values));
}

const check = process.argv.includes('--check');
for (const [name, text] of files) {
  const path = join(charts, name);
  if (!check) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`infra/helm/${name} is not what the code and the values make. Run: npm run gen`);
    process.exitCode = 1;
  }
}
