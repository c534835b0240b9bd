import { eventContract, type EventContract, type TopicEvent } from './event-contract.ts';
import type {
  AppSettingsChanged,
  AppSettingsChangedInput,
  CallChanged,
  CallChangedInput,
  GatewayBeat,
  GatewayBeatInput,
  MessageAccepted,
  MessageAcceptedInput,
  OfflineRecipients,
  OfflineRecipientsInput,
  PushOutcomes,
  PushOutcomesInput,
  PushTask,
  PushTaskInput,
  SessionChanged,
  SessionChangedInput,
} from './gen/index.ts';
import {
  appSettingsTopic,
  callChangedTopic,
  gatewayBeatTopic,
  messageAcceptedTopic,
  offlineRecipientTopic,
  pushOutcomeTopic,
  sessionTopic,
} from './topics.ts';

export const messageAccepted: TopicEvent<MessageAcceptedInput, MessageAccepted> = {
  ...eventContract<MessageAcceptedInput, MessageAccepted>('MessageAccepted'),
  topic: messageAcceptedTopic,
  key: ({ app, conversationId }) => `${app}/${conversationId}`,
};

export const sessionChanged: TopicEvent<SessionChangedInput, SessionChanged> = {
  ...eventContract<SessionChangedInput, SessionChanged>('SessionChanged'),
  topic: sessionTopic,
  key: ({ app, userId, deviceId }) => `${app}/${userId}/${deviceId}`,
};

export const gatewayBeat: TopicEvent<GatewayBeatInput, GatewayBeat> = {
  ...eventContract<GatewayBeatInput, GatewayBeat>('GatewayBeat'),
  topic: gatewayBeatTopic,
  key: ({ gatewayAddress, gatewayEpoch }) => `${gatewayAddress}/${gatewayEpoch}`,
};

export const offlineRecipients: TopicEvent<OfflineRecipientsInput, OfflineRecipients> = {
  ...eventContract<OfflineRecipientsInput, OfflineRecipients>('OfflineRecipients'),
  topic: offlineRecipientTopic,
  key: ({ app, conversationId }) => `${app}/${conversationId}`,
};

export const callChanged: TopicEvent<CallChangedInput, CallChanged> = {
  ...eventContract<CallChangedInput, CallChanged>('CallChanged'),
  topic: callChangedTopic,
  key: ({ app, call }) => `${app}/${call?.callId ?? ''}`,
};

export const pushOutcomes: TopicEvent<PushOutcomesInput, PushOutcomes> = {
  ...eventContract<PushOutcomesInput, PushOutcomes>('PushOutcomes'),
  topic: pushOutcomeTopic,
  key: ({ decisions, attempts, reports }) =>
    `${decisions?.[0]?.messageId ?? attempts?.[0]?.messageId ?? reports?.[0]?.messageId ?? ''}`,
};

export const appSettingsChanged: TopicEvent<AppSettingsChangedInput, AppSettingsChanged> = {
  ...eventContract<AppSettingsChangedInput, AppSettingsChanged>('AppSettingsChanged'),
  topic: appSettingsTopic,
  key: ({ app }) => `${app}`,
};

/** Lies in the task, retry or dead-letter topic of its vendor: see `pushTaskTopic` and its neighbours. */
export const pushTask: EventContract<PushTaskInput, PushTask> & { key(task: PushTaskInput): string } = {
  ...eventContract<PushTaskInput, PushTask>('PushTask'),
  // All tasks of a conversation lie in one partition, in order: whatever devices share a task, none overtakes another there.
  key: ({ app, conversationId, targets }) => `${app}/${conversationId || (targets?.[0]?.pushId ?? '')}`,
};
