// Original file: proto/bellhop/im/v1/content.proto

/**
 * Kinds of what is sent by reference.
 */
export const MediaKind = {
  /**
   * Never sent.
   */
  MEDIA_KIND_UNSPECIFIED: 'MEDIA_KIND_UNSPECIFIED',
  /**
   * A picture.
   */
  MEDIA_KIND_IMAGE: 'MEDIA_KIND_IMAGE',
  /**
   * A file.
   */
  MEDIA_KIND_FILE: 'MEDIA_KIND_FILE',
  /**
   * A recording.
   */
  MEDIA_KIND_AUDIO: 'MEDIA_KIND_AUDIO',
  /**
   * A film.
   */
  MEDIA_KIND_VIDEO: 'MEDIA_KIND_VIDEO',
} as const;

/**
 * Kinds of what is sent by reference.
 */
export type MediaKindInput =
  /**
   * Never sent.
   */
  | 'MEDIA_KIND_UNSPECIFIED'
  | 0
  /**
   * A picture.
   */
  | 'MEDIA_KIND_IMAGE'
  | 1
  /**
   * A file.
   */
  | 'MEDIA_KIND_FILE'
  | 2
  /**
   * A recording.
   */
  | 'MEDIA_KIND_AUDIO'
  | 3
  /**
   * A film.
   */
  | 'MEDIA_KIND_VIDEO'
  | 4

/**
 * Kinds of what is sent by reference.
 */
export type MediaKind = typeof MediaKind[keyof typeof MediaKind]
