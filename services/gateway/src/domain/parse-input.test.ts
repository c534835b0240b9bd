import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { characters } from './identifiers.ts';
import { checkInput } from './parse-input.ts';

const schema = z.strictObject({
  app: z.string().min(1),
  count: z.int().min(1).max(100),
  mode: z.enum(['single', 'dual', 'multi']),
  title: characters(1, 4),
  users: z.array(z.string()).max(2),
  deep: z.strictObject({ flag: z.boolean() }),
});
const good = { app: 'demo', count: 1, mode: 'dual', title: 't', users: [], deep: { flag: true } };

describe('what is told of a wrong input', () => {
  it.each<[unknown, string, string]>([
    [{ ...good, app: undefined }, 'app', 'app is missing'],
    [{ ...good, app: '' }, 'app', 'app must not be empty'],
    [{ ...good, app: 7 }, 'app', 'app must be a text'],
    [{ ...good, count: '7' }, 'count', 'count must be a number'],
    [{ ...good, count: 1.5 }, 'count', 'count must be a whole number'],
    [{ ...good, count: 0 }, 'count', 'count must be at least 1'],
    [{ ...good, count: 101 }, 'count', 'count must be at most 100'],
    [{ ...good, mode: 'triple' }, 'mode', 'mode must be single, dual or multi'],
    [{ ...good, mode: undefined }, 'mode', 'mode is missing'],
    [{ ...good, title: 'xxxxx' }, 'title', 'title must have at most 4 characters'],
    [{ ...good, users: ['a', 'b', 'c'] }, 'users', 'users must have at most 2 entries'],
    [{ ...good, users: 'a' }, 'users', 'users must be a list'],
    [{ ...good, deep: { flag: 'yes' } }, 'deep.flag', 'deep.flag must be true or false'],
    [{ ...good, deep: null }, 'deep', 'deep must be a JSON object'],
    [JSON.parse('{"__proto__":{}}'), '__proto__', '__proto__ is refused: no member may be named __proto__'],
    [JSON.parse('{"deep":[{"__proto__":1}]}'), 'deep', 'deep is refused: no member may be named __proto__'],
    [{ ...good, '': 1 }, '""', '"" is not a known field'],
    [{ ...good, ['x'.repeat(60_000)]: 1 }, `${'x'.repeat(100)}…`, `${'x'.repeat(100)}… is not a known field`],
    [undefined, '', 'the input is missing'],
    [null, '', 'the input must be a JSON object'],
  ])('%j', (input, field, message) => {
    expect(checkInput(schema, input)).toEqual({ ok: false, problem: { field, message } });
  });

  it('takes any depth', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(checkInput(schema, { ...good, deep })).toMatchObject({ problem: { field: 'deep' } });
  });

  it('names a field that is not known before one that is missing: it is the same one, misspelt', () => {
    const { app, ...rest } = good;
    expect(checkInput(schema, { ...rest, App: app })).toMatchObject({ problem: { field: 'App' } });
  });
});
