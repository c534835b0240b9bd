import { appCalls } from './apps/app-calls.ts';
import { apiKeyCalls } from './apps/api-key-calls.ts';
import { clientTokenSecretCalls } from './apps/client-token-secret-calls.ts';
import { certificateCalls } from './apps/certificate-calls.ts';
import { resourceCalls } from './apps/resource-calls.ts';
import { templateCalls } from './apps/template-calls.ts';
import type { Call } from './calls/call.ts';
import { conversationCalls } from './conversations/conversation-calls.ts';
import { historyCalls } from './conversations/history-calls.ts';
import { receiptCalls } from './conversations/receipt-calls.ts';
import { pushCalls } from './devices/push-calls.ts';
import { userDeviceCalls } from './devices/user-device-calls.ts';
import { groupAttributeCalls } from './groups/group-attribute-calls.ts';
import { directPushCalls } from './direct-pushes/direct-push-calls.ts';
import { groupCalls } from './groups/group-calls.ts';
import { groupChangeCalls } from './groups/group-change-calls.ts';
import { receiveCalls } from './messages/receive-calls.ts';
import { dryRunCalls } from './messages/dry-run-calls.ts';
import { sendCalls } from './messages/send-calls.ts';
import { phoneCalls } from './phone-calls/phone-calls.ts';
import { presenceCalls } from './presence/presence-calls.ts';
import { sessionCalls } from './sessions/session-calls.ts';
import { userSettingsCalls } from './user-settings/user-settings-calls.ts';
import { traceCalls } from './traces/trace-calls.ts';
import { userCalls } from './users/user-calls.ts';

/** Every call of the API, for clients, services and operators. */
export const api: readonly Call[] = [
  ...sessionCalls,
  ...pushCalls,
  ...sendCalls,
  ...dryRunCalls,
  ...receiveCalls,
  ...conversationCalls,
  ...receiptCalls,
  ...historyCalls,
  ...phoneCalls,
  ...groupCalls,
  ...groupChangeCalls,
  ...groupAttributeCalls,
  ...presenceCalls,
  ...directPushCalls,
  ...userDeviceCalls,
  ...userSettingsCalls,
  ...userCalls,
  ...traceCalls,
  ...appCalls,
  ...apiKeyCalls,
  ...clientTokenSecretCalls,
  ...certificateCalls,
  ...resourceCalls,
  ...templateCalls,
];
