import * as start from './20261125T070000Z-start.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261125T070000Z-start': start,
};
