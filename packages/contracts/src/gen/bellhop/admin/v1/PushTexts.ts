// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Texts of pushes that the system words, in one language. Placeholders: {sender}, {group}, {text}, {count}. Each at most 256 characters;
 * empty = the default locale's.
 */
export interface PushTextsInput {
  /**
   * Title of a peer message. Default "{sender}".
   */
  'peerTitle'?: (string);
  /**
   * Title of a group message. Default "{group}".
   */
  'groupTitle'?: (string);
  /**
   * Content of a peer message with text. Default "{text}".
   */
  'peerText'?: (string);
  /**
   * Content of a group message with text. Default "{sender}: {text}".
   */
  'groupText'?: (string);
  /**
   * What stands for {text} of a picture. Default "[Image]".
   */
  'image'?: (string);
  /**
   * Of a file. Default "[File]".
   */
  'file'?: (string);
  /**
   * Of a recording. Default "[Audio]".
   */
  'audio'?: (string);
  /**
   * Of a film. Default "[Video]".
   */
  'video'?: (string);
  /**
   * Of combined messages. Default "[Chat history]".
   */
  'combined'?: (string);
  /**
   * Of a message of the app's own type. Default "[Message]".
   */
  'custom'?: (string);
  /**
   * Content of a notification that stands for several messages; {text} is the content of the newest. Default "[{count}] {text}".
   */
  'folded'?: (string);
  /**
   * Content of what replaces the notification of a message that was revoked, where the vendor cannot take it away. Default "[Message recalled]".
   */
  'revoked'?: (string);
  /**
   * Content of what replaces the ringing of a call that nobody of the user's took, where the vendor cannot take it away. Default "Missed call".
   */
  'missedCall'?: (string);
  /**
   * The same when another device of the user answered. Default "Answered on another device".
   */
  'answeredElsewhere'?: (string);
}

/**
 * Texts of pushes that the system words, in one language. Placeholders: {sender}, {group}, {text}, {count}. Each at most 256 characters;
 * empty = the default locale's.
 */
export interface PushTexts {
  /**
   * Title of a peer message. Default "{sender}".
   */
  'peerTitle': (string);
  /**
   * Title of a group message. Default "{group}".
   */
  'groupTitle': (string);
  /**
   * Content of a peer message with text. Default "{text}".
   */
  'peerText': (string);
  /**
   * Content of a group message with text. Default "{sender}: {text}".
   */
  'groupText': (string);
  /**
   * What stands for {text} of a picture. Default "[Image]".
   */
  'image': (string);
  /**
   * Of a file. Default "[File]".
   */
  'file': (string);
  /**
   * Of a recording. Default "[Audio]".
   */
  'audio': (string);
  /**
   * Of a film. Default "[Video]".
   */
  'video': (string);
  /**
   * Of combined messages. Default "[Chat history]".
   */
  'combined': (string);
  /**
   * Of a message of the app's own type. Default "[Message]".
   */
  'custom': (string);
  /**
   * Content of a notification that stands for several messages; {text} is the content of the newest. Default "[{count}] {text}".
   */
  'folded': (string);
  /**
   * Content of what replaces the notification of a message that was revoked, where the vendor cannot take it away. Default "[Message recalled]".
   */
  'revoked': (string);
  /**
   * Content of what replaces the ringing of a call that nobody of the user's took, where the vendor cannot take it away. Default "Missed call".
   */
  'missedCall': (string);
  /**
   * The same when another device of the user answered. Default "Answered on another device".
   */
  'answeredElsewhere': (string);
}
