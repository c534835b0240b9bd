import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../../../..');

/** Where the chart's rules are. */
export const alertsDirectory = join(root, 'infra/helm/bellhop/alerts');
/** One page per alert. */
export const runbooksDirectory = join(root, 'docs/runbooks');

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Paths of the rule files. */
export function ruleFiles(): string[] {
  return readdirSync(alertsDirectory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(alertsDirectory, name));
}

/** Every rule: alerts, and what is recorded for them. */
export function allRules(): Rule[] {
  return ruleFiles().flatMap((file) => {
    const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { rules: Rule[] }[] };
    return groups.flatMap(({ rules }) => rules);
  });
}
