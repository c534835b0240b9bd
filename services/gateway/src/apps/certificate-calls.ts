import { z } from 'zod';
import { vendorFromProto, vendorToProto, type CertificateSet } from '@bellhop/contracts';
import { adminService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { jsonCall } from '../calls/json-call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { object, time, vendor } from '../calls/shapes.ts';
import { appId } from '../domain/identifiers.ts';
import { Refused } from '../domain/public-error.ts';
import { appNotFound, mustExist } from './app-calls.ts';

const chapter = 'certificates';
const access = 'operator';
const route = '/v1/apps/:app/certificates';
/** Which of the app's sets; 1 when left out. */
const appType = z.int().min(1).max(100).optional();
const one = z.strictObject({ app: appId, vendor, appType });
const saved = object({ vendor, appType: z.number(), version: z.number() });
const warnings = z
  .array(z.string())
  .meta({ description: 'What will keep messages from arriving although the credential is right' });
const certificate = saved.extend({ vendor: vendor.optional(), savedAt: time });

const listCertificateSets = ownerCall({
  name: 'listCertificateSets',
  chapter,
  about: 'Lists the certificate sets, without contents',
  access,
  http: `GET ${route}`,
  grpc: { contract: adminService, rpc: 'ListCertificateSets' },
  checkedByOwner: true,
  input: z.strictObject({ app: appId }),
  output: object({ certificates: z.array(certificate) }),
  errors: ['APP_NOT_FOUND'],
  run: (request, { clients }) => clients.admin.listCertificateSets(request),
  answer: async ({ sets }, { app }, behind) => {
    if (sets.length === 0) await mustExist(behind, app);
    return { certificates: sets.map(certificateJson) };
  },
});

const saveCertificateSet = ownerCall({
  name: 'saveCertificateSet',
  chapter,
  about: 'Saves a credential ([certificates.md](certificates.md) says what it holds); it never comes out again',
  access,
  http: { route: `PUT ${route}/:vendor`, query: ['appType'], body: 'credential' },
  grpc: { contract: adminService, rpc: 'SaveCertificateSet' },
  checkedByOwner: true,
  input: one.extend({ credential: z.record(z.string(), z.unknown()) }),
  output: saved.extend({ warnings }),
  errors: ['APP_NOT_FOUND'],
  request: ({ app, vendor, appType, credential }) => ({
    app,
    vendor: vendorToProto(vendor),
    appType: appType ?? 1,
    credentialJson: JSON.stringify(credential),
  }),
  run: (request, { clients }) => clients.admin.saveCertificateSet(request),
  answer: ({ found, version, warnings: told }, { app, vendor, appType }) => {
    if (!found) throw appNotFound(app);
    return { vendor, appType: appType ?? 1, version, warnings: told };
  },
});

const getCertificateSet = jsonCall({
  name: 'getCertificateSet',
  chapter,
  about: 'Shows that a credential is there, without its contents',
  access,
  http: `GET ${route}/:vendor`,
  input: one,
  output: certificate,
  errors: ['NOT_FOUND'],
  serve: async ({ app, vendor, appType = 1 }, { behind }) => {
    const { sets } = await behind.clients.admin.listCertificateSets({ app });
    const found = sets.find((set) => set.appType === appType && vendorFromProto(set.vendor) === vendor);
    if (found === undefined) throw certificateNotFound();
    return certificateJson(found);
  },
});

const deleteCertificateSet = ownerCall({
  name: 'deleteCertificateSet',
  chapter,
  about: 'Deletes a credential',
  access,
  http: `DELETE ${route}/:vendor`,
  grpc: { contract: adminService, rpc: 'DeleteCertificateSet' },
  checkedByOwner: true,
  input: one,
  output: object({ deleted: z.boolean() }),
  errors: ['NOT_FOUND'],
  run: (request, { clients }) => clients.admin.deleteCertificateSet(request),
  answer: ({ deleted }) => {
    if (!deleted) throw certificateNotFound();
    return { deleted };
  },
});

/** push-router waits for the adapter for up to 10 s. */
const TESTED_WITHIN_MS = 12_000;
const testResults = {
  CREDENTIAL_TEST_RESULT_UNSPECIFIED: 'unavailable',
  CREDENTIAL_TEST_RESULT_ACCEPTED: 'accepted',
  CREDENTIAL_TEST_RESULT_REFUSED: 'refused',
  CREDENTIAL_TEST_RESULT_UNAVAILABLE: 'unavailable',
  CREDENTIAL_TEST_RESULT_NO_ADAPTER: 'noAdapter',
} as const;

const testCertificateSet = ownerCall({
  name: 'testCertificateSet',
  chapter,
  about:
    'Asks the vendor whether it accepts a saved credential; no phone hears of it. Answers within 10 s; once in 5 s per credential',
  access,
  http: `POST ${route}/:vendor/test`,
  grpc: { contract: adminService, rpc: 'TestCertificateSet' },
  checkedByOwner: true,
  input: one,
  output: object({
    result: z.enum(['accepted', 'refused', 'unavailable', 'noAdapter']),
    text: z.string(),
    vendorCode: z.string().optional(),
    version: z.number().optional(),
  }),
  errors: ['NOT_FOUND'],
  run: (request, { clients }) => clients.admin.testCertificateSet(request, { deadlineMs: TESTED_WITHIN_MS }),
  answer: ({ found, result, text, vendorCode, version }) => {
    if (!found) throw certificateNotFound();
    return {
      result: testResults[result],
      text,
      ...(vendorCode === '' ? {} : { vendorCode }),
      ...(version === 0 ? {} : { version }),
    };
  },
});

/** Vendor credentials, for operators: they go in and never come out again. */
export const certificateCalls: readonly Call[] = [
  listCertificateSets,
  saveCertificateSet,
  getCertificateSet,
  deleteCertificateSet,
  testCertificateSet,
];

function certificateNotFound(): Refused {
  return new Refused({ code: 'NOT_FOUND', message: 'there is no such certificate set', field: '' });
}

function certificateJson({ vendor, appType, version, savedAtMs }: CertificateSet) {
  return { vendor: vendorFromProto(vendor), appType, version, savedAt: savedAtMs };
}
