// Original file: proto/bellhop/event/v1/offline_recipients.proto

/**
 * Kinds of messages, as far as a notification tells them apart.
 */
export const PreviewKind = {
  /**
   * Never sent.
   */
  PREVIEW_KIND_UNSPECIFIED: 'PREVIEW_KIND_UNSPECIFIED',
  /**
   * Text.
   */
  PREVIEW_KIND_TEXT: 'PREVIEW_KIND_TEXT',
  /**
   * A message of the app's own type, or of a type that this version does not know.
   */
  PREVIEW_KIND_CUSTOM: 'PREVIEW_KIND_CUSTOM',
  /**
   * A picture.
   */
  PREVIEW_KIND_IMAGE: 'PREVIEW_KIND_IMAGE',
  /**
   * A file.
   */
  PREVIEW_KIND_FILE: 'PREVIEW_KIND_FILE',
  /**
   * A recording.
   */
  PREVIEW_KIND_AUDIO: 'PREVIEW_KIND_AUDIO',
  /**
   * A film.
   */
  PREVIEW_KIND_VIDEO: 'PREVIEW_KIND_VIDEO',
  /**
   * Several messages combined.
   */
  PREVIEW_KIND_COMBINED: 'PREVIEW_KIND_COMBINED',
} as const;

/**
 * Kinds of messages, as far as a notification tells them apart.
 */
export type PreviewKindInput =
  /**
   * Never sent.
   */
  | 'PREVIEW_KIND_UNSPECIFIED'
  | 0
  /**
   * Text.
   */
  | 'PREVIEW_KIND_TEXT'
  | 1
  /**
   * A message of the app's own type, or of a type that this version does not know.
   */
  | 'PREVIEW_KIND_CUSTOM'
  | 2
  /**
   * A picture.
   */
  | 'PREVIEW_KIND_IMAGE'
  | 3
  /**
   * A file.
   */
  | 'PREVIEW_KIND_FILE'
  | 4
  /**
   * A recording.
   */
  | 'PREVIEW_KIND_AUDIO'
  | 5
  /**
   * A film.
   */
  | 'PREVIEW_KIND_VIDEO'
  | 6
  /**
   * Several messages combined.
   */
  | 'PREVIEW_KIND_COMBINED'
  | 7

/**
 * Kinds of messages, as far as a notification tells them apart.
 */
export type PreviewKind = typeof PreviewKind[keyof typeof PreviewKind]
