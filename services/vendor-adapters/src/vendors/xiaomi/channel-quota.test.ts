import { expect, it } from 'vitest';
import { droppedPerChannel } from './channel-quota.ts';

it.each<[unknown, [string, number][]]>([
  [
    'no_channel:2 a:3',
    [
      ['no_channel', 2],
      ['a', 3],
    ],
  ],
  ['119572:2', [['119572', 2]]],
  [
    'a:3,b:1',
    [
      ['a', 3],
      ['b', 1],
    ],
  ],
  [' a:3 ', [['a', 3]]],
  ['with:colon:4', [['with:colon', 4]]],
  ['{"119572":1}', [['119572', 1]]],
  [
    { a: 2, b: '3' },
    [
      ['a', 2],
      ['b', 3],
    ],
  ],
  ['a:0', []],
  ['a:-1', []],
  ['a:many', []],
  [':3', []],
  ['a', []],
  ['{"a":', []],
  ['', []],
  [undefined, []],
  [null, []],
  [7, []],
])('%j is %j', (member, counts) => {
  expect([...droppedPerChannel(member)]).toEqual(counts);
});
