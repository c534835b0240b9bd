import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { integer, parseEnv, secret } from './config.ts';

let folder = '';
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'bellhop-config-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the environment', () => {
  const shape = { PORT: integer({ min: 1, max: 9 }).default(3), KEY: secret };
  const key = 'a-key-of-16-chars-and-more';

  it('gives values, defaults where a variable is empty, and all problems at once', () => {
    expect(parseEnv(shape, { KEY: key, PORT: '' }).PORT).toBe(3);
    expect(() => parseEnv(shape, { PORT: '12' })).toThrow(/PORT: .*9[^]*KEY is not set/);
  });

  it('reads a value from the file that NAME_FILE names, without the line break at its end', () => {
    expect(parseEnv(shape, { KEY_FILE: file('key', `${key}\n`), PORT_FILE: file('port', '7') })).toMatchObject({
      PORT: 7,
    });
    expect(parseEnv(shape, { KEY_FILE: file('key', `${key}\r\n`) }).KEY.reveal()).toBe(key);
  });

  it('says what is wrong with such a file, and never what it holds', () => {
    const missing = join(folder, 'nothing');
    expect(() => parseEnv(shape, { KEY_FILE: missing, PORT: '12' })).toThrow(
      /KEY_FILE: cannot be read: ENOENT[^]*PORT: /,
    );
    expect(() => parseEnv(shape, { KEY_FILE: file('empty', '\n') })).toThrow(/KEY_FILE: .*empty is empty$/);
    expect(() => parseEnv(shape, { KEY: key, KEY_FILE: file('key', key) })).toThrow(
      'KEY and KEY_FILE are both set; set one of them',
    );
    expect(() => parseEnv(shape, { KEY_FILE: file('short', 'hush') })).toThrow(
      /^(?!.*hush)[^]*KEY: must have at least 16 characters$/,
    );
  });
});
