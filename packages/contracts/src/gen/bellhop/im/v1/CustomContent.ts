// Original file: proto/bellhop/im/v1/content.proto


/**
 * A message whose meaning only the app knows.
 */
export interface CustomContentInput {
  /**
   * The app's own sub type, 0..200.
   */
  'type'?: (number);
  /**
   * The app's data as text, at most 32,768 UTF-8 bytes (2,048 by default, per app).
   */
  'data'?: (string);
}

/**
 * A message whose meaning only the app knows.
 */
export interface CustomContent {
  /**
   * The app's own sub type, 0..200.
   */
  'type': (number);
  /**
   * The app's data as text, at most 32,768 UTF-8 bytes (2,048 by default, per app).
   */
  'data': (string);
}
