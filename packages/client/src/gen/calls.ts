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
      /**
       * What others read as the sender of their messages; left out = as it was
       */
      userName?: string;
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
   * Says that the app is in the background, or back: the app’s settings say how messages come then
   */
  reportAppState: {
    request: {
      background: boolean;
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
   * Says what became of notifications of the device: they were shown, or tapped
   */
  reportNotifications: {
    request: {
      /**
       * @minItems 1
       * @maxItems 100
       */
      reports: {
        /**
         * Of the notification; of a call its callID
         */
        messageID: string;
        kind: 'arrived' | 'clicked';
        /**
         * How long ago that was
         */
        agoMs: number;
      }[];
    };
    answer: {
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
      media?: {
        kind: 'image' | 'file' | 'audio' | 'video';
        url: string;
        name?: string;
        sizeBytes?: number;
        mimeType?: string;
        durationMs?: number;
        width?: number;
        height?: number;
        thumbnailURL?: string;
      };
      combined?: {
        title: string;
        /**
         * @minItems 1
         * @maxItems 5
         */
        previews: string[];
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
      mentions?: {
        /**
         * @maxItems 50
         */
        userIDs?: string[];
        all?: boolean;
        notify?: boolean;
      };
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
        media?: {
          kind: string;
          url: string;
          name?: string;
          sizeBytes?: number;
          mimeType?: string;
          durationMs?: number;
          width?: number;
          height?: number;
          thumbnailURL?: string;
          [k: string]: unknown;
        };
        combined?: {
          title: string;
          previews: string[];
          data: string;
          [k: string]: unknown;
        };
        missedCall?: {
          callID: string;
          [k: string]: unknown;
        };
        revocation?: {
          messageID: string;
          seq: number;
          fromUserID: string;
          [k: string]: unknown;
        };
        revokedByUserID?: string;
        mentions?: {
          userIDs?: string[];
          all?: boolean;
          notify?: boolean;
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
   * Sets what a user is notified of in a conversation: everything, what mentions them, or nothing
   */
  setConversationNotificationStatus: {
    request: {
      conversationID: string;
      notifyMode: 'all' | 'mentions' | 'none';
      muteUntil?: number;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Revokes a message: its sender within the app’s limit, an owner or admin of the group and, without `userID`, the app itself at any time
   */
  revokeMessage: {
    request: {
      conversationID: string;
      messageID: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
      revocationMessageID: string;
      [k: string]: unknown;
    };
  };
  /**
   * Deletes messages for one user, on all their devices; others keep them
   */
  deleteMessages: {
    request: {
      conversationID: string;
      /**
       * @minItems 1
       * @maxItems 100
       */
      messageIDs: string[];
    };
    answer: {
      deletedCount: number;
      [k: string]: unknown;
    };
  };
  /**
   * Deletes a conversation up to now for one user, on all their devices; it comes back with its next message
   */
  deleteConversation: {
    request: {
      conversationID: string;
    };
    answer: {
      deletedSeq: number;
      [k: string]: unknown;
    };
  };
  /**
   * A user has read a conversation up to a message, on all their devices
   */
  markConversationRead: {
    request: {
      conversationID: string;
      seq: number;
    };
    answer: {
      readSeq: number;
      /**
       * 1,000 = so many or more
       */
      unreadCount: number;
      [k: string]: unknown;
    };
  };
  /**
   * How far the other user of a peer conversation has read, and has the messages
   */
  getPeerReceipt: {
    request: {
      conversationID: string;
    };
    answer: {
      readSeq: number;
      deliveredSeq: number;
      [k: string]: unknown;
    };
  };
  /**
   * Who of a group has read a message, by user id, in pages; with `userID` only for its sender
   */
  listMessageReaders: {
    request: {
      conversationID: string;
      messageID: string;
      pageSize?: number;
      pageToken?: string;
    };
    answer: {
      readCount: number;
      receiverCount: number;
      userIDs: string[];
      /**
       * Absent on the last page
       */
      nextPageToken?: string;
      [k: string]: unknown;
    };
  };
  /**
   * The conversations of a user, the one with the newest message first, in pages
   */
  listConversations: {
    request: {
      pageSize?: number;
      pageToken?: string;
    };
    answer: {
      conversations: {
        conversationID: string;
        groupID?: string;
        groupName?: string;
        peerUserID?: string;
        lastMessage?: {
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
          media?: {
            kind: string;
            url: string;
            name?: string;
            sizeBytes?: number;
            mimeType?: string;
            durationMs?: number;
            width?: number;
            height?: number;
            thumbnailURL?: string;
            [k: string]: unknown;
          };
          combined?: {
            title: string;
            previews: string[];
            data: string;
            [k: string]: unknown;
          };
          missedCall?: {
            callID: string;
            [k: string]: unknown;
          };
          revocation?: {
            messageID: string;
            seq: number;
            fromUserID: string;
            [k: string]: unknown;
          };
          revokedByUserID?: string;
          mentions?: {
            userIDs?: string[];
            all?: boolean;
            notify?: boolean;
            [k: string]: unknown;
          };
          /**
           * Unix ms
           */
          acceptedAt: number;
          [k: string]: unknown;
        };
        /**
         * 1,000 = so many or more
         */
        unreadCount: number;
        readSeq: number;
        notifyMode: 'all' | 'mentions' | 'none';
        /**
         * Unix ms
         */
        muteUntil?: number;
        /**
         * Unix ms
         */
        activeAt: number;
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
   * The messages of a conversation as a user sees it, newest first, from a place or a time backwards
   */
  queryMessages: {
    request: {
      conversationID: string;
      beforeSeq?: number;
      beforeAt?: number;
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
        media?: {
          kind: string;
          url: string;
          name?: string;
          sizeBytes?: number;
          mimeType?: string;
          durationMs?: number;
          width?: number;
          height?: number;
          thumbnailURL?: string;
          [k: string]: unknown;
        };
        combined?: {
          title: string;
          previews: string[];
          data: string;
          [k: string]: unknown;
        };
        missedCall?: {
          callID: string;
          [k: string]: unknown;
        };
        revocation?: {
          messageID: string;
          seq: number;
          fromUserID: string;
          [k: string]: unknown;
        };
        revokedByUserID?: string;
        mentions?: {
          userIDs?: string[];
          all?: boolean;
          notify?: boolean;
          [k: string]: unknown;
        };
        /**
         * Unix ms
         */
        acceptedAt: number;
        [k: string]: unknown;
      }[];
      /**
       * `beforeSeq` of the next page; absent on the last
       */
      nextBeforeSeq?: number;
      /**
       * Absent on the last page
       */
      nextPageToken?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
            pushKind?: string;
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
      notice?: string;
      joinRule?: 'free' | 'membersInvite' | 'adminsInvite' | 'closed';
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
   * A group as it stands; with `userID` only for a member, and with their role
   */
  getGroup: {
    request: {
      groupID: string;
    };
    answer: {
      group: {
        groupID: string;
        name: string;
        notice: string;
        ownerUserID: string;
        joinRule: 'free' | 'membersInvite' | 'adminsInvite' | 'closed';
        isMuted: boolean;
        /**
         * Unix ms
         */
        muteUntil?: number;
        isDissolved: boolean;
        memberCount: number;
        [k: string]: unknown;
      };
      role?: 'owner' | 'admin' | 'member';
      [k: string]: unknown;
    };
  };
  /**
   * The groups of a user by id, in pages, without dissolved ones
   */
  listUserGroups: {
    request: {
      pageSize?: number;
      pageToken?: string;
    };
    answer: {
      groups: {
        groupID: string;
        name: string;
        role: 'owner' | 'admin' | 'member';
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
  /**
   * Invites users, as the join rule lets; without `inviterUserID` the app adds them
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
   * A user enters a group whose join rule is `free`
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
   * A user leaves a group; an owner hands it to the admin, or else member, who has been there longest
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
        role: 'owner' | 'admin' | 'member';
        /**
         * Unix ms
         */
        joinedAt: number;
        isMuted: boolean;
        /**
         * Unix ms
         */
        muteUntil?: number;
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
   * Names a group anew; for owner and admins
   */
  updateGroupName: {
    request: {
      groupID: string;
      name: string;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Sets what the members of a group are to know; for owner and admins
   */
  updateGroupNotice: {
    request: {
      groupID: string;
      notice: string;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Sets how users come into a group; for owner and admins
   */
  updateGroupJoinRule: {
    request: {
      groupID: string;
      joinRule: 'free' | 'membersInvite' | 'adminsInvite' | 'closed';
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Makes a member an admin, or an admin a member; for the owner
   */
  setGroupMemberRole: {
    request: {
      groupID: string;
      memberUserID: string;
      role: 'admin' | 'member';
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Makes another member the owner; who was it becomes a member
   */
  transferGroupOwner: {
    request: {
      groupID: string;
      newOwnerUserID: string;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Removes members: the owner everybody else, admins those who are neither; all named or none
   */
  kickGroupMembers: {
    request: {
      groupID: string;
      /**
       * @minItems 1
       * @maxItems 500
       */
      userIDs: string[];
    };
    answer: {
      memberCount: number;
      [k: string]: unknown;
    };
  };
  /**
   * Lets only owner and admins write, or everybody again; for owner and admins
   */
  muteGroup: {
    request: {
      groupID: string;
      isMuted: boolean;
      /**
       * Unix ms; left out = until somebody ends it
       */
      muteUntil?: number;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Forbids members to write, or allows it again: the owner everybody else, admins those who are neither. They go on receiving
   */
  muteGroupMembers: {
    request: {
      groupID: string;
      /**
       * @minItems 1
       * @maxItems 500
       */
      userIDs: string[];
      isMuted: boolean;
      /**
       * Unix ms; left out = until somebody ends it
       */
      muteUntil?: number;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Ends a group for good: nobody can send to it, members keep what they have; for the owner
   */
  dissolveGroup: {
    request: {
      groupID: string;
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Sets attributes of a group, others stay; for owner and admins. A group has at most 50
   */
  setGroupAttributes: {
    request: {
      groupID: string;
      /**
       * Texts of at most 1,024 bytes by key, 1 to 50; keys have at most 64 characters
       */
      attributes: {
        /**
         * must have at most 1024 bytes in UTF-8
         */
        [k: string]: string;
      };
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * Deletes attributes of a group; for owner and admins
   */
  deleteGroupAttributes: {
    request: {
      groupID: string;
      /**
       * @minItems 1
       * @maxItems 50
       */
      keys: string[];
    };
    answer: {
      [k: string]: unknown;
    };
  };
  /**
   * The attributes of a group; with `userID` only for a member
   */
  getGroupAttributes: {
    request: {
      groupID: string;
    };
    answer: {
      attributes: {
        [k: string]: string;
      };
      [k: string]: unknown;
    };
  };
  /**
   * What a user wants of pushes, on whatever device
   */
  getUserSettings: {
    request: {};
    answer: {
      settings: {
        userName: string;
        quietHours?: {
          from: string;
          to: string;
          timeZone: string;
          days: number[];
          [k: string]: unknown;
        };
        quietPlatforms?: {
          onlinePlatforms: string[];
          quietPlatforms: string[];
          [k: string]: unknown;
        };
        badge: number;
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Changes what is said: the name that others read, quiet hours (`{}` = none any more), and which platforms are silent while others are online
   */
  updateUserSettings: {
    request: {
      userName?: string;
      quietHours?: {
        from?: string;
        to?: string;
        /**
         * IANA name; left out = that of each device
         */
        timeZone?: string;
        /**
         * On which they begin, 1 = Monday; left out = every day
         *
         * @maxItems 7
         */
        days?: number[];
      };
      quietPlatforms?: {
        /**
         * @maxItems 10
         */
        onlinePlatforms?: string[];
        /**
         * @maxItems 10
         */
        quietPlatforms?: string[];
      };
    };
    answer: {
      settings: {
        userName: string;
        quietHours?: {
          from: string;
          to: string;
          timeZone: string;
          days: number[];
          [k: string]: unknown;
        };
        quietPlatforms?: {
          onlinePlatforms: string[];
          quietPlatforms: string[];
          [k: string]: unknown;
        };
        badge: number;
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
  };
  /**
   * Says what stands on the user's badge now, as when the app was opened (0); later pushes count on from there
   */
  setBadge: {
    request: {
      badge: number;
    };
    answer: {
      [k: string]: unknown;
    };
  };
}
