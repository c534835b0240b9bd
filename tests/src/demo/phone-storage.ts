import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyValueStorage } from '@bellhop/client';

/**
 * What the app keeps on a phone, over the runs of the demo: above all the secret that proves the device to the server. A phone's
 * first device id is its name; should that belong to somebody else, the SDK makes another one.
 */
export function phoneStorage(directory: string, phone: string): KeyValueStorage {
  const file = join(directory, `${phone}.json`);
  const stored = new Map(Object.entries(read(file)));
  return {
    getItem: (key) => stored.get(key) ?? (key.endsWith('.deviceID') ? phone : null),
    setItem(key, value) {
      stored.set(key, value);
      write(file, stored);
    },
    removeItem(key) {
      stored.delete(key);
      write(file, stored);
    },
  };
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    return {}; // not yet, or of a run that was killed while it wrote
  }
}

function write(file: string, stored: ReadonlyMap<string, string>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(stored)));
}
