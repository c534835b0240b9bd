// What `npm start`, `npm test` and the others run. Plain JavaScript for any Node from 18 on and without a dependency, because
// it runs before anything is installed: it installs what is missing, then hands over to Node 24 from node_modules.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, realpathSync, statfsSync, writeFileSync } from 'node:fs';
import { constants, freemem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { reasonsIn, showProgress } from './scripts/install-progress.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const gigabyte = 1024 ** 3;

const tests = 'scripts/vitest.mjs';
const entries = {
  start: { script: 'tests/src/demo/main.ts', needsServers: true },
  trace: { script: 'tests/src/demo/trace.ts' },
  bellhop: { script: 'infra/cli/src/main.ts' },
  bundle: { script: 'infra/docker/bundle.mjs' },
  'dead-letters': { script: 'infra/cli/src/main.ts', args: ['dead-letters'] },
  token: { script: 'tests/src/demo/token.ts' },
  example: { script: 'tests/examples', names: ['first-push', 'peer-message', 'group-message', 'call-invite'] }, // without a name the first one
  bench: { script: 'tests/src/bench/main.ts', needsServers: true },
  simulator: { script: 'packages/vendor-simulator/src/main.ts' },
  servers: { script: 'infra/local/src/main.ts', needsServers: true },
  check: { script: 'scripts/check.mjs' },
  test: { script: 'scripts/test.mjs', needsServers: true },
  'test:run': { script: tests, needsServers: true },
  'test:unit': { script: tests, args: ['--project', 'unit'] },
  'test:service': { script: tests, args: ['--project', 'service'], needsServers: true },
  'test:system': { script: tests, args: ['--project', 'system', '--project', 'processes'], needsServers: true },
  'test:kubernetes': { script: 'infra/kubernetes/src/main.ts' },
};

const [name = '', ...rest] = process.argv.slice(2);
const entry = Object.hasOwn(entries, name) ? entries[name] : { script: `scripts/${name}.mjs` };
if (name === '' || !existsSync(join(root, entry.script))) {
  const problem = name === '' ? 'Say what to run' : `There is no command "${name}" here`;
  giveUp(`${problem}: ${Object.keys(entries).join(', ')}.`);
}
const script = entry.names === undefined ? entry.script : join(entry.script, `${oneOf(entry.names, rest.shift())}.ts`);
checkNode();
if (entry.needsServers) checkMemory();
await install();
process.exitCode = await handOver([join(root, script), ...(entry.args ?? []), ...rest]);

function oneOf(names, wanted = names[0]) {
  if (!names.includes(wanted)) giveUp(`There is no ${name} "${wanted}" here: ${names.join(', ')}.`);
  return wanted;
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 18) giveUp(`Bellhop needs Node 18 or newer to begin; this is ${process.version}. Install a newer one.`);
}

function checkMemory() {
  // On macOS "free" leaves out what the system would give back at once, so the figure says nothing there.
  if (process.platform !== 'linux' || freemem() >= 2 * gigabyte) return;
  giveUp(
    `Bellhop needs 2 GB of free memory for this; ${inGigabytes(freemem())} is free. Close something and try again.`,
  );
}

/** Installs the locked dependencies with the pinned pnpm, unless node_modules is of this very lockfile already. */
async function install() {
  const stampFile = join(root, 'node_modules', '.bellhop-installed');
  const stamp = stateOfDependencies();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && existsSync(nodeBinary())) return;

  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < 2 * gigabyte) {
    giveUp(
      `Bellhop needs 2 GB of free disk; ${root} has ${inGigabytes(bavail * bsize)}. Free some space and try again.`,
    );
  }
  const pnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager;
  // The package manager's own words go into a log: npm, which some packages run while they are installed, warns there of every
  // setting of pnpm's that it does not know, and nothing of that is news to who starts Bellhop.
  const log = join(root, '.bellhop', 'install.log');
  // What npm tells its scripts in npm_… variables is not meant for pnpm; settings belong to the user's own configuration.
  // CI makes pnpm replace a node_modules of another state without asking.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !isNpmNoise(key)));
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const install = ['--yes', '--loglevel=error', pnpm, 'install', '--frozen-lockfile', '--prefer-offline'];
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(log, '');
  const progress = showProgress({
    stream: process.stderr, // standard output belongs to the command that follows
    title: 'Installing the dependencies',
    remark: 'once, and after they changed',
  });
  const code = await run(npx, [...install, '--loglevel=info', '--reporter=append-only'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, CI: 'true' },
    forward: ['SIGINT', 'SIGTERM', 'SIGHUP'],
    onOutput(text) {
      appendFileSync(log, text);
      progress.read(text);
    },
  });
  if (code !== 0) {
    progress.end();
    const reasons = reasonsIn(readFileSync(log, 'utf8')).map((line) => `  ${line}`);
    const sentence = 'The dependencies could not be installed. Is the npm registry reachable?';
    giveUp([sentence, ...reasons, `All that the package manager said is in ${log}`].join('\n'), code);
  }
  writeFileSync(stampFile, stamp);
  progress.end((seconds) => `Installed the dependencies in ${seconds} s.`);
}

function isNpmNoise(key) {
  return /^npm_(package|lifecycle|command|execpath|node_execpath)/.test(key) || key === 'npm_config_global_prefix';
}

function stateOfDependencies() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** The binary itself: the script in node_modules/.bin is a shell that swallows signals. */
function nodeBinary() {
  const path = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(path) ? realpathSync(path) : path;
}

/** Runs a script of ours on Node 24 and ends as it ends. If this process is killed, the channel closes and the script stops. */
function handOver(args) {
  const preload = pathToFileURL(join(root, 'scripts', 'end-with-parent.mjs')).href;
  const options = ['--conditions=source', '--import', preload];
  // A terminal sends Ctrl-C to all its processes, so there the script has it already; a second one would cut its orderly end
  // short. Without a terminal it gets a process group of its own, and signals from here alone.
  const hasTerminal = process.stdin.isTTY === true;
  return run(nodeBinary(), [...options, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: !hasTerminal,
    forward: hasTerminal ? ['SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP'],
  });
}

/** Runs a program to its end; the exit code is its own. */
function run(command, args, { forward, onOutput, ...options }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell: command.endsWith('.cmd'), ...options });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput);
    let forwardedAt = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        // npm and a process group may each deliver the same signal.
        if (!forward.includes(signal) || Date.now() - forwardedAt < 1000) return;
        forwardedAt = Date.now();
        child.kill(signal);
      });
    }
    // npm, killed, tells nobody; its scripts get another parent then.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
    if (process.env.npm_lifecycle_event === undefined) clearInterval(watch);
    child.once('error', (error) => giveUp(`${command} could not be started: ${error.message}`));
    // With pipes to read, the end is when both have been read.
    child.once(onOutput === undefined ? 'exit' : 'close', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function inGigabytes(bytes) {
  return `${(bytes / gigabyte).toFixed(1)} GB`;
}

/** Ends with a sentence that says what to do. */
function giveUp(sentence, code = 1) {
  console.error(sentence);
  process.exit(code);
}
