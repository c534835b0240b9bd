import { appCalls } from './apps/app-calls.ts';
import { apiKeyCalls } from './apps/api-key-calls.ts';
import { certificateCalls } from './apps/certificate-calls.ts';
import { resourceCalls } from './apps/resource-calls.ts';
import type { Call } from './calls/call.ts';
import { pushCalls } from './devices/push-calls.ts';
import { userDeviceCalls } from './devices/user-device-calls.ts';
import { groupCalls } from './groups/group-calls.ts';
import { receiveCalls } from './messages/receive-calls.ts';
import { sendCalls } from './messages/send-calls.ts';
import { phoneCalls } from './phone-calls/phone-calls.ts';
import { presenceCalls } from './presence/presence-calls.ts';
import { sessionCalls } from './sessions/session-calls.ts';
import { traceCalls } from './traces/trace-calls.ts';

/** Every call of the API, for clients, services and operators. */
export const api: readonly Call[] = [
  ...sessionCalls,
  ...pushCalls,
  ...sendCalls,
  ...receiveCalls,
  ...phoneCalls,
  ...groupCalls,
  ...presenceCalls,
  ...userDeviceCalls,
  ...traceCalls,
  ...appCalls,
  ...apiKeyCalls,
  ...certificateCalls,
  ...resourceCalls,
];
