import { z } from 'zod';
import { vendorFromProto, vendorToProto, type CertificateSet } from '@bellhop/contracts';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import { appId } from '../../domain/identifiers.ts';
import { Refused } from '../../domain/public-error.ts';
import { certificateAnswer, certificatesAnswer, deleted, savedCertificate } from '../answers.ts';
import type { HttpServer } from '../http-server.ts';
import { appParams, queryNumber, vendor } from '../schemas.ts';
import { appNotFound, mustExist } from './app-routes.ts';
import { authorizeOperator } from './authorize-operator.ts';

const tags = ['certificates (operators)'];
const params = z.object({ app: appId, vendor });
const querystring = z.strictObject({ appType: queryNumber(1, 100).optional() });

/** Vendor credentials: they go in and never come out again. */
export function certificateRoutes(
  server: HttpServer,
  { keys, admin }: { keys: ApiKeys } & Pick<Clients, 'admin'>,
): void {
  const onRequest = authorizeOperator(keys);

  server.get(
    '/v1/apps/:app/certificates',
    {
      schema: {
        tags,
        summary: 'Lists the certificate sets, without contents',
        response: { 200: certificatesAnswer },
        params: appParams,
      },
      onRequest,
    },
    async (request) => {
      const { app } = request.params;
      const { sets } = await admin.listCertificateSets({ app });
      if (sets.length === 0) await mustExist(admin, app);
      return { certificates: sets.map(certificateJson) };
    },
  );
  server.put(
    '/v1/apps/:app/certificates/:vendor',
    {
      schema: {
        tags,
        summary: 'Saves a credential (docs/certificates.md says what it holds)',
        response: { 200: savedCertificate },
        params,
        querystring,
        body: z.record(z.string(), z.unknown()),
      },
      onRequest,
    },
    async (request) => {
      const { app } = request.params;
      const appType = request.query.appType ?? 1;
      const { found, version } = await admin.saveCertificateSet({
        app,
        vendor: vendorToProto(request.params.vendor),
        appType,
        credentialJson: JSON.stringify(request.body),
      });
      if (!found) throw appNotFound(app);
      return { vendor: request.params.vendor, appType, version };
    },
  );
  server.get(
    '/v1/apps/:app/certificates/:vendor',
    {
      schema: {
        tags,
        summary: 'Shows that a credential is there, without its contents',
        response: { 200: certificateAnswer },
        params,
        querystring,
      },
      onRequest,
    },
    async (request) => {
      const appType = request.query.appType ?? 1;
      const { sets } = await admin.listCertificateSets({ app: request.params.app });
      const found = sets.find(
        (set) => set.appType === appType && vendorFromProto(set.vendor) === request.params.vendor,
      );
      if (found === undefined) throw certificateNotFound();
      return certificateJson(found);
    },
  );
  server.delete(
    '/v1/apps/:app/certificates/:vendor',
    { schema: { tags, summary: 'Deletes a credential', response: { 200: deleted }, params, querystring }, onRequest },
    async (request) => {
      const { deleted } = await admin.deleteCertificateSet({
        app: request.params.app,
        vendor: vendorToProto(request.params.vendor),
        appType: request.query.appType ?? 1,
      });
      if (!deleted) throw certificateNotFound();
      return { deleted };
    },
  );
}

function certificateNotFound(): Refused {
  return new Refused({ code: 'NOT_FOUND', message: 'there is no such certificate set', field: '' });
}

function certificateJson(set: CertificateSet) {
  return { vendor: vendorFromProto(set.vendor), appType: set.appType, version: set.version, savedAt: set.savedAtMs };
}
