import { InvalidInput } from '@bellhop/runtime';
import { describe, expect, it } from 'vitest';
import { checkMessage } from './check-message.ts';
import { clientMessage, serviceMessage } from './message-input.ts';
import { parseInput } from './parse-input.ts';

const peer = { toUserID: 'bob', text: 'hi' };
const push = { title: 'Alice', content: 'hi' };
const users = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);

describe('a message', () => {
  it.each([
    ['peer text', peer],
    [
      'custom to a group with targets',
      { toGroupID: 'g', custom: { type: 200, data: '' }, targetUserIDs: users(2_000) },
    ],
    [
      'all of a push config',
      {
        ...peer,
        pushConfig: {
          ...push,
          payload: '{}',
          resourcesID: 'r.1',
          threadID: 't',
          enableBadge: true,
          badgeIncrement: 99,
          templateID: '2882303761517',
          titleParameters: { name: 'Alice 🎉' },
          contentParameters: {},
        },
      },
    ],
    ['64 characters that are emojis', { ...peer, pushConfig: { ...push, title: '🎉'.repeat(64) } }],
    ['every character an id may have', { ...peer, toUserID: '!#$%&()+-:;<=.>?@[]^_{}|~aZ09' }],
  ])('is taken: %s', (_title, message) => {
    expect(parseInput(clientMessage, message)).toEqual(message);
  });

  it.each([
    ['no target', { text: 'x' }, 'toUserID'],
    ['two targets', { ...peer, toGroupID: 'g' }, 'toGroupID'],
    ['no content', { toUserID: 'bob' }, 'text'],
    ['two contents', { ...peer, custom: { type: 1, data: '' } }, 'custom'],
    ['an empty text', { toUserID: 'bob', text: '' }, 'text'],
    ['a text that is a number', { toUserID: 'bob', text: 5 }, 'text'],
    ['targets of a peer message', { ...peer, targetUserIDs: ['x'] }, 'targetUserIDs'],
    ['2,001 targets', { toGroupID: 'g', text: 'x', targetUserIDs: users(2_001) }, 'targetUserIDs'],
    ['a user id of 65 bytes', { ...peer, toUserID: 'x'.repeat(65) }, 'toUserID'],
    [
      'settings that a vendor does not know',
      { ...peer, pushConfig: { ...push, vendors: { vivo: { channelID: 'x' } } } },
      'pushConfig.vendors.vivo.channelID',
    ],
    [
      'a value that a vendor does not know',
      { ...peer, pushConfig: { ...push, vendors: { huawei: { importance: 'HIGH' } } } },
      'pushConfig.vendors.huawei.importance',
    ],
    [
      'a private message of oppo without a template',
      { ...peer, pushConfig: { ...push, vendors: { oppo: { category: 'IM' } } } },
      'pushConfig.vendors.oppo.templateID',
    ],
    ['settings for nobody', { ...peer, pushConfig: { ...push, vendors: { nokia: {} } } }, 'pushConfig.vendors.nokia'],
    ['a user id with a slash', { ...peer, toUserID: 'a/b' }, 'toUserID'],
    ['a local id of 65 characters', { ...peer, localMessageID: 'x'.repeat(65) }, 'localMessageID'],
    ['a sub type of 201', { toUserID: 'bob', custom: { type: 201, data: '' } }, 'custom.type'],
    ['a title of 65 characters', { ...peer, pushConfig: { ...push, title: 'x'.repeat(65) } }, 'pushConfig.title'],
    ['a blank title', { ...peer, pushConfig: { ...push, title: ' \n' } }, 'pushConfig.title'],
    ['a blank content', { ...peer, pushConfig: { ...push, content: '\u3000' } }, 'pushConfig.content'],
    [
      'a template id of 65 characters',
      { ...peer, pushConfig: { ...push, templateID: 'x'.repeat(65) } },
      'pushConfig.templateID',
    ],
    [
      'a blank variable of a template',
      { ...peer, pushConfig: { ...push, titleParameters: { name: ' ' } } },
      'pushConfig.titleParameters.name',
    ],
    [
      'ten variables of a template',
      {
        ...peer,
        pushConfig: {
          ...push,
          contentParameters: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`v${index}`, 'x'])),
        },
      },
      'pushConfig.contentParameters',
    ],
    ['no title', { ...peer, pushConfig: { content: 'c' } }, 'pushConfig.title'],
    [
      'a content of 513 characters',
      { ...peer, pushConfig: { ...push, content: 'x'.repeat(513) } },
      'pushConfig.content',
    ],
    ['a payload of 1,001 bytes', { ...peer, pushConfig: { ...push, payload: '中'.repeat(334) } }, 'pushConfig.payload'],
    [
      'a resources id of 33 characters',
      { ...peer, pushConfig: { ...push, resourcesID: 'x'.repeat(33) } },
      'pushConfig.resourcesID',
    ],
    [
      'a thread id of 65 characters',
      { ...peer, pushConfig: { ...push, threadID: 'x'.repeat(65) } },
      'pushConfig.threadID',
    ],
    ['a badge of 100', { ...peer, pushConfig: { ...push, badgeIncrement: 100 } }, 'pushConfig.badgeIncrement'],
    ['an unknown field', { ...peer, subject: 's' }, 'subject'],
    ['an unknown field deep inside', { ...peer, pushConfig: { ...push, sound: 's' } }, 'pushConfig.sound'],
    ['no object', 'hello', ''],
  ])('is refused for %s, naming the field', (_title, message, field) => {
    let problem: unknown;
    try {
      parseInput(clientMessage, message);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(InvalidInput);
    expect(problem).toMatchObject({ field });
  });

  it('needs a sender when a service sends it', () => {
    expect(() => parseInput(serviceMessage, peer)).toThrow('fromUserID');
  });

  it('must fit the settings of its app', () => {
    const app = { limits: { maxTextBytes: 6 }, resourcesIds: new Set(['calls']) };
    const parsed = (message: object) =>
      parseInput(serviceMessage, { fromUserID: 'alice', toUserID: 'bob', ...message });
    expect(checkMessage(parsed({ text: '中中' }), app)).toBeUndefined();
    expect(checkMessage(parsed({ text: '中中!' }), app)).toMatchObject({ code: 'TEXT_TOO_LONG', field: 'text' });
    expect(checkMessage(parsed({ custom: { type: 1, data: '1234567' } }), app)).toMatchObject({
      code: 'TEXT_TOO_LONG',
      field: 'custom.data',
    });
    expect(checkMessage(parsed({ text: 'x', pushConfig: { ...push, resourcesID: 'calls' } }), app)).toBeUndefined();
    expect(checkMessage(parsed({ text: 'x', pushConfig: { ...push, resourcesID: 'other' } }), app)).toMatchObject({
      code: 'UNKNOWN_RESOURCE',
    });
  });
});
