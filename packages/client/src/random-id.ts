/** A random id. Not every platform has `crypto` (React Native); an id need only be unlikely to come twice. */
export function randomId(): string {
  const { crypto } = globalThis as { crypto?: { randomUUID?: () => string } };
  return (
    crypto?.randomUUID?.() ?? Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('')
  );
}
