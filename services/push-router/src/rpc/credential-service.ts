import type { CredentialServiceDefinition } from '@bellhop/contracts';
import { textField, type Handlers } from '@bellhop/grpc';
import type { Keyring } from '@bellhop/runtime';
import type { AppStore } from '../db/app-store.ts';
import { certificatePurpose } from '../domain/sealing.ts';
import { appTypeOf, knownVendor } from './device-service.ts';

/** Hands credentials to adapters, opened. The only way they leave this service. */
export function credentialServiceHandlers({
  apps,
  keyring,
}: {
  apps: AppStore;
  keyring: Keyring;
}): Handlers<CredentialServiceDefinition> {
  return {
    GetCredential: async (request) => {
      const key = {
        app: textField('app', request.app, 32),
        vendor: knownVendor(request.vendor),
        appType: appTypeOf(request.appType),
      };
      const stored = await apps.certificate(key);
      if (stored === undefined) return { found: false };
      return {
        found: true,
        credentialJson: keyring.open(stored.sealed, certificatePurpose(key)),
        version: stored.version,
      };
    },
  };
}
