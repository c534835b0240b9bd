import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { vendorNames, type VendorName } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { createFcmAdapter } from '../src/vendors/fcm/adapter.ts';
import { createHuaweiAdapter } from '../src/vendors/huawei/adapter.ts';
import { createOppoAdapter } from '../src/vendors/oppo/adapter.ts';
import { createVivoAdapter } from '../src/vendors/vivo/adapter.ts';
import { createXiaomiAdapter } from '../src/vendors/xiaomi/adapter.ts';
import { aNotification, targetsOf } from './a-notification.ts';
import { fixture } from './fixture.ts';
import { formOf, jsonOf, startMockVendor, type MockAnswer, type ReceivedRequest } from './mock-vendor.ts';
import { use, type Used } from './use-adapter.ts';

/** A value as data; a long text as a piece that is repeated. */
type Value = string | number | boolean | object | { repeat: string; times: number; then?: string };
type Fields = Record<string, Value>;

/** What the vendor's own SDK sends for each of the contents, and where we differ on purpose. */
interface Shape {
  readonly sdk: string;
  readonly sources: readonly string[];
  readonly path: string;
  /** Fields that are the same for every content. */
  readonly always: Fields;
  readonly contents: Readonly<Record<string, Fields>>;
  readonly differences: readonly {
    readonly field: string;
    /** The one content in which we differ; all when left out. */
    readonly in?: string;
    /** What we send; nothing when left out. */
    readonly ours?: Value;
    readonly why: string;
  }[];
}

const dataOf = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`shapes/${name}.json`, import.meta.url), 'utf8')) as unknown;
const contents = dataOf('contents') as Record<string, { title: Value; content: Value; payload: string }>;

/** How each adapter is brought to send one notification to one token. */
const vendors: Record<VendorName, { token: string; at: (url: string) => Used; answer: unknown; auth?: MockAnswer }> = {
  xiaomi: {
    token: 'regA/+=',
    at: (endpoint) => use(createXiaomiAdapter(), { appSecret: 's', endpoint }),
    answer: fixture('xiaomi', 'all-accepted'),
  },
  huawei: {
    token: 'IQAAAACy0token1',
    at: (endpoint) => use(createHuaweiAdapter(), { clientId: '100012345', clientSecret: 's', endpoint }),
    auth: { json: { access_token: 'tok', expires_in: 3_600, token_type: 'Bearer' } },
    answer: fixture('huawei', 'success'),
  },
  oppo: {
    token: 'CN_078ad8b8a137cadb14ae5b70cf846312',
    at: (endpoint) => use(createOppoAdapter(), { appKey: 'k', masterSecret: 's', endpoint }),
    auth: { json: { code: 0, message: 'success', data: { auth_token: 'tok', create_time: 1 } } },
    answer: fixture('oppo', 'unicast-accepted'),
  },
  vivo: {
    token: '15638535410301000000001',
    at: (endpoint) => use(createVivoAdapter(), { appId: '10004', appKey: 'k', appSecret: 's', endpoint }),
    auth: { json: { result: 0, desc: '请求成功', authToken: 'tok' } },
    answer: fixture('vivo', 'send-accepted'),
  },
  fcm: {
    token: 'fXyZ:APA91bTOKEN',
    at: (endpoint) => use(createFcmAdapter(), { serviceAccount: aServiceAccount(), endpoint }),
    auth: { json: { access_token: 'tok', expires_in: 3_599, token_type: 'Bearer' } },
    answer: fixture('fcm', 'sent'),
  },
};

function aServiceAccount() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    project_id: 'my-project',
    client_email: 'push@my-project.iam.gserviceaccount.com',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    private_key_id: 'k1',
  };
}

const isTokenRequest = ({ path }: ReceivedRequest): boolean => /\/(auth|token)$/.test(path);

/** What the adapter sends for a content, as it arrives at the vendor. */
async function sent(vendor: VendorName, content: string): Promise<ReceivedRequest> {
  const { token, at, auth, answer } = vendors[vendor];
  await using mock = await startMockVendor((request) =>
    isTokenRequest(request) && auth !== undefined ? auth : { json: answer },
  );
  const { title, content: text, payload } = contents[content] ?? { title: '', content: '', payload: '' };
  const outcomes = await at(mock.url).outcomes(
    aNotification({
      title: valueOf(title) as string,
      content: valueOf(text) as string,
      payload: payload === '' ? undefined : payload,
      targets: targetsOf(token),
    }),
  );
  expect(outcomes).toMatchObject([{ kind: 'accepted' }]);
  const [request] = mock.requests.filter((each) => !isTokenRequest(each));
  if (request === undefined) throw new Error(`${vendor} was sent nothing`);
  return request;
}

/** Names, types and values of a body: `message.notification.title`. A form's `message` is JSON; other texts stay texts. */
function fieldsOf(request: ReceivedRequest): Fields {
  if (request.headers['content-type']?.includes('json') === true) return flat(jsonOf(request));
  const { message, ...form } = formOf(request);
  return message === undefined ? form : { ...form, ...flat({ message: JSON.parse(message) as unknown }) };
}

function flat(value: object, prefix = ''): Fields {
  return Object.fromEntries(
    Object.entries(value as Record<string, Value>).flatMap(([key, member]): [string, Value][] => {
      const name = prefix + key;
      const isLeaf = typeof member !== 'object' || Array.isArray(member) || Object.keys(member).length === 0;
      return isLeaf ? [[name, member]] : Object.entries(flat(member, `${name}.`));
    }),
  );
}

function valueOf(value: Value): Value {
  if (typeof value !== 'object' || !('repeat' in value)) return value;
  return value.repeat.repeat(value.times) + (value.then ?? '');
}

/** The SDK's fields with our differences; a difference that is none is a mistake in the data. */
function expectedOf({ always, contents: byContent, differences }: Shape, content: string): Fields {
  const fields = new Map(Object.entries({ ...always, ...byContent[content] }));
  for (const { field, ours, in: only, why } of differences) {
    if (only !== undefined && only !== content) continue;
    expect(why, `why ${field} differs`).not.toBe('');
    expect(ours, `${field} is no difference`).not.toEqual(fields.get(field));
    if (ours === undefined) fields.delete(field);
    else fields.set(field, ours);
  }
  return Object.fromEntries([...fields].map(([field, value]) => [field, valueOf(value)]));
}

describe.each(vendorNames)("%s gets what its vendor's own SDK sends", (vendor) => {
  const shape = dataOf(vendor) as Shape;

  it.each(Object.keys(contents))('for %s', async (content) => {
    const request = await sent(vendor, content);
    expect(request.path).toBe(shape.path);
    expect(fieldsOf(request)).toEqual(expectedOf(shape, content));
  });

  it('from data that names its sources, has each content, and names no difference in a content that is none', () => {
    expect(shape.sources.length).toBeGreaterThan(0);
    expect(Object.keys(shape.contents)).toEqual(Object.keys(contents));
    for (const { in: only } of shape.differences) if (only !== undefined) expect(contents).toHaveProperty([only]);
  });
});
