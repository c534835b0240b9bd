import { InvalidInput } from '@bellhop/runtime';
import { describe, expect, it } from 'vitest';
import { checkMessage } from './check-message.ts';
import { clientMessage, serviceMessage } from './message-input.ts';
import { parseInput } from './parse-input.ts';

const peer = { toUserID: 'bob', text: 'hi' };
const push = { title: 'Alice', content: 'hi' };
const url = 'https://media.example/1';
const image = { toUserID: 'bob', media: { kind: 'image', url } };
const combined = { title: 'Alice and Bob', previews: ['hi'], data: '{}' };
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
    [
      'all of a film',
      {
        toUserID: 'bob',
        media: {
          kind: 'video',
          url,
          name: 'holiday.mp4',
          sizeBytes: 4_000_000_000,
          mimeType: 'video/mp4',
          durationMs: 90_000,
          width: 1_920,
          height: 1_080,
          thumbnailURL: `${url}.png`,
        },
      },
    ],
    ['combined messages', { toUserID: 'bob', combined }],
    ['mentions of 50 members', { toGroupID: 'g', text: 'x', mentions: { userIDs: users(50), notify: true } }],
    ['a mention of all', { toGroupID: 'g', text: 'x', mentions: { all: true } }],
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
    ['two of the newer contents', { ...image, combined }, 'combined'],
    ['media of an unknown kind', { toUserID: 'bob', media: { kind: 'hologram', url } }, 'media.kind'],
    ['media without address', { toUserID: 'bob', media: { kind: 'image' } }, 'media.url'],
    ['an address that is not https', { ...image, media: { kind: 'image', url: 'http://x/1' } }, 'media.url'],
    ['a script for an address', { ...image, media: { kind: 'image', url: 'javascript:alert(1)' } }, 'media.url'],
    ['an address without host', { ...image, media: { kind: 'image', url: 'https://' } }, 'media.url'],
    ['a negative size', { ...image, media: { kind: 'image', url, sizeBytes: -1 } }, 'media.sizeBytes'],
    [
      'a play time beyond 32 bits',
      { ...image, media: { kind: 'audio', url, durationMs: 2 ** 31 } },
      'media.durationMs',
    ],
    [
      'a thumbnail that is not https',
      { ...image, media: { kind: 'image', url, thumbnailURL: 'x' } },
      'media.thumbnailURL',
    ],
    [
      'combined messages without preview',
      { toUserID: 'bob', combined: { ...combined, previews: [] } },
      'combined.previews',
    ],
    ['combined messages without title', { toUserID: 'bob', combined: { ...combined, title: '' } }, 'combined.title'],
    ['mentions in a peer message', { ...peer, mentions: { all: true } }, 'mentions'],
    ['mentions of nobody', { toGroupID: 'g', text: 'x', mentions: { notify: true } }, 'mentions'],
    ['an empty text', { toUserID: 'bob', text: '' }, 'text'],
    ['a text that is a number', { toUserID: 'bob', text: 5 }, 'text'],
    ['targets of a peer message', { ...peer, targetUserIDs: ['x'] }, 'targetUserIDs'],
    ['a list of targets that names nobody', { toGroupID: 'g', text: 'x', targetUserIDs: [] }, 'targetUserIDs'],
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

  it.each([
    [
      { media: { kind: 'image', url: `https://x/${'x'.repeat(2_039)}` } },
      'media.url: has 2049 characters, 2048 are allowed',
    ],
    [{ media: { kind: 'image', url, name: 'x'.repeat(257) } }, 'media.name: has 257 characters, 256 are allowed'],
    [{ media: { kind: 'image', url, width: 2 ** 31 } }, 'media.width is 2147483648, at most 2147483647 is allowed'],
    [{ combined: { ...combined, title: 'x'.repeat(129) } }, 'combined.title: has 129 characters, 128 are allowed'],
    [{ combined: { ...combined, previews: users(6) } }, 'combined.previews: has 6 entries, 5 are allowed'],
    [{ text: 'x', mentions: { userIDs: users(51) } }, 'mentions.userIDs: names 51 users, 50 are allowed'],
  ])('says by how much a limit is exceeded', (content, problem) => {
    expect(() => parseInput(clientMessage, { toGroupID: 'g', ...content })).toThrow(problem);
  });

  it('needs a sender when a service sends it', () => {
    expect(() => parseInput(serviceMessage, peer)).toThrow('fromUserID');
  });

  it('must fit the settings of its app', () => {
    const app = { limits: { maxTextBytes: 6 }, resourcesIds: new Set(['calls']), templateIds: new Set<string>() };
    const parsed = (message: object) =>
      parseInput(serviceMessage, { fromUserID: 'alice', toUserID: 'bob', ...message });
    expect(checkMessage(parsed({ text: '中中' }), app)).toBeUndefined();
    expect(checkMessage(parsed({ text: '中中!' }), app)).toMatchObject({ code: 'TEXT_TOO_LONG', field: 'text' });
    expect(checkMessage(parsed({ custom: { type: 1, data: '1234567' } }), app)).toMatchObject({
      code: 'TEXT_TOO_LONG',
      field: 'custom.data',
    });
    const { data: _, ...several } = combined;
    expect(
      checkMessage(
        parseInput(serviceMessage, { fromUserID: 'alice', toUserID: 'bob', combined: { ...several, data: '1234567' } }),
        app,
      ),
    ).toMatchObject({ code: 'TEXT_TOO_LONG', field: 'combined.data' });
    expect(checkMessage(parsed({ text: 'x', pushConfig: { ...push, resourcesID: 'calls' } }), app)).toBeUndefined();
    expect(checkMessage(parsed({ text: 'x', pushConfig: { ...push, resourcesID: 'other' } }), app)).toMatchObject({
      code: 'UNKNOWN_RESOURCE',
    });
  });
});
