/** A random id. Not every platform has `crypto` (React Native); an id need only be unlikely to come twice. */
export function randomId(): string {
  const { crypto } = globalThis as { crypto?: { randomUUID?: () => string } };
  if (crypto?.randomUUID !== undefined) return crypto.randomUUID();
  const part = (): string =>
    Math.floor(Math.random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return `${part()}-${part()}-${part()}-${part()}`;
}

/** Where an id is kept over restarts: `localStorage` in browsers, or what the app passes. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The id of this installation: made once, then kept where there is storage. */
export function installationId(app: string, storage: KeyValueStorage | undefined): string {
  const key = `bellhop.${app}.deviceID`;
  const known = storage?.getItem(key);
  if (known != null && known !== '') return known;
  const made = randomId();
  storage?.setItem(key, made);
  return made;
}

export function platformStorage(): KeyValueStorage | undefined {
  try {
    return (globalThis as { localStorage?: KeyValueStorage }).localStorage;
  } catch {
    return undefined; // a browser that forbids storage throws
  }
}
