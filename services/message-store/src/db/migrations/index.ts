import * as start from './20261125T070000Z-start.ts';
import * as checkedAgain from './20261127T143000Z-checked-again.ts';
import * as calls from './20261128T220000Z-calls.ts';
import * as partitionFunctions from './20261129T010000Z-partition-functions.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261125T070000Z-start': start,
  '20261127T143000Z-checked-again': checkedAgain,
  '20261128T220000Z-calls': calls,
  '20261129T010000Z-partition-functions': partitionFunctions,
};
