import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bundle, nothingFromElsewhere, testNames } from './bundle.ts';

const directory = resolve(import.meta.dirname, '..');
/** What a ConfigMap may hold. */
const CONFIG_MAP_BYTES = 1_048_576;

interface TestRun {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly script: { readonly configMap: { readonly name: string; readonly file: string } };
    readonly runner: { readonly env: readonly { readonly name: string; readonly value: string }[] };
  };
}

it('knows every test, and has a TestRun for each', () => {
  const names = (folder: string, ending: string) =>
    readdirSync(join(directory, folder))
      .map((name) => name.replace(ending, ''))
      .sort();
  expect(names('tests', '.ts')).toEqual([...testNames].sort());
  expect(names('k8s', '.yaml')).toEqual(testNames.map((name) => `testrun-${name}`).sort());
});

it.each(testNames)('makes one file of %s that needs nothing but k6 and fits into a ConfigMap', async (test) => {
  const text = await bundle(test);
  expect(text.length).toBeLessThan(CONFIG_MAP_BYTES / 10);
  const imported = [...text.matchAll(/from "([^"]+)"/g)].map(([, from = '']) => from);
  expect(imported.length).toBeGreaterThan(0);
  expect(imported.filter((from) => !/^k6(\/|$)/.test(from))).toEqual([]);
});

it('refuses code from elsewhere', async () => {
  const contents = "import { it } from 'https://jslib.example/it.js'; it();";
  const building = build({
    stdin: { contents },
    bundle: true,
    write: false,
    logLevel: 'silent',
    plugins: [nothingFromElsewhere],
  });
  await expect(building).rejects.toThrow('loaded from elsewhere');
});

describe('a TestRun', () => {
  const schema = JSON.parse(
    readFileSync(resolve(directory, '../schemas/crds/k6.io/testrun_v1alpha1.json'), 'utf8'),
  ) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const files = globSync('k8s/*.yaml', { cwd: directory });

  it.each(files)('%s is what the operator takes, for a test and a workload that are there', (file) => {
    const run = parse(readFileSync(join(directory, file), 'utf8')) as TestRun;
    expect(validate(run), JSON.stringify(validate.errors)).toBe(true);
    const { script, runner } = run.spec;
    const test = script.configMap.file.replace('.js', '');
    expect(testNames).toContain(test);
    expect(script.configMap.name).toBe(`bellhop-k6-${test}`);
    const workloads = readFileSync(join(directory, 'workloads/workloads.ts'), 'utf8');
    const { value } = runner.env.find(({ name }) => name === 'WORKLOAD') ?? { value: 'none' };
    expect(workloads).toContain(`\n  ${value}: (exec) =>`);
  });

  it('with a misspelt field is refused', () => {
    const run = parse(readFileSync(join(directory, files[0] ?? ''), 'utf8')) as { spec: object };
    expect(validate({ ...run, spec: { ...run.spec, paralelism: 3 } })).toBe(false);
  });
});
