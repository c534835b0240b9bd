// Generates the TypeScript types of everything in proto/ into packages/contracts/src/gen, and proto/description.binpb, which gRPC
// reflection serves; then what is made from the API's calls (gen-api.mjs), from the SDK's sources (gen-sdk.mjs), from the services' settings (gen-configuration.mjs)
// and metrics (gen-metrics.mjs), the dashboards (gen-dashboards.mjs), and what the charts have from the code (gen-charts.mjs).
// `node scripts/gen.mjs --check` fails when the committed files are not what it would write.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const protoDir = join(root, 'proto');
const target = join(root, 'packages/contracts/src/gen');
const description = join(protoDir, 'description.binpb');
const check = process.argv.includes('--check');

const files = (dir, ending) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();

const out = mkdtempSync(join(tmpdir(), 'bellhop-gen-'));
try {
  const generator = join(
    root,
    'packages/contracts/node_modules/@grpc/proto-loader/build/bin/proto-loader-gen-types.js',
  );
  execFileSync(
    process.execPath,
    [
      generator,
      '--longs=Number',
      '--enums=String',
      '--defaults',
      '--oneofs',
      '--includeComments',
      '--inputTemplate=%sInput',
      '--outputTemplate=%s',
      '--importFileExtension=.ts',
      '--grpcLib=@grpc/grpc-js',
      `--includeDirs=${protoDir}`,
      `--outDir=${out}`,
      ...files(protoDir, '.proto'),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], cwd: protoDir },
  );
  // One entry that names every message; the loaders' own per-file indexes (ProtoGrpcType) are of no use to us.
  const generated = files(out, '.ts').filter((file) => file.includes('/bellhop/') || file.startsWith('bellhop/'));
  for (const file of files(out, '.ts')) if (!generated.includes(file)) rmSync(join(out, file));
  for (const file of generated) {
    // The generator writes absolute paths of this machine into its headers.
    writeFileSync(join(out, file), readFileSync(join(out, file), 'utf8').replaceAll(`${protoDir}/`, 'proto/'));
  }
  // Types only: enums are their string literals, so that no service loads a hundred files at start.
  const exported = generated.map((file) => `export type * from './${file}';`);
  writeFileSync(
    join(out, 'index.ts'),
    `// Generated from proto/ by scripts/gen.mjs. Do not edit.\n${exported.join('\n')}\n`,
  );

  // Two sets of files one after the other are one set: the contracts, and gRPC's own health service.
  const described = Buffer.concat(
    ['proto', 'packages/grpc/node_modules/grpc-health-check/proto'].map((module) =>
      execFileSync(
        join(root, 'node_modules', '.bin', 'buf'),
        ['build', module, '--as-file-descriptor-set', '--exclude-source-info', '--output', '-#format=binpb'],
        { stdio: ['ignore', 'pipe', 'inherit'], cwd: root },
      ),
    ),
  );

  if (check) {
    const differing = [...new Set([...files(out, '.ts'), ...(existsSync(target) ? files(target, '.ts') : [])])].filter(
      (file) =>
        !existsSync(join(out, file)) ||
        !existsSync(join(target, file)) ||
        readFileSync(join(out, file), 'utf8') !== readFileSync(join(target, file), 'utf8'),
    );
    if (!existsSync(description) || !readFileSync(description).equals(described))
      differing.push('proto/description.binpb');
    if (differing.length > 0) {
      console.error(
        `Generated types are not current: ${differing.slice(0, 5).join(', ')}${differing.length > 5 ? ' …' : ''}. Run: pnpm gen`,
      );
      process.exitCode = 1;
    }
  } else {
    writeFileSync(description, described);
    rmSync(target, { recursive: true, force: true });
    cpSync(out, target, { recursive: true });
    console.log(`${generated.length} files written to packages/contracts/src/gen`);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
for (const script of [
  'gen-api.mjs',
  'gen-sdk.mjs',
  'gen-configuration.mjs',
  'gen-metrics.mjs',
  'gen-dashboards.mjs',
  'gen-charts.mjs',
]) {
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=source', join(root, 'scripts', script), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}
