import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fitted } from './fit.ts';

const schema = z.strictObject({
  name: z.string(),
  note: z.string().optional(),
  size: z.int().optional(),
  isLoud: z.boolean().optional(),
  mode: z.string().default('multi'),
  members: z.array(z.strictObject({ id: z.string(), at: z.number().optional() })),
  settings: z.record(z.string(), z.strictObject({ channel: z.string().optional() })).optional(),
  action: z.strictObject({ value: z.string().optional() }).optional(),
});

describe('what proto3 gave as a schema wants it', () => {
  it('is without what is empty and may be absent', () => {
    const given = {
      name: 'n',
      note: '',
      size: 0,
      mode: '',
      members: [{ id: 'm', at: 0 }],
      settings: {},
      action: { value: '' },
    };
    expect(fitted(schema, given)).toEqual({ name: 'n', members: [{ id: 'm' }] });
  });

  it('keeps what must be there although it is empty, and every false', () => {
    const given = { name: '', isLoud: false, members: [] };
    expect(fitted(schema, given)).toEqual(given);
  });

  it('keeps what is set, to the innermost, and nothing that the schema does not have', () => {
    const given = { name: 'n', note: 'x', size: 1, members: [{ id: '', at: 2 }], settings: { a: { channel: 'c' } } };
    expect(fitted(schema, { ...given, secret: 's', members: [{ ...given.members[0], hidden: 1 }] })).toEqual(given);
  });

  it('lets through what is of another shape, for the check to refuse', () => {
    expect(fitted(schema, 'text')).toBe('text');
    expect(fitted(schema, { members: 'text', settings: 7 })).toEqual({ members: 'text', settings: 7 });
  });
});
