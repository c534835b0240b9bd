import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseVendorCredential } from './vendor-credentials.ts';

const rsaPem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const ecPem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const account = {
  type: 'service_account',
  project_id: 'p',
  client_email: 'a@p.iam',
  private_key: rsaPem,
  universe_domain: 'googleapis.com',
};

describe('parseVendorCredential', () => {
  it.each([
    ['xiaomi', { appSecret: 's==' }],
    [
      'huawei',
      {
        clientId: '100',
        clientSecret: 's',
        endpoint: 'http://127.0.0.1:1/hw',
        authEndpoint: 'http://127.0.0.1:1',
        badgeClass: 'a.B',
      },
    ],
    ['oppo', { appKey: 'k', masterSecret: 'm' }],
    ['oppo', { appKey: 'k', masterSecret: 'm', category: 'IM', notifyLevel: 2, templateID: 't' }],
    ['vivo', { appId: '10004', appKey: 'k', appSecret: 's' }],
    ['fcm', { serviceAccount: account, endpoint: 'https://proxy.example.com' }],
  ] as const)('takes a complete credential of %s', (vendor, credential) => {
    expect(parseVendorCredential(vendor, JSON.stringify(credential))).toEqual({ ok: true, credential });
  });

  it.each([
    [{ category: 'IM' }, 'templateID'],
    [{ category: 'VOIP' }, 'category'],
    [{ notifyLevel: 2 }, 'notifyLevel'],
    [{ category: 'NONE', notifyLevel: 2 }, 'notifyLevel'],
    [{ category: 'ORDER', notifyLevel: 3 }, 'notifyLevel'],
    [{ environment: 'sandbox' }, 'environment'],
  ])('refuses of oppo what cannot work: %j', (given, field) => {
    const result = parseVendorCredential('oppo', JSON.stringify({ appKey: 'k', masterSecret: 'm', ...given }));
    expect(result).toMatchObject({ ok: false, problems: [{ field }] });
  });

  it('names every wrong field at once', () => {
    const json = JSON.stringify({ appId: '12x', appKey: ' k', extra: 1, endpoint: 'ftp://x' });
    expect(parseVendorCredential('vivo', json)).toEqual({
      ok: false,
      problems: expect.arrayContaining([
        { field: 'appId', message: 'must be 1 to 64 digits' },
        { field: 'appKey', message: 'must not begin or end with white space' },
        { field: 'appSecret', message: 'is missing' },
        { field: 'extra', message: 'is not a field of this credential' },
        { field: 'endpoint', message: 'must be an http or https URL without query, fragment and user name' },
      ]) as unknown,
    });
  });

  it.each([
    ['no PEM', 'secret'],
    ['an elliptic key', ecPem],
    ['escaped line breaks', rsaPem.replaceAll('\n', '\\n')],
  ])('refuses a service account whose key is %s, without repeating it', (_, key) => {
    const result = parseVendorCredential('fcm', JSON.stringify({ serviceAccount: { ...account, private_key: key } }));
    expect(result).toMatchObject({ ok: false, problems: [{ field: 'serviceAccount.private_key' }] });
    expect(JSON.stringify(result)).not.toContain(key.slice(0, 6) === '-----B' ? 'BEGIN' : key);
  });

  it.each(['', 'x', '[]', 'null', '"text"'])('refuses %j', (json) => {
    expect(parseVendorCredential('xiaomi', json)).toMatchObject({ ok: false, problems: [{ field: '' }] });
  });
});
