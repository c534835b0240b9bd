import * as start from './20261125T070000Z-start.ts';
import * as deviceModes from './20261125T120000Z-device-modes.ts';
import * as deviceSecrets from './20261127T140000Z-device-secrets.ts';
import * as dropFormerTrace from './20261129T010000Z-drop-former-trace.ts';
import * as apiKeys from './20261129T020000Z-api-keys.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261125T070000Z-start': start,
  '20261125T120000Z-device-modes': deviceModes,
  '20261127T140000Z-device-secrets': deviceSecrets,
  '20261129T010000Z-drop-former-trace': dropFormerTrace,
  '20261129T020000Z-api-keys': apiKeys,
};
