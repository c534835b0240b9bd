// Original file: proto/bellhop/im/v1/content.proto

import type { MediaKindInput as _bellhop_im_v1_MediaKindInput, MediaKind as _bellhop_im_v1_MediaKind } from '../../../bellhop/im/v1/MediaKind.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A picture, file, recording or film: where it lies and what it is. The app keeps the thing itself.
 */
export interface MediaContentInput {
  /**
   * Its kind.
   */
  'kind'?: (_bellhop_im_v1_MediaKindInput);
  /**
   * Where it lies: an https address of at most 2,048 characters.
   */
  'url'?: (string);
  /**
   * Its file name, at most 256 characters; empty = not said.
   */
  'name'?: (string);
  /**
   * Its size, bytes; 0 = not said.
   */
  'sizeBytes'?: (number | string | Long);
  /**
   * Its type, e.g. "image/png", at most 128 characters; empty = not said.
   */
  'mimeType'?: (string);
  /**
   * How long it plays, ms; 0 = not said.
   */
  'durationMs'?: (number);
  /**
   * Its width, pixels; 0 = not said.
   */
  'width'?: (number);
  /**
   * Its height, pixels; 0 = not said.
   */
  'height'?: (number);
  /**
   * Where a small picture of it lies: an https address of at most 2,048 characters; empty = none.
   */
  'thumbnailUrl'?: (string);
}

/**
 * A picture, file, recording or film: where it lies and what it is. The app keeps the thing itself.
 */
export interface MediaContent {
  /**
   * Its kind.
   */
  'kind': (_bellhop_im_v1_MediaKind);
  /**
   * Where it lies: an https address of at most 2,048 characters.
   */
  'url': (string);
  /**
   * Its file name, at most 256 characters; empty = not said.
   */
  'name': (string);
  /**
   * Its size, bytes; 0 = not said.
   */
  'sizeBytes': (number);
  /**
   * Its type, e.g. "image/png", at most 128 characters; empty = not said.
   */
  'mimeType': (string);
  /**
   * How long it plays, ms; 0 = not said.
   */
  'durationMs': (number);
  /**
   * Its width, pixels; 0 = not said.
   */
  'width': (number);
  /**
   * Its height, pixels; 0 = not said.
   */
  'height': (number);
  /**
   * Where a small picture of it lies: an https address of at most 2,048 characters; empty = none.
   */
  'thumbnailUrl': (string);
}
