import * as start from './20261128T190000Z-start.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261128T190000Z-start': start,
};
