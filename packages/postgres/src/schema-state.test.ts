import { describe, expect, it } from 'vitest';
import { schemaState } from './schema-state.ts';

const start = '20270101T000000Z-start';
const more = '20270201T000000Z-more';
const later = '20270301T000000Z-later';

describe('a schema', () => {
  it.each([
    ['fits when all migrations have run', [start, more], [start, more], { kind: 'ready' }],
    ['is too old while one has not', [start, more], [start], { kind: 'too-old', missing: [more] }],
    ['is too old when nothing has run', [start], [], { kind: 'too-old', missing: [start] }],
    ['may be of a later release', [start, more], [start, more, later], { kind: 'newer', unknown: [later] }],
    [
      'may be of a later release that takes away what this one does not use',
      [start, more],
      [start, more, `${later}-needs-20270201T000000Z`],
      { kind: 'newer', unknown: [`${later}-needs-20270201T000000Z`] },
    ],
    [
      'is too new when something is taken away that this release uses',
      [start],
      [start, more, `${later}-needs-20270201T000000Z`],
      { kind: 'too-new', by: `${later}-needs-20270201T000000Z` },
    ],
  ])('%s', (_, known, applied, state) => {
    expect(schemaState(known, applied)).toEqual(state);
  });
});
