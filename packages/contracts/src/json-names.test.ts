import { describe, expect, it } from 'vitest';
import { jsonEnumValue, jsonName, jsonOfMessage, messageOfJson } from './json-names.ts';
import { messageType } from './message-type.ts';

describe('names in JSON', () => {
  it.each([
    ['userId', 'userID'],
    ['toUserId', 'toUserID'],
    ['targetUserIds', 'targetUserIDs'],
    ['showTtlSeconds', 'showTTLSeconds'],
    ['acceptedAtMs', 'acceptedAt'],
    ['atMs', 'at'],
    ['asOfMs', 'asOf'],
    ['retryAfterMs', 'retryAfterMs'],
    ['localId', 'localMessageID'],
    ['identity', 'identity'],
    ['token', 'token'],
  ])('has %s as %s', (field, name) => expect(jsonName(field)).toBe(name));

  it.each([
    ['GroupRole', 'GROUP_ROLE_OWNER', 'owner'],
    ['ClickActionKind', 'CLICK_ACTION_KIND_OPEN_URL', 'openURL'],
    ['GroupRefusal', 'GROUP_REFUSAL_NOT_A_MEMBER', 'notAMember'],
    ['Vendor', 'VENDOR_UNSPECIFIED', undefined],
  ])('has of %s the value %s as %s', (type, value, name) => expect(jsonEnumValue(type, value)).toBe(name));
});

describe('a message as JSON', () => {
  const type = messageType('bellhop.admin.v1.SaveResourceRequest', ['bellhop/admin/v1/admin_service.proto']);
  const message = {
    app: 'demo',
    resource: {
      resourcesId: 'calls',
      // Keys of maps are data, whatever they look like.
      vendors: {
        xiaomi: { channelId: 'c', clickAction: { kind: 'CLICK_ACTION_KIND_OPEN_PAGE', value: 'p' } },
        userId: { showTtlSeconds: 60, hideInForeground: false },
      },
    },
  };
  const json = {
    app: 'demo',
    resource: {
      resourcesID: 'calls',
      vendors: {
        xiaomi: { channelID: 'c', clickAction: { kind: 'openPage', value: 'p' } },
        userId: { showTTLSeconds: 60, hideInForeground: false },
      },
    },
  };

  it('has every name translated, and back', () => {
    expect(jsonOfMessage(type, message)).toEqual(json);
    expect(messageOfJson(type, json)).toEqual(message);
  });

  it('has neither what is not set nor what the contract does not know', () => {
    expect(jsonOfMessage(type, { app: 'demo', resource: null })).toEqual({ app: 'demo' });
    expect(messageOfJson(type, { app: 'demo', colour: 'red' })).toEqual({ app: 'demo' });
  });
});
