// Original file: proto/bellhop/im/v1/content.proto


/**
 * Several messages sent as one, e.g. a chat that is passed on: what a list shows of them, and where all of them are.
 */
export interface CombinedContentInput {
  /**
   * What they are called, 1..128 characters, e.g. "Alice and Bob".
   */
  'title'?: (string);
  /**
   * The beginnings of some of them, 1..5, each 1..256 characters.
   */
  'previews'?: (string)[];
  /**
   * The messages themselves, in a form that only the app knows: at most 32,768 UTF-8 bytes (2,048 by default, per app).
   */
  'data'?: (string);
}

/**
 * Several messages sent as one, e.g. a chat that is passed on: what a list shows of them, and where all of them are.
 */
export interface CombinedContent {
  /**
   * What they are called, 1..128 characters, e.g. "Alice and Bob".
   */
  'title': (string);
  /**
   * The beginnings of some of them, 1..5, each 1..256 characters.
   */
  'previews': (string)[];
  /**
   * The messages themselves, in a form that only the app knows: at most 32,768 UTF-8 bytes (2,048 by default, per app).
   */
  'data': (string);
}
