import { expect, test } from 'vitest';
import { isWithinIfGiven, javaBoolean, javaInteger } from './java-values.ts';

test.each([
  ['', undefined],
  [null, undefined],
  [7, 7],
  ['7', 7],
  [' +7 ', 7],
  ['-1', -1],
  ['7.5', Number.NaN],
  [7.5, Number.NaN],
  ['1e3', Number.NaN],
  [' ', Number.NaN],
  [true, Number.NaN],
])('reads %j as the integer %j', (value, number) => {
  expect(javaInteger(value)).toBe(number);
});

test.each([
  ['', undefined],
  ['TRUE', true],
  ['1', true],
  [1, true],
  ['False', false],
  ['0', false],
  [0, false],
  ['maybe', 'illegal'],
  [{}, 'illegal'],
])('reads %j as the boolean %j', (value, boolean) => {
  expect(javaBoolean(value)).toBe(boolean);
});

test('bounds only what is given', () => {
  expect([undefined, '', '0', 10].map((value) => isWithinIfGiven(value, 0, 10))).toEqual([true, true, true, true]);
  expect(['x', -1, 11].map((value) => isWithinIfGiven(value, 0, 10))).toEqual([false, false, false]);
});
