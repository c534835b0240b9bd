import { describe, expect, it } from 'vitest';
import { allowedOrigins } from './origins.ts';

const host = 'push.example:8080';

describe('a WebSocket', () => {
  it.each<[string, string[], string | undefined, boolean]>([
    ['of no browser is opened', ['https://app.example'], undefined, true],
    ['of a listed page is opened', ['https://app.example'], 'https://app.example', true],
    ['of another page is not', ['https://app.example'], 'https://evil.example', false],
    [
      'of a page with a name like a listed one is not',
      ['https://app.example'],
      'https://app.example.evil.example',
      false,
    ],
    ['of a page at another port is not', ['https://app.example'], 'https://app.example:8443', false],
    ['of no page in particular is not', ['https://app.example'], 'null', false],
    ['of React Native, which names the gateway, is opened', ['https://app.example'], 'https://push.example:8080', true],
    ['of any page is opened with *', ['*'], 'https://evil.example', true],
    ['of any page is opened without a list', [], 'https://evil.example', true],
  ])('%s', (_, origins, origin, allowed) => {
    expect(allowedOrigins(origins).allowsWebSocket({ origin, host })).toBe(allowed);
  });
});
