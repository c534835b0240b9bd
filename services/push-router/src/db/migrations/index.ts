import * as start from './20261125T070000Z-start.ts';
import * as deviceModes from './20261125T120000Z-device-modes.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261125T070000Z-start': start,
  '20261125T120000Z-device-modes': deviceModes,
};
