import { jsonEnumValue } from '@bellhop/contracts';
import { messageTypesOf } from '@bellhop/grpc';
import { expect, it } from 'vitest';
import { api } from '../api.ts';
import { refused } from './owner-call.ts';

/** Every refusal that the owners' contracts have, as JSON names it. */
const refusals = api.flatMap(({ grpc }) => {
  if (grpc === undefined) return [];
  const of = messageTypesOf(grpc.contract, grpc.rpc).response().fields['refusal']?.resolvedType;
  if (of == null || !('values' in of)) return [];
  return Object.keys(of.values).flatMap((value) => jsonEnumValue(of.name, value) ?? []);
});

it.each([...new Set(refusals)])('the refusal %s has words', (name) => {
  const { refusal } = refused(name, { limit: 1, requiredRole: 'admin' });
  expect(refusal.code.replaceAll('_', '')).toBe(name.toUpperCase());
  expect(refusal.message).not.toMatch(/[{}]/);
});

it('a limit stands in the words, and is left out when the owner does not name it', () => {
  const wordsFor = (limit: number) => refused('groupFull', { limit }).refusal.message;
  expect(wordsFor(500)).toBe('the group would have more than the 500 members that the app allows');
  expect(wordsFor(0)).toBe('the group would have more than the members that the app allows');
});

it('there are refusals', () => {
  expect(refusals).toEqual(expect.arrayContaining(['groupNotFound', 'localCallIDConflict', 'pushNotFound']));
});
