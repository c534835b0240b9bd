// Generated from the calls of the API by scripts/gen-api.mjs. Do not edit.

export interface Frames {
  /**
   * Logs a user in on a device: the first frame of every connection
   */
  login: {
    request: {
      app: string;
      token: string;
      deviceID: string;
      deviceSecret?: string;
      platform?: string;
      version?: string;
      resume?: boolean;
    };
    answer: {
      userID: string;
      pushID?: string;
      deviceSecret?: string;
      heartbeatIntervalMs: number;
      silenceTimeoutMs: number;
      /**
       * Unix ms
       */
      serverTime: number;
      [k: string]: unknown;
    };
  };
  /**
   * Proves that the client lives. Any other frame does, too
   */
  heartbeat: {
    request: {};
    answer: {
      /**
       * Unix ms
       */
      serverTime: number;
      [k: string]: unknown;
    };
  };
  /**
   * Replaces the token of a live connection
   */
  renewToken: {
    request: {
      token: string;
    };
    answer: {
      /**
       * Unix ms
       */
      expiresAt: number;
      [k: string]: unknown;
    };
  };
  /**
   * Ends the session and clears the device's binding: no more pushes for this user on it
   */
  logout: {
    request: {};
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * What took place on the device while it had no connection: a logout, an unregistration
   */
  updateDevice: {
    request: {
      app: string;
      deviceID: string;
      deviceSecret: string;
      logoutUserID?: string;
      unregisterPush?: boolean;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Gives the device its push address
   */
  registerPush: {
    request: {
      vendor: 'xiaomi' | 'huawei' | 'oppo' | 'vivo' | 'fcm';
      token: string;
      appType?: number;
      platform?: string;
      environment?: 'production' | 'sandbox';
      locale?: string;
      timeZone?: string;
      appVersion?: string;
    };
    answer: {
      pushID: string;
      [k: string]: unknown;
    };
  };
  /**
   * Stops every push to the device until it registers again
   */
  unregisterPush: {
    request: {};
    answer: {
      unregistered: boolean;
      [k: string]: unknown;
    };
  };
  /**
   * Sends a message. The answer means that the system has it and never loses it
   */
  send: {
    request: {
      toUserID?: string;
      toGroupID?: string;
      text?: string;
      custom?: {
        type: number;
        data: string;
      };
      localMessageID?: string;
      pushConfig?: {
        title: string;
        content: string;
        /**
         * must have at most 1000 bytes in UTF-8
         */
        payload?: string;
        resourcesID?: string;
        threadID?: string;
        enableBadge?: boolean;
        badgeIncrement?: number;
        templateID?: string;
        titleParameters?: {
          [k: string]: string;
        };
        contentParameters?: {
          [k: string]: string;
        };
        vendors?: {
          xiaomi?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          huawei?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          oppo?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          vivo?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          fcm?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
        };
        voIP?: {
          handleType?: 'generic' | 'phoneNumber' | 'emailAddress';
          handleValue?: string;
          hasVideo?: boolean;
        };
      };
      /**
       * @maxItems 2000
       */
      targetUserIDs?: string[];
    };
    answer: {
      messageID: string;
      conversationID: string;
      /**
       * Unix ms
       */
      acceptedAt: number;
      [k: string]: unknown;
    };
  };
  /**
   * The client has messages that came live
   */
  ack: {
    request: {
      /**
       * @minItems 1
       * @maxItems 500
       */
      messages: {
        messageID: string;
        conversationID: string;
        seq: number;
      }[];
    };
    answer: {
      acknowledged: number;
      [k: string]: unknown;
    };
  };
  /**
   * What the device missed, in pages
   */
  sync: {
    request: {
      pageSize?: number;
      pageToken?: string;
    };
    answer: {
      messages: {
        messageID: string;
        conversationID: string;
        seq: number;
        fromUserID: string;
        toUserID?: string;
        toGroupID?: string;
        localMessageID?: string;
        text?: string;
        custom?: {
          type: number;
          data: string;
          [k: string]: unknown;
        };
        missedCall?: {
          callID: string;
          [k: string]: unknown;
        };
        /**
         * Unix ms
         */
        acceptedAt: number;
        [k: string]: unknown;
      }[];
      /**
       * Absent on the last page
       */
      nextPageToken?: string;
      [k: string]: unknown;
    };
  };
  /**
   * The client has everything up to these positions
   */
  ackSync: {
    request: {
      /**
       * @minItems 1
       * @maxItems 500
       */
      positions: {
        conversationID: string;
        seq: number;
      }[];
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Calls up to 9 users: their devices ring until they answer, at most for the timeout (90 s when none is said)
   */
  callInvite: {
    request: {
      /**
       * @minItems 1
       * @maxItems 9
       */
      invitees: string[];
      timeoutSeconds?: number;
      /**
       * At most 2048 bytes in UTF-8
       */
      extendedData?: string;
      pushConfig?: {
        title: string;
        content: string;
        /**
         * must have at most 1000 bytes in UTF-8
         */
        payload?: string;
        resourcesID?: string;
        threadID?: string;
        enableBadge?: boolean;
        badgeIncrement?: number;
        templateID?: string;
        titleParameters?: {
          [k: string]: string;
        };
        contentParameters?: {
          [k: string]: string;
        };
        vendors?: {
          xiaomi?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          huawei?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          oppo?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          vivo?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          fcm?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
        };
        voIP?: {
          handleType?: 'generic' | 'phoneNumber' | 'emailAddress';
          handleValue?: string;
          hasVideo?: boolean;
        };
      };
      localCallID?: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Invites more users into a call that goes on; at most 9 others may be in it or rung at a time
   */
  callingInvite: {
    request: {
      callID: string;
      /**
       * @minItems 1
       * @maxItems 9
       */
      invitees: string[];
      pushConfig?: {
        title: string;
        content: string;
        /**
         * must have at most 1000 bytes in UTF-8
         */
        payload?: string;
        resourcesID?: string;
        threadID?: string;
        enableBadge?: boolean;
        badgeIncrement?: number;
        templateID?: string;
        titleParameters?: {
          [k: string]: string;
        };
        contentParameters?: {
          [k: string]: string;
        };
        vendors?: {
          xiaomi?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          huawei?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          oppo?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          vivo?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
          fcm?: {
            channelID?: string;
            category?: string;
            importance?: string;
            notifyLevel?: number;
            sound?: string;
            templateID?: string;
            image?: string;
            notifyType?: string;
            channelName?: string;
            hideInForeground?: boolean;
            onlySendOnce?: boolean;
            showTTLSeconds?: number;
            bigText?: boolean;
            urgency?: string;
            visibility?: string;
            receiptID?: string;
            groupByThread?: boolean;
            collapseKey?: string;
            directBoot?: boolean;
            analyticsLabel?: string;
            mutableContent?: boolean;
            badgeMode?: string;
            clickAction?: {
              kind: 'launchApp' | 'openPage' | 'openURL';
              value?: string;
            };
          };
        };
        voIP?: {
          handleType?: 'generic' | 'phoneNumber' | 'emailAddress';
          handleValue?: string;
          hasVideo?: boolean;
        };
      };
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Takes a call that rings; the other devices of the user stop ringing
   */
  callAccept: {
    request: {
      callID: string;
      /**
       * At most 2048 bytes in UTF-8
       */
      extendedData?: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Declines a call that rings; the other devices of the user stop ringing
   */
  callReject: {
    request: {
      callID: string;
      /**
       * At most 2048 bytes in UTF-8
       */
      extendedData?: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * The caller takes invitations back: all, which ends the call and is possible until somebody accepts, or some
   */
  callCancel: {
    request: {
      callID: string;
      /**
       * @minItems 0
       * @maxItems 9
       */
      invitees?: string[];
      /**
       * At most 2048 bytes in UTF-8
       */
      extendedData?: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Ends the call for everybody
   */
  callEnd: {
    request: {
      callID: string;
      /**
       * At most 2048 bytes in UTF-8
       */
      extendedData?: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Leaves the call; it ends when nobody is rung and fewer than two are in it
   */
  callQuit: {
    request: {
      callID: string;
      /**
       * At most 2048 bytes in UTF-8
       */
      extendedData?: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Comes into a call that goes on, after all or again; for users who were invited
   */
  callJoin: {
    request: {
      callID: string;
      /**
       * At most 2048 bytes in UTF-8
       */
      extendedData?: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * One call; with `viewerUserID` only for who is or was in it or invited
   */
  getCall: {
    request: {
      callID: string;
    };
    answer: {
      call: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * A user's calls, made, taken and missed, newest first, in pages
   */
  listCalls: {
    request: {
      pageSize?: number;
      pageToken?: string;
    };
    answer: {
      calls: {
        callID: string;
        callerUserID: string;
        state: 'started' | 'ended';
        extendedData: string;
        timeoutSeconds: number;
        /**
         * Unix ms
         */
        createdAt: number;
        /**
         * Unix ms
         */
        endedAt: number;
        version: number;
        users: {
          userID: string;
          state:
            | 'inviting'
            | 'offline'
            | 'received'
            | 'accepted'
            | 'rejected'
            | 'cancelled'
            | 'timeout'
            | 'notReceived'
            | 'quit'
            | 'ended';
          extendedData: string;
          /**
           * Unix ms
           */
          deadlineAt: number;
          /**
           * Unix ms
           */
          changedAt: number;
          inviterUserID: string;
          [k: string]: unknown;
        }[];
        [k: string]: unknown;
      }[];
      /**
       * Absent on the last page
       */
      nextPageToken?: string;
      [k: string]: unknown;
    };
  };
  /**
   * The client has an invitation (`callInvitationReceived`): without this within the ack timeout its device gets a push
   */
  callReceived: {
    request: {
      callID: string;
    };
    answer: {
      isRinging: boolean;
      [k: string]: unknown;
    };
  };
  /**
   * Creates a group; its owner may repeat it
   */
  createGroup: {
    request: {
      groupID: string;
      name?: string;
      /**
       * @maxItems 1999
       */
      memberUserIDs?: string[];
    };
    answer: {
      memberCount: number;
      [k: string]: unknown;
    };
  };
  /**
   * Invites users
   */
  inviteToGroup: {
    request: {
      groupID: string;
      /**
       * @minItems 1
       * @maxItems 2000
       */
      userIDs: string[];
    };
    answer: {
      memberCount: number;
      [k: string]: unknown;
    };
  };
  /**
   * A user enters a group
   */
  joinGroup: {
    request: {
      groupID: string;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * A user leaves a group; an owner hands it to the member who has been there longest
   */
  leaveGroup: {
    request: {
      groupID: string;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Lists the members by user id, in pages; with `viewerUserID` only for a member
   */
  listGroupMembers: {
    request: {
      groupID: string;
      pageSize?: number;
      pageToken?: string;
    };
    answer: {
      members: {
        userID: string;
        role: 'owner' | 'member';
        /**
         * Unix ms
         */
        joinedAt: number;
        [k: string]: unknown;
      }[];
      /**
       * Absent on the last page
       */
      nextPageToken?: string;
      [k: string]: unknown;
    };
  };
}
