import {
  deadLetterTopic,
  headers,
  messageAccepted,
  offlineRecipients,
  pushDeadLetterTopic,
  pushTask,
  pushTaskTopic,
  topicCatalogue,
} from '@bellhop/contracts';
import {
  createProducer,
  endOffsets,
  ensureTopics,
  eventRecord,
  readRecords,
  recordIn,
  type OutgoingRecord,
  type StoredRecord,
} from '@bellhop/kafka';
import { testConfig, testKafka } from '@bellhop/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { deadLettersCommand } from '../src/dead-letters/command.ts';

const kafka = testKafka(testConfig());

const failed = (topic: string, record: OutgoingRecord, code: string): OutgoingRecord => ({
  ...record,
  topic,
  headers: {
    ...record.headers,
    [headers.originalTopic]: record.topic,
    [headers.originalPartition]: '3',
    [headers.originalOffset]: '42',
    [headers.consumerGroup]: 'a-group',
    [headers.errorClass]: 'bug',
    [headers.errorCode]: code,
    [headers.errorMessage]: 'it\nwent wrong',
    [headers.dueAt]: '1',
  },
});
const message = {
  app: 'demo',
  messageId: 'm-1',
  conversationId: 'peer/a/b',
  text: 'a secret',
  senderUserId: 'a',
  toUserId: 'b',
};
const task = {
  app: 'demo',
  messageId: 'm-2',
  taskId: 't',
  attempts: 7,
  title: 'words',
  targets: [{ pushId: 'p', token: 'a-token', userId: 'b', deviceId: 'd' }],
};

const run = async (...args: string[]): Promise<string[]> => {
  const lines: string[] = [];
  await deadLettersCommand(args, { kafka, print: (line) => lines.push(line) });
  return lines;
};
const lyingIn = async (...topics: Parameters<typeof readRecords>[1]): Promise<StoredRecord[]> => {
  const records: StoredRecord[] = [];
  await readRecords(kafka, topics, (record) => records.push(record));
  return records;
};

beforeAll(async () => {
  await ensureTopics(kafka, topicCatalogue());
  // Until every partition has its leader: a batch that is sent again because one had none would be there twice.
  for (const { name } of topicCatalogue()) await endOffsets(kafka, name);
  const producer = await createProducer(kafka);
  const accepted = eventRecord(messageAccepted, message);
  await producer.publish([
    failed(deadLetterTopic('message-store').name, accepted, 'TypeError'),
    failed(deadLetterTopic('message-store').name, { ...accepted, value: Buffer.from([0xff]) }, 'UNDECODABLE'),
    failed(
      deadLetterTopic('push-router').name,
      eventRecord(offlineRecipients, { app: 'demo', messageId: 'm-1', conversationId: 'peer/a/b' }),
      'TypeError',
    ),
    failed(pushDeadLetterTopic('xiaomi').name, recordIn(pushTaskTopic('xiaomi').name, pushTask, task), '10016'),
  ]);
  await producer.close();
});

describe('dead letters', () => {
  it('are listed, of services and of vendors, one line each', async () => {
    const lines = await run('list');
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toBe('4 dead letters.');
    expect(lines.find((line) => line.startsWith('message-store:0:0'))).toMatch(
      /demo m-1 {2}from im\.message-accepted\.v1 {2}bug TypeError: it\\u000awent wrong$/,
    );
  });

  it.each([
    [['list', 'xiaomi'], ['xiaomi:']],
    [
      ['list', '--message', 'm-1'],
      ['message-store:0:0', 'push-router:'],
    ],
    [['list', 'push-router', 'message-store', '--code', 'UNDECODABLE'], ['message-store:0:1']],
    [['list', '--message', 'another'], []],
  ])('%j finds those that are asked for', async (args, found) => {
    const lines = await run(...args);
    expect(lines.slice(0, -1).map((line) => found.find((start) => line.startsWith(start)))).toEqual(
      expect.arrayContaining(found),
    );
    expect(lines).toHaveLength(found.length + 1);
  });

  it('are shown with what they hold, without tokens, and with words only where asked for', async () => {
    const [shown = ''] = await run('show', 'message-store:0:0');
    expect(JSON.parse(shown)).toMatchObject({
      from: { topic: 'im.message-accepted.v1', partition: '3', offset: '42' },
      holds: { messageId: 'm-1', text: '[8 characters]' },
    });
    const [inFull = ''] = await run('show', 'message-store:0:0', '--content');
    expect(JSON.parse(inFull)).toMatchObject({ holds: { text: 'a secret', content: 'text' } });
    const [id = ''] = (await run('list', 'xiaomi')).map((line) => line.split(' ')[0] ?? '');
    expect((await run('show', id, '--content')).join('')).not.toContain('a-token');
    expect(JSON.parse((await run('show', 'message-store:0:1')).join(''))).toMatchObject({ holds: null });
  });

  it('go back to the topics that they came from as they were, once', async () => {
    const [xiaomi = ''] = (await run('list', 'xiaomi')).map((line) => line.split(' ')[0] ?? '');
    expect(await run('send-back', 'message-store:0:0', xiaomi)).toEqual(['2 of 2 sent back.']);
    const [back] = await lyingIn(messageAccepted.topic);
    expect(messageAccepted.decode(back?.value ?? Buffer.alloc(0))).toMatchObject({
      messageId: 'm-1',
      text: 'a secret',
    });
    expect(back?.key).toBe('demo/peer/a/b');
    expect(Object.keys(back?.headers ?? {}).filter((name) => name.startsWith('x-'))).toEqual([]);
    const [pushed] = await lyingIn(pushTaskTopic('xiaomi'));
    expect(pushTask.decode(pushed?.value ?? Buffer.alloc(0))).toMatchObject({ messageId: 'm-2', attempts: 0 });

    expect((await run('list')).at(-1)).toBe('2 dead letters.');
    expect((await run('list', '--sent-back')).filter((line) => line.endsWith('(sent back)'))).toHaveLength(2);
    expect(await run('send-back', 'xiaomi', '--all')).toEqual(['There was nothing to send back.']);
    expect(await run('send-back', 'message-store', 'push-router', '--all', '--code', 'TypeError')).toEqual([
      '1 of 1 sent back.',
    ]);
  });

  it.each([
    [[], 'Dead letters'],
    [['burn'], 'There is no command "burn"'],
    [['list', 'nowhere'], 'nowhere is no place of dead letters'],
    [['list', '--colour'], "Unknown option '--colour'"],
    [['show'], 'show takes one ID'],
    [['show', 'message-store:0:99'], 'There is no dead letter message-store:0:99'],
    [['send-back'], 'Say which'],
    [['send-back', '--all'], 'Say which'],
    [['send-back', 'x'], 'x is no place'],
  ])('%j says what is wrong', async (args, problem) => {
    await expect(run(...args)).rejects.toThrow(problem);
  });
});
