import * as start from './20261128T190000Z-start.ts';
import * as partitionFunctions from './20261129T010000Z-partition-functions.ts';
import * as traceByUser from './20261129T070000Z-trace-by-user.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261128T190000Z-start': start,
  '20261129T010000Z-partition-functions': partitionFunctions,
  '20261129T070000Z-trace-by-user': traceByUser,
};
