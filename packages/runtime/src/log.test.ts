import { expect, it } from 'vitest';
import { createLogger, Unavailable } from './index.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): {
  line: string;
  fields: Record<string, unknown>;
} {
  let line = '';
  write(createLogger('test', 'trace', { write: (text: string) => (line += text) }));
  return { line, fields: JSON.parse(line) as Record<string, unknown> };
}

it('writes JSON with service, time and level as a word', () => {
  expect(logged((log) => log.warn({ messageId: 'm' }, 'coped')).fields).toMatchObject({
    level: 'warn',
    service: 'test',
    messageId: 'm',
    msg: 'coped',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
  });
});

it.each(['token', 'text', 'title', 'content', 'payload', 'authorization', 'apiKey', 'credentialJson'])(
  'cuts out %s, one level down too',
  (name) => {
    expect(logged((log) => log.info({ [name]: 'marker', request: { [name]: 'marker' } }, 'x')).line).not.toContain(
      'marker',
    );
  },
);

it('tells type, code, message and cause of an error, and nothing that a library hung on it', () => {
  const cause = Object.assign(new Error('null value in column "body"'), {
    code: '23502',
    detail: 'Failing row contains (marker)',
    where: 'JSON data, line 1: marker',
    config: { headers: { authorization: 'Bearer marker' } },
  });
  const { line, fields } = logged((log) =>
    log.error({ err: new Unavailable('Postgres asks to try again', { code: 'POSTGRES_UNAVAILABLE', cause }) }, 'x'),
  );
  expect(line).not.toContain('marker');
  expect(fields['err']).toMatchObject({
    type: 'Unavailable',
    code: 'POSTGRES_UNAVAILABLE',
    retryable: true,
    message: 'Postgres asks to try again',
    stack: expect.stringContaining('log.test.ts') as string,
    cause: { code: '23502', message: 'null value in column "body"' },
  });
});

it('tells only the type of what is thrown and is no error', () => {
  expect(logged((log) => log.error({ err: { token: 'marker', text: 'marker' } }, 'x')).fields['err']).toBe('object');
});
