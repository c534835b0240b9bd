// `npm test`: every check, then every test on real servers. A failed check does not hide what the tests have to say.
// Ends with a line `N passed, N failed`, in which each test counts, and the checks together count as one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runTests } from './vitest.mjs';

const begun = performance.now();
// The unit tests run below, with all the others.
const check = [join(import.meta.dirname, 'check.mjs'), '--without', 'unit-tests'];
const { status } = spawnSync(process.execPath, check, { stdio: 'inherit' });
const checked = performance.now();
const checksPassed = status === 0;

const { code, passed, failed } = await runTests(process.argv.slice(2));
const ended = performance.now();

console.log(`Checks ${seconds(begun, checked)}, tests with their servers ${seconds(checked, ended)}.`);
if (!checksPassed) console.log('The checks failed: see above, or run `npm run check`.');
console.log(`${passed + (checksPassed ? 1 : 0)} passed, ${failed + (checksPassed ? 0 : 1)} failed`);
process.exitCode = checksPassed ? code : 1;

function seconds(from, to) {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
