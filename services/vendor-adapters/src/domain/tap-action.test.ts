import { expect, it } from 'vitest';
import { isIntentUri, tapActionOf, withExtras } from './tap-action.ts';

it.each([
  [null, { kind: 'launch' }],
  [{ kind: 'CLICK_ACTION_KIND_UNSPECIFIED', value: 'x' }, { kind: 'launch' }],
  [{ kind: 'CLICK_ACTION_KIND_LAUNCH_APP', value: 'x' }, { kind: 'launch' }],
  [{ kind: 'CLICK_ACTION_KIND_OPEN_PAGE', value: '' }, { kind: 'launch' }],
  [
    { kind: 'CLICK_ACTION_KIND_OPEN_PAGE', value: 'a.B' },
    { kind: 'page', target: 'a.B' },
  ],
  [
    { kind: 'CLICK_ACTION_KIND_OPEN_URL', value: 'https://x' },
    { kind: 'url', url: 'https://x' },
  ],
] as const)('%j is %j', (clickAction, expected) => {
  expect(tapActionOf({ clickAction })).toEqual(expected);
});

it('puts texts into an intent URI, escaped', () => {
  const uri = 'intent://open?#Intent;scheme=app;end';
  expect(isIntentUri(uri)).toBe(true);
  expect(withExtras(uri, { payload: '{"a;b":"c=d #"}', call: 'x' })).toBe(
    'intent://open?#Intent;scheme=app;S.payload=%7B%22a%3Bb%22%3A%22c%3Dd%20%23%22%7D;S.call=x;end',
  );
  expect(withExtras(uri, {})).toBe(uri);
});
