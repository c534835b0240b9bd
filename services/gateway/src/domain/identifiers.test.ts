import { describe, expect, it } from 'vitest';
import { deviceId, groupId, plainId, resourcesId, userId } from './identifiers.ts';

describe('an id', () => {
  const schemas = { userId, groupId, deviceId, resourcesId, templateId: plainId(64) };

  it.each(Object.entries(schemas))('that HTTP clients take for a folder in a path is refused: %s', (_, schema) => {
    expect(schema.safeParse('.').error?.issues[0]?.message).toMatch(/and not \. or \.\.$/);
    expect(schema.safeParse('..').success).toBe(false);
    for (const other of ['...', '.a', 'a..', 'a'.repeat(32)]) expect(schema.safeParse(other).success).toBe(true);
    for (const other of ['', 'a/b', 'a b', 'é', 'a'.repeat(65)]) expect(schema.safeParse(other).success).toBe(false);
  });

  it('is what the address of a path says, once it has gone through a client of HTTP', () => {
    const characters = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index)).filter(
      (character) => userId.safeParse(character).success,
    );
    expect(characters.length).toBeGreaterThan(70);
    for (const id of characters.flatMap((one) => [one, one + one, `${one}.`, `.${one}`])) {
      if (!userId.safeParse(id).success) continue;
      expect(
        new URL(`http://host/users/${encodeURIComponent(id)}/devices`).pathname.split('/').map(decodeURIComponent),
      ).toEqual(['', 'users', id, 'devices']);
    }
  });
});
