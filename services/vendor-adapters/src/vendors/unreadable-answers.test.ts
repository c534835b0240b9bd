import type { VendorName } from '@bellhop/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerOf } from '../../test/fixture.ts';
import type { SendOutcome } from '../domain/send-outcome.ts';
import type { HttpResult } from '../http/answer.ts';
import { readFcmAnswer } from './fcm/response.ts';
import { readHuaweiAnswer } from './huawei/response.ts';
import { readSaved as readOppoSaved, readUnicast } from './oppo/response.ts';
import { readSaved as readVivoSaved, readSend } from './vivo/response.ts';
import { readXiaomiAnswer } from './xiaomi/response.ts';

/** What an answer to the send of one push to one token means. */
const readers: Record<VendorName, (result: HttpResult) => SendOutcome | undefined> = {
  xiaomi: (result) => {
    const verdict = readXiaomiAnswer(result, [{ regId: 'token', channelId: undefined }], 0);
    return verdict.kind === 'decided' ? verdict.outcomes[0] : undefined;
  },
  huawei: (result) => readHuaweiAnswer(result, ['token'], 0).get('token'),
  oppo: (result) => readUnicast(result, 'CN_078ad8b8a137cadb14ae5b70cf846312', 0),
  vivo: (result) => readSend(result, 0),
  fcm: readFcmAnswer,
};

/** Where vendors say what became of a push. */
const WORDS = new Set(['code', 'result', 'name', 'error']);
const without = (body: object) => Object.keys(body).every((key) => !WORDS.has(key));
/** Pages, empty bodies, and the JSON of whatever else stands on the way. */
const unreadable = fc.oneof(
  fc.constant(undefined),
  fc.string(),
  fc.array(fc.jsonValue()),
  fc.dictionary(fc.string(), fc.jsonValue()).filter(without),
);

it.each(Object.entries(readers))(
  'what is not a word of %s costs nobody their token, is taken for no success, and makes no phone ring for ever',
  (_vendor, read) => {
    fc.assert(
      fc.property(unreadable, fc.integer({ min: 200, max: 599 }), (body, status) => {
        const outcome = read(answerOf(body, status));
        expect(['unavailable', 'throttled', 'rejected', 'misconfigured']).toContain(outcome?.kind);
        if (status < 300) expect(outcome).toMatchObject({ kind: 'unavailable', mostAttempts: 5 });
        if (outcome?.kind === 'misconfigured') expect([301, 308]).toContain(status);
        if (outcome?.kind === 'rejected') expect([400, 413, 422]).toContain(status);
      }),
    );
  },
);

it.each([
  ['oppo', readOppoSaved],
  ['vivo', readVivoSaved],
])('a content that %s may not have saved is saved again for as long as the push lives: no phone rings', (_, read) => {
  fc.assert(
    fc.property(unreadable, (body) => {
      const outcome = read(answerOf(body), 0);
      expect(outcome).toMatchObject({ kind: 'unavailable' });
      expect(outcome).not.toHaveProperty('mostAttempts');
    }),
  );
});
