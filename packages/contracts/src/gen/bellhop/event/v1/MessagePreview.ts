// Original file: proto/bellhop/event/v1/offline_recipients.proto

import type { PreviewKindInput as _bellhop_event_v1_PreviewKindInput, PreviewKind as _bellhop_event_v1_PreviewKind } from '../../../bellhop/event/v1/PreviewKind.ts';

/**
 * What a message is, in short.
 */
export interface MessagePreviewInput {
  /**
   * Its kind.
   */
  'kind'?: (_bellhop_event_v1_PreviewKindInput);
  /**
   * The beginning of a text, or the title of what is combined or the name of a file: at most 200 characters.
   */
  'text'?: (string);
  /**
   * Name of the group; empty for a peer message or a group without name.
   */
  'groupName'?: (string);
}

/**
 * What a message is, in short.
 */
export interface MessagePreview {
  /**
   * Its kind.
   */
  'kind': (_bellhop_event_v1_PreviewKind);
  /**
   * The beginning of a text, or the title of what is combined or the name of a file: at most 200 characters.
   */
  'text': (string);
  /**
   * Name of the group; empty for a peer message or a group without name.
   */
  'groupName': (string);
}
