import { expect, test } from 'vitest';
import { BadFlags, readCommandLine } from './command-line.ts';

test('takes vendors repeated or as a comma list', () => {
  expect(readCommandLine(['--vendor', 'xiaomi,fcm', '--vendor', 'oppo', '--port', '9000'])).toEqual({
    vendors: ['xiaomi', 'fcm', 'oppo'],
    port: 9000,
  });
});

test.each([['--port', 'x'], ['--port', '70000'], ['--vendor', 'apns'], ['--colour', 'red'], ['stray']])(
  'refuses %s %s',
  (...flags) => {
    expect(() => readCommandLine(flags)).toThrow(BadFlags);
  },
);
