import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { namedIn } from '../expressions.ts';
import { labelsOfSeries } from '../metrics/all-instruments.ts';
import { prometheusTools } from '../prometheus-tools.ts';
import { allRules, ruleFiles, runbooksDirectory } from './all-alerts.ts';
import { alertCases, type AlertCase } from './alert-cases.ts';

const run = promisify(execFile);
const rules = allRules();
const alerts = rules.flatMap(({ alert, ...rule }) => (alert === undefined ? [] : [{ alert, ...rule }]));
const found = await prometheusTools();

describe('alerts', () => {
  it('ask only for series and labels that services have, or that are recorded', () => {
    const known = labelsOfSeries();
    const recorded = new Set(rules.map(({ record }) => record));
    for (const { alert, record, expr } of rules) {
      const { series, selectedLabels } = namedIn(expr);
      expect(
        [...series].filter((name) => !known.has(name) && !recorded.has(name)),
        alert ?? record,
      ).toEqual([]);
      for (const { series: name, label } of selectedLabels)
        expect([...(known.get(name) ?? [])], alert).toContain(label);
    }
  });

  it('say how urgent they are, what it is, and where it stands what to do', () => {
    expect(alerts.length).toBeGreaterThan(25);
    for (const { alert, labels, annotations } of alerts) {
      expect(['page', 'ticket'], alert).toContain(labels?.['severity']);
      expect(annotations?.['summary'], alert).toBeTruthy();
      expect(annotations?.['description'], alert).toBeTruthy();
      expect(annotations?.['runbook_url']).toBe(`RUNBOOKS_URL/${alert}.md`);
    }
  });

  it('have a runbook each, which has all it must have, and there is none without an alert', () => {
    const pages = readdirSync(runbooksDirectory).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(alerts.map(({ alert }) => `${alert}.md`).sort());
    for (const { alert, labels } of alerts) {
      const text = readFileSync(join(runbooksDirectory, `${alert}.md`), 'utf8');
      expect(text.split('\n')[0]).toBe(`# ${alert}`);
      expect(text, alert).toContain(labels?.['severity'] === 'page' ? '**Page.**' : '**Ticket.**');
      for (const heading of ['What it means', 'Who is hurt', 'First look', 'Mend', 'Escalate'])
        expect(text, alert).toContain(`\n## ${heading}\n`);
      for (const [, other = ''] of text.matchAll(/\((Bellhop\w+)\.md\)/g))
        expect(existsSync(join(runbooksDirectory, `${other}.md`)), `${alert} → ${other}`).toBe(true);
    }
  });

  it('are each tried both ways', () => {
    for (const { alert } of alerts) {
      const ways = alertCases.filter((one) => one.alert === alert).map(({ fires }) => fires);
      expect(new Set(ways).size, alert).toBe(2);
    }
    const names = new Set(alerts.map(({ alert }) => alert));
    expect(alertCases.filter(({ alert }) => !names.has(alert))).toEqual([]);
  });
});

const title = found.kind === 'found' ? "in Prometheus's own tests" : `not tried: ${found.why}`;
describe.skipIf(found.kind === 'none')(title, () => {
  const promtool = found.kind === 'found' ? found.tools.promtool : '';

  it('the rules are valid', async () => {
    const { stdout } = await run(promtool, ['check', 'rules', ...ruleFiles()]);
    expect(stdout).not.toContain('FAILED');
  });

  it('every alert fires when it must, and not when it must not', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'bellhop-alerts-'));
    try {
      // Each alert with what is recorded for it, and nothing else: all rules for every case would take minutes.
      const files = alerts.map((rule) => {
        const { alert } = rule;
        const ruleFile = join(directory, `${alert}.yaml`);
        const recorded = rules.filter(({ record }) => record !== undefined && rule.expr.includes(record));
        writeFileSync(ruleFile, stringify({ groups: [{ name: alert, rules: [...recorded, rule] }] }));
        const file = join(directory, `${alert}.test.yaml`);
        const tests = alertCases.filter((one) => one.alert === alert).map(testOf);
        writeFileSync(file, stringify({ rule_files: [ruleFile], evaluation_interval: '1m', tests }));
        return file;
      });
      const { failed, output } = await run(promtool, ['test', 'rules', ...files], { timeout: 50_000 }).then(
        () => ({ failed: false, output: '' }),
        (error: unknown) => ({ failed: true, output: String((error as { stderr?: string }).stderr) }),
      );
      expect(failed, output).toBe(false);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }, 60_000);
});

/** A case as promtool has it. */
function testOf({ alert, when, fires, after, series }: AlertCase) {
  return {
    name: `${alert} ${fires ? 'fires' : 'is silent'} when ${when}`,
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      {
        expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) > bool 0`,
        eval_time: after,
        exp_samples: fires ? [{ labels: '{}', value: 1 }] : [],
      },
    ],
  };
}
