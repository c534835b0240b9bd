// Formats everything that `check` looks at: TypeScript, JavaScript, JSON and protobuf.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const run = (name, ...args) =>
  spawnSync(join(root, 'node_modules', '.bin', name), args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const paths = process.argv.slice(2);
const prettier = run('prettier', '--write', '--log-level', 'warn', ...(paths.length > 0 ? paths : ['.']));
process.exitCode = prettier || (paths.length > 0 ? 0 : run('buf', 'format', '--write'));
