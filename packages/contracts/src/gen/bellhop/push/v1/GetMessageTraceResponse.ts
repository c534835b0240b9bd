// Original file: proto/bellhop/push/v1/trace_service.proto

import type { TraceEntryInput as _bellhop_push_v1_TraceEntryInput, TraceEntry as _bellhop_push_v1_TraceEntry } from '../../../bellhop/push/v1/TraceEntry.ts';

/**
 * Response of GetMessageTrace.
 */
export interface GetMessageTraceResponseInput {
  /**
   * The entries of the page; the first one of a message begins with its acceptance.
   */
  'entries'?: (_bellhop_push_v1_TraceEntryInput)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of GetMessageTrace.
 */
export interface GetMessageTraceResponse {
  /**
   * The entries of the page; the first one of a message begins with its acceptance.
   */
  'entries': (_bellhop_push_v1_TraceEntry)[];
  /**
   * For the next page; empty = this was the last.
   */
  'nextPageToken': (string);
}
