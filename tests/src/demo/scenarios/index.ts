import type { Scenario } from '../demo.ts';
import { callAnswered } from './call-answered.ts';
import { callCancelled } from './call-cancelled.ts';
import { callMissed } from './call-missed.ts';
import { callOnTwoPhones } from './call-on-two-phones.ts';
import { changeOfUser } from './change-of-user.ts';
import { foldedBurst } from './folded-burst.ts';
import { frozenClient } from './frozen-client.ts';
import { groupMessage } from './group-message.ts';
import { invalidToken } from './invalid-token.ts';
import { mutedGroup } from './muted-group.ts';
import { peerMessage } from './peer-message.ts';
import { quietHour } from './quiet-hour.ts';
import { vendorUnavailable } from './vendor-unavailable.ts';

export const scenarios: readonly Scenario[] = [
  peerMessage,
  groupMessage,
  frozenClient,
  changeOfUser,
  vendorUnavailable,
  invalidToken,
  callAnswered,
  callCancelled,
  callOnTwoPhones,
  callMissed,
  mutedGroup,
  foldedBurst,
  quietHour,
];
