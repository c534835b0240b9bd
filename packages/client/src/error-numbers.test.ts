import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ZIM_ERROR_UNKNOWN, ZIMError, zimErrorNumbers } from './index.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const codesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, code = '']) => code);

it('has a number for every code of the server', () => {
  const refusals = codesIn(read('services/gateway/src/domain/refusal.ts'), /^ {2}\| '([A-Z_]+)'/gm);
  const thrown = codesIn(read('services/gateway/src/domain/public-error.ts'), /^ {2}([A-Z_]+): \d{3},$/gm);
  const [, table = ''] = read('docs/websocket-protocol.md').split('## Errors\n');
  const written = codesIn(table.split('\n## ')[0] ?? '', /`([A-Z][A-Z_]{4,})`/g);
  expect(Math.min(refusals.length, thrown.length, written.length)).toBeGreaterThan(15);
  const missing = new Set([...refusals, ...thrown, ...written].filter((code) => !(code in zimErrorNumbers)));
  expect([...missing]).toEqual([]);
});

it('has a number for every code that the SDK makes', () => {
  const source = ['zim', 'zpns', 'session', 'link', 'outbox', 'device-changes', 'conversations', 'tabs']
    .map((name) => read(`packages/client/src/${name}.ts`))
    .join('\n');
  const made = codesIn(source, /ZIMError\(\s*'([A-Z_]+)'/g);
  expect(made).toContain('TIMEOUT');
  expect(made.filter((code) => code !== 'UNKNOWN' && !(code in zimErrorNumbers))).toEqual([]);
});

it('gives no number twice, and says which it does not know', () => {
  const numbers = Object.values(zimErrorNumbers);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(new ZIMError('NOT_A_MEMBER', 'x').number).toBe(zimErrorNumbers.NOT_A_MEMBER);
  expect(new ZIMError('SOMETHING_NEW', 'x').number).toBe(ZIM_ERROR_UNKNOWN);
});
