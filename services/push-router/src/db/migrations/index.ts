import * as start from './20261125T070000Z-start.ts';
import * as deviceModes from './20261125T120000Z-device-modes.ts';
import * as deviceSecrets from './20261127T140000Z-device-secrets.ts';
import * as dropFormerTrace from './20261129T010000Z-drop-former-trace.ts';
import * as apiKeys from './20261129T020000Z-api-keys.ts';
import * as formerSecret from './20261129T070000Z-former-client-token-secret.ts';
import * as pushRules from './20261129T080000Z-push-rules.ts';
import * as userSettings from './20261129T081000Z-user-settings.ts';
import * as counters from './20261129T082000Z-counters.ts';
import * as credentialTests from './20261129T090000Z-credential-tests.ts';
import * as directPushes from './20261129T091000Z-direct-pushes.ts';
import * as formerTraceGone from './20261129T104500Z-former-trace-gone-already.ts';
import * as foldsInPlace from './20261129T120000Z-folds-updated-in-place.ts';
import * as directPushOwners from './20261129T123000Z-whom-push-ids-are-for.ts';
import * as templates from './20261129T083000Z-templates.ts';
import * as endedLogins from './20261130T210000Z-logins-that-were-ended.ts';
import * as replacedPushes from './20261201T000000Z-what-pushes-replace.ts';
import * as burstsBeingTold from './20261201T010000Z-bursts-being-told.ts';
import * as replacedPushesIndexes from './20261201T020000Z-what-pushes-replace-indexes.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261125T070000Z-start': start,
  '20261125T120000Z-device-modes': deviceModes,
  '20261127T140000Z-device-secrets': deviceSecrets,
  '20261129T010000Z-drop-former-trace': dropFormerTrace,
  '20261129T020000Z-api-keys': apiKeys,
  '20261129T070000Z-former-client-token-secret': formerSecret,
  '20261129T080000Z-push-rules': pushRules,
  '20261129T081000Z-user-settings': userSettings,
  '20261129T082000Z-counters': counters,
  '20261129T083000Z-templates': templates,
  '20261129T090000Z-credential-tests': credentialTests,
  '20261129T091000Z-direct-pushes': directPushes,
  '20261129T104500Z-former-trace-gone-already': formerTraceGone,
  '20261129T120000Z-folds-updated-in-place': foldsInPlace,
  '20261129T123000Z-whom-push-ids-are-for': directPushOwners,
  '20261130T210000Z-logins-that-were-ended': endedLogins,
  '20261201T000000Z-what-pushes-replace': replacedPushes,
  '20261201T010000Z-bursts-being-told': burstsBeingTold,
  '20261201T020000Z-what-pushes-replace-indexes': replacedPushesIndexes,
};
