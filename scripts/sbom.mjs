// `npm run sbom [-- FILE]`: writes what the image is made of, as CycloneDX (default: .bellhop/sbom.cdx.json). The package manager
// makes it from the lockfile; the one that installs cannot do that yet, so a newer one does, on copies.
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const PNPM = 'pnpm@12.21.0';
const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, '.bellhop', 'sbom.cdx.json'));
const copy = mkdtempSync(join(tmpdir(), 'bellhop-sbom-'));
try {
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...globSync('{.,*,*/*}/package.json', { cwd: root })]) {
    if (file.includes('node_modules')) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(root, file), join(copy, file));
  }
  // It would fetch the version named there, and hand over to it.
  const { packageManager: _, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest));
  mkdirSync(dirname(out), { recursive: true });
  const sbom = ['sbom', '--lockfile-only', '--prod', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const { status } = spawnSync(
    'npx',
    ['--yes', '--loglevel=error', PNPM, '--filter', '@bellhop/cli', ...sbom, '--out', out],
    {
      cwd: copy,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) process.exitCode = status ?? 1;
  else console.log(`${out}: ${JSON.parse(readFileSync(out, 'utf8')).components.length} components`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
