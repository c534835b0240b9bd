import * as start from './20261125T070000Z-start.ts';
import * as deviceModes from './20261125T120000Z-device-modes.ts';
import * as deviceSecrets from './20261127T140000Z-device-secrets.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261125T070000Z-start': start,
  '20261125T120000Z-device-modes': deviceModes,
  '20261127T140000Z-device-secrets': deviceSecrets,
};
