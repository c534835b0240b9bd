// Original file: proto/bellhop/push/v1/trace_service.proto

import type { TraceEntryInput as _bellhop_push_v1_TraceEntryInput, TraceEntry as _bellhop_push_v1_TraceEntry } from '../../../bellhop/push/v1/TraceEntry.ts';

/**
 * Response of GetMessageTrace.
 */
export interface GetMessageTraceResponseInput {
  /**
   * The entries.
   */
  'entries'?: (_bellhop_push_v1_TraceEntryInput)[];
}

/**
 * Response of GetMessageTrace.
 */
export interface GetMessageTraceResponse {
  /**
   * The entries.
   */
  'entries': (_bellhop_push_v1_TraceEntry)[];
}
