import { parseArgs } from 'node:util';
import { createProducer, type KafkaConfig, type StoredRecord } from '@bellhop/kafka';
import { InvalidInput, printable } from '@bellhop/runtime';
import { contentsOf } from './contents.ts';
import { places, type Place } from './dead-letter.ts';
import { readDeadLetters, type FoundDeadLetter } from './read-dead-letters.ts';
import { sendBack } from './send-back.ts';

export const usage = `Dead letters: what no service could handle, and what no vendor takes.

  list [PLACE …]            what lies there and was not sent back
       --message ID         only about this message
       --code CODE          only with this cause
       --sent-back          also what was sent back
       --json               one JSON object a line
  show ID                   one of them, with what it holds; what people wrote is left out
       --content            with it
  send-back ID …            to the topics that they came from; do it when the cause is mended
  send-back PLACE … --all   everything there (with --message or --code: of it)

PLACE: ${places.join(', ')}.
ID: as list prints it, e.g. message-store:0:17.
Kafka: KAFKA_BROKERS (host:port,…), else that of the running demo.`;

/** Sent back in parts, so that memory stays bounded. */
const PART = 1_000;
const MAX_LISTED = 10_000;

/** Runs one command line. Throws InvalidInput, with what is wrong and what is allowed. */
export async function deadLettersCommand(
  args: readonly string[],
  { kafka, print }: { kafka: KafkaConfig; print: (line: string) => void },
): Promise<void> {
  const { values, positionals } = parsed(args);
  const [command, ...rest] = positionals;
  const filter = {
    ...(values.message === undefined ? {} : { messageId: values.message }),
    ...(values.code === undefined ? {} : { code: values.code }),
  };
  switch (command) {
    case 'list': {
      const found = await readDeadLetters(kafka, {
        ...filter,
        ...(rest.length === 0 ? {} : { places: rest.map(placeOf) }),
      });
      const listed = found.filter(({ isSentBack }) => values['sent-back'] === true || !isSentBack);
      for (const one of listed.slice(-MAX_LISTED)) print(values.json === true ? JSON.stringify(one) : lineOf(one));
      if (values.json !== true) print(closingLine(listed.length));
      return;
    }
    case 'show': {
      const [id, ...more] = rest;
      if (id === undefined || more.length > 0) throw new InvalidInput(`show takes one ID.\n\n${usage}`);
      const records = await recordsOf(kafka, [id]);
      for (const [found, record] of records)
        print(
          JSON.stringify(
            { ...found, holds: contentsOf(record, { withWords: values.content === true }) ?? null },
            null,
            2,
          ),
        );
      return;
    }
    case 'send-back': {
      const chosen =
        values.all === true
          ? (await readDeadLetters(kafka, { ...filter, places: rest.map(placeOf) }))
              .filter(({ isSentBack }) => !isSentBack)
              .map(({ id }) => id)
          : rest;
      if (values.all === true ? rest.length === 0 : chosen.length === 0)
        throw new InvalidInput(`Say which: IDs, or a PLACE with --all.\n\n${usage}`);
      const producer = await createProducer(kafka);
      try {
        for (let start = 0; start < chosen.length; start += PART) {
          const records = [...(await recordsOf(kafka, chosen.slice(start, start + PART))).values()];
          await sendBack(producer, records);
          print(`${Math.min(start + PART, chosen.length)} of ${chosen.length} sent back.`);
        }
      } finally {
        await producer.close();
      }
      if (chosen.length === 0) print('There was nothing to send back.');
      return;
    }
    default:
      throw new InvalidInput(command === undefined ? usage : `There is no command "${command}".\n\n${usage}`);
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        message: { type: 'string' },
        code: { type: 'string' },
        'sent-back': { type: 'boolean' },
        json: { type: 'boolean' },
        content: { type: 'boolean' },
        all: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new InvalidInput(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function placeOf(name: string): Place {
  const place = places.find((known) => known === name);
  if (place === undefined)
    throw new InvalidInput(`${name} is no place of dead letters; there are ${places.join(', ')}.`);
  return place;
}

/** The records with these ids. Throws when one is not there. */
async function recordsOf(kafka: KafkaConfig, ids: readonly string[]): Promise<Map<FoundDeadLetter, StoredRecord>> {
  const wanted = new Set(ids);
  const records = new Map<string, StoredRecord>();
  const found = await readDeadLetters(
    kafka,
    { ids: wanted, places: [...new Set(ids.map((id) => placeOf(id.split(':')[0] ?? '')))] },
    (id, record) => records.set(id, record),
  );
  const missing = ids.find((id) => !records.has(id));
  if (missing !== undefined) throw new InvalidInput(`There is no dead letter ${missing} (any more).`);
  return new Map(found.map((one) => [one, records.get(one.id) as StoredRecord]));
}

function lineOf({ id, writtenAtMs, from, class: kind, code, reason, messages, isSentBack }: FoundDeadLetter): string {
  const [first] = messages;
  const about =
    first === undefined
      ? ''
      : `  ${first.app} ${first.messageId}${messages.length > 1 ? ` and ${messages.length - 1} more` : ''}`;
  const state = isSentBack ? ' (sent back)' : '';
  return printable(
    `${id}  ${new Date(writtenAtMs).toISOString()}${about}  from ${from.topic}  ${kind} ${code}: ${reason.slice(0, 200)}${state}`,
  );
}

function closingLine(count: number): string {
  if (count === 0) return 'There are no dead letters.';
  const shown = count > MAX_LISTED ? ` The newest ${MAX_LISTED} are shown.` : '';
  return `${count} dead ${count === 1 ? 'letter' : 'letters'}.${shown}`;
}
