import { expect, it } from 'vitest';

import { findJava, majorOf } from './java.ts';

it.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "25" 2025-09-16', 25],
  ['something else', 0],
])('reads the major version of %s', (output, major) => {
  expect(majorOf(output)).toBe(major);
});

it('says what to install when there is no Java', async () => {
  await expect(findJava({ PATH: '/nowhere' })).rejects.toThrow(
    /Bellhop needs Docker, or Java 17 .* install Java and Maven/,
  );
});
