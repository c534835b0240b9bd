import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { helm } from './helm.ts';

/** Where the charts are. */
export const chartsFolder = join(import.meta.dirname, '..');

/** An object of Kubernetes, as far as tests look at all of them alike. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, string>>;
}

export interface Rendering {
  /** `bellhop` or `bellhop-data`. */
  readonly chart: string;
  /** Values files, from the charts' folder. */
  readonly values?: readonly string[];
  /** As `--set-json`: `gateway.replicas=3`. */
  readonly set?: readonly string[];
  /** APIs that the cluster has, beside Kubernetes' own. */
  readonly release?: string;
}

/** What the chart makes, as text. */
export function render({ chart, values = [], set = [], release = 'bellhop' }: Rendering): Promise<string> {
  return helm([
    'template',
    release,
    join(chartsFolder, chart),
    '--namespace',
    'push',
    ...values.flatMap((file) => ['--values', join(chartsFolder, file)]),
    ...set.flatMap((one) => ['--set-json', one]),
  ]);
}

/** Objects of a rendered text, read as Kubernetes does. */
export function manifestsOf(text: string): Manifest[] {
  return parseAllDocuments(text, { version: '1.1', uniqueKeys: true }).flatMap((document) => {
    if (document.errors.length > 0) throw new Error(document.errors.map(String).join('\n'));
    const manifest = document.toJS() as Manifest | null;
    return manifest === null ? [] : [manifest];
  });
}
