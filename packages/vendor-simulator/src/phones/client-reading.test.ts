import { expect, test } from 'vitest';
import { intentExtras } from './intent-extras.ts';
import { stringMapOf } from './string-map.ts';
import { newToken } from './token-format.ts';

test('reads the extras of an intent URI', () => {
  const uri = 'intent://a/b?c=d#Intent;scheme=s;launchFlags=0x4000000;S.payload=%7B%22a%22%3B1%7D;i.n=3;end';
  expect(intentExtras(uri)).toEqual({ payload: '{"a";1}', n: '3' });
  expect(intentExtras('https://example.com')).toEqual({});
});

test('turns JSON values into strings as the HMS client does', () => {
  expect(stringMapOf('{"a":"x","b":1,"c":{"d":true}}')).toEqual({ a: 'x', b: '1', c: '{"d":true}' });
  expect(stringMapOf(`{'a':'it\\'s "x"',"b":"it's",'c':{'d':1}}`)).toEqual({ a: 'it\'s "x"', b: "it's", c: '{"d":1}' });
  expect(stringMapOf('plain')).toEqual({});
  expect(stringMapOf("it's plain")).toEqual({});
  expect(stringMapOf('[1]')).toEqual({});
});

test.each([
  ['xiaomi', /^(?=.*\+)(?=.*\/)[A-Za-z0-9+/]{62}==$/],
  ['huawei', /^[\w-]{130,}$/],
  ['oppo', /^OPPO_CN_[0-9a-f]{32}$/],
  ['vivo', /^v2-[\w-]{56}$/],
  ['fcm', /^[\w-]{22}:APA91b[\w-]{134}$/],
] as const)('%s tokens have their true form', (vendor, form) => {
  expect(newToken(vendor)).toMatch(form);
});
