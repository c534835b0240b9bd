// Original file: proto/bellhop/dryrun/v1/decision_service.proto

import type { OfflineRecipientsInput as _bellhop_event_v1_OfflineRecipientsInput, OfflineRecipients as _bellhop_event_v1_OfflineRecipients } from '../../../bellhop/event/v1/OfflineRecipients.ts';

/**
 * Request of DecidePushes.
 */
export interface DecidePushesRequestInput {
  /**
   * Of one app, with together 1..1,000 recipients.
   */
  'events'?: (_bellhop_event_v1_OfflineRecipientsInput)[];
}

/**
 * Request of DecidePushes.
 */
export interface DecidePushesRequest {
  /**
   * Of one app, with together 1..1,000 recipients.
   */
  'events': (_bellhop_event_v1_OfflineRecipients)[];
}
