import { vendorNames, type VendorName } from '@bellhop/contracts';
import { loadServiceEnv, serviceAddress, z, type CommonConfig } from '@bellhop/runtime';

export interface VendorAdapterConfig {
  readonly common: CommonConfig;
  /** The one vendor this process delivers to. */
  readonly vendor: VendorName;
  /** CredentialService of the push-router, host:port or dns:///name:port. */
  readonly pushRouterAddress: string;
}

/** The variables it reads beside the common ones. */
export const vendorAdapterEnv = {
  VENDOR: z.enum(vendorNames).describe('The one vendor this process delivers to.'),
  PUSH_ROUTER_ADDRESS: serviceAddress('push-router: credentials, and whether a push still counts'),
};

export function loadConfig(env: NodeJS.ProcessEnv): VendorAdapterConfig {
  const { common, values } = loadServiceEnv(vendorAdapterEnv, env);
  return { common, vendor: values.VENDOR, pushRouterAddress: values.PUSH_ROUTER_ADDRESS };
}
