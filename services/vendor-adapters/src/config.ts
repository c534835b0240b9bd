import { vendorNames, type VendorName } from '@bellhop/contracts';
import { loadServiceEnv, z, type CommonConfig } from '@bellhop/runtime';

export interface VendorAdapterConfig {
  readonly common: CommonConfig;
  /** The one vendor this process delivers to. */
  readonly vendor: VendorName;
  /** CredentialService of the push-router, host:port or dns:///name:port. */
  readonly pushRouterAddress: string;
}

export function loadConfig(env: NodeJS.ProcessEnv): VendorAdapterConfig {
  const { common, values } = loadServiceEnv(
    {
      /** The one vendor this process delivers to. */
      VENDOR: z.enum(vendorNames),
      /** CredentialService of the push-router, host:port or dns:///name:port. */
      PUSH_ROUTER_ADDRESS: z.string(),
    },
    env,
  );
  return { common, vendor: values.VENDOR, pushRouterAddress: values.PUSH_ROUTER_ADDRESS };
}
