// Original file: proto/bellhop/event/v1/push_outcomes.proto

import type { PushDecisionInput as _bellhop_event_v1_PushDecisionInput, PushDecision as _bellhop_event_v1_PushDecision } from '../../../bellhop/event/v1/PushDecision.ts';
import type { PushAttemptInput as _bellhop_event_v1_PushAttemptInput, PushAttempt as _bellhop_event_v1_PushAttempt } from '../../../bellhop/event/v1/PushAttempt.ts';
import type { CredentialTestedInput as _bellhop_event_v1_CredentialTestedInput, CredentialTested as _bellhop_event_v1_CredentialTested } from '../../../bellhop/event/v1/CredentialTested.ts';
import type { NotificationReportInput as _bellhop_event_v1_NotificationReportInput, NotificationReport as _bellhop_event_v1_NotificationReport } from '../../../bellhop/event/v1/NotificationReport.ts';

/**
 * What was decided and what vendors answered. Topic push.outcome.v1, key = app + first message.
 * From message-store and push-router (decisions), adapters (attempts) and gateways (reports of devices) to push-history, and to push-router for dead tokens. Many per event, so that it costs little.
 */
export interface PushOutcomesInput {
  /**
   * Decisions of the push-router.
   */
  'decisions'?: (_bellhop_event_v1_PushDecisionInput)[];
  /**
   * Attempts of adapters.
   */
  'attempts'?: (_bellhop_event_v1_PushAttemptInput)[];
  /**
   * What vendors said to credentials that an operator had tested.
   */
  'credentialTests'?: (_bellhop_event_v1_CredentialTestedInput)[];
  /**
   * What devices say of notifications.
   */
  'reports'?: (_bellhop_event_v1_NotificationReportInput)[];
}

/**
 * What was decided and what vendors answered. Topic push.outcome.v1, key = app + first message.
 * From message-store and push-router (decisions), adapters (attempts) and gateways (reports of devices) to push-history, and to push-router for dead tokens. Many per event, so that it costs little.
 */
export interface PushOutcomes {
  /**
   * Decisions of the push-router.
   */
  'decisions': (_bellhop_event_v1_PushDecision)[];
  /**
   * Attempts of adapters.
   */
  'attempts': (_bellhop_event_v1_PushAttempt)[];
  /**
   * What vendors said to credentials that an operator had tested.
   */
  'credentialTests': (_bellhop_event_v1_CredentialTested)[];
  /**
   * What devices say of notifications.
   */
  'reports': (_bellhop_event_v1_NotificationReport)[];
}
