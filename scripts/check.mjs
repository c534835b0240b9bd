// Every check that needs no server, two at a time; the first that fails is shown in full and fails the whole.
// Names as arguments narrow it: `npm run check -- types lint`; `--without unit-tests` leaves something out.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);

// The slow ones first, so that two processors are busy to the end.
const checks = {
  lint: [bin('eslint'), '.', '--max-warnings', '0'],
  types: [bin('tsc'), '-p', '.'],
  'k6 types': [bin('tsc'), '-p', 'infra/k6'],
  build: [process.execPath, join(root, 'scripts', 'build.mjs')],
  format: [bin('prettier'), '--check', '--log-level', 'warn', '.'],
  layering: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'packages', 'services', 'infra', 'tests'],
  unused: [bin('knip'), '--no-progress', '--no-config-hints'],
  'proto lint': [bin('buf'), 'lint'],
  'proto format': [bin('buf'), 'format', '--diff', '--exit-code'],
  'proto breaking': [process.execPath, join(root, 'scripts', 'proto-breaking.mjs')],
  'generated types': [process.execPath, join(root, 'scripts', 'gen.mjs'), '--check'],
  'unit-tests': [process.execPath, '--conditions=source', join(root, 'scripts', 'vitest.mjs'), '--project', 'unit'],
};
const hints = { format: '`npm run format` puts it right.', 'proto format': '`npm run format` puts it right.' };

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { without: { type: 'string', multiple: true, default: [] } },
});
const queue = Object.keys(checks).filter(
  (name) => (wanted.length === 0 || wanted.includes(name)) && !values.without.includes(name),
);
if (queue.length === 0) {
  console.error(`There is no such check; there are: ${Object.keys(checks).join(', ')}.`);
  process.exit(1);
}
const begun = performance.now();
let failed;
await Promise.all([worker(), worker()]);
if (failed === undefined) {
  console.log(`All checks passed in ${seconds(begun)}.`);
} else {
  console.log(`\n${failed.output.trimEnd()}\n\nThe check "${failed.name}" failed. ${hints[failed.name] ?? ''}`);
  process.exitCode = 1;
}

async function worker() {
  for (let name = queue.shift(); name !== undefined && failed === undefined; name = queue.shift()) {
    const started = performance.now();
    const { code, output } = await run(checks[name]);
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(started)})`);
    if (code !== 0) failed ??= { name, output };
  }
}

function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
