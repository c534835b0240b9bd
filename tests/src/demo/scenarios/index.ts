import type { Scenario } from '../demo.ts';
import { changeOfUser } from './change-of-user.ts';
import { frozenClient } from './frozen-client.ts';
import { groupMessage } from './group-message.ts';
import { invalidToken } from './invalid-token.ts';
import { peerMessage } from './peer-message.ts';
import { vendorUnavailable } from './vendor-unavailable.ts';

export const scenarios: readonly Scenario[] = [
  peerMessage,
  groupMessage,
  frozenClient,
  changeOfUser,
  vendorUnavailable,
  invalidToken,
];
