// Original file: proto/bellhop/im/v1/content.proto


/**
 * Whom a group message mentions.
 */
export interface MentionsInput {
  /**
   * These members, at most 50.
   */
  'userIds'?: (string)[];
  /**
   * Everybody.
   */
  'all'?: (boolean);
  /**
   * They are notified even when they muted the group. Only takes effect with a push. Together with `all`, for the owner and admins.
   */
  'notify'?: (boolean);
}

/**
 * Whom a group message mentions.
 */
export interface Mentions {
  /**
   * These members, at most 50.
   */
  'userIds': (string)[];
  /**
   * Everybody.
   */
  'all': (boolean);
  /**
   * They are notified even when they muted the group. Only takes effect with a push. Together with `all`, for the owner and admins.
   */
  'notify': (boolean);
}
