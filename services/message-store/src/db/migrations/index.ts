import * as start from './20261125T070000Z-start.ts';
import * as checkedAgain from './20261127T143000Z-checked-again.ts';
import * as calls from './20261128T220000Z-calls.ts';
import * as partitionFunctions from './20261129T010000Z-partition-functions.ts';
import * as userErasure from './20261129T070000Z-user-erasure.ts';
import * as messagesAndConversations from './20261129T080000Z-messages-and-conversations.ts';
import * as groupRoles from './20261129T093000Z-group-roles.ts';
import * as expansions from './20261129T121000Z-expansions.ts';
import * as had from './20261201T000000Z-had.ts';
import * as pushedAs from './20261201T010000Z-pushed-as.ts';
import * as nameAtEnd from './20261201T020000Z-name-at-end.ts';

/** In order; a migration that has landed never changes. */
export const migrations = {
  '20261125T070000Z-start': start,
  '20261127T143000Z-checked-again': checkedAgain,
  '20261128T220000Z-calls': calls,
  '20261129T010000Z-partition-functions': partitionFunctions,
  '20261129T070000Z-user-erasure': userErasure,
  '20261129T080000Z-messages-and-conversations': messagesAndConversations,
  '20261129T093000Z-group-roles': groupRoles,
  '20261129T121000Z-expansions': expansions,
  '20261201T000000Z-had': had,
  '20261201T010000Z-pushed-as': pushedAs,
  '20261201T020000Z-name-at-end': nameAtEnd,
};
