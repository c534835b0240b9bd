import type { DeliveryServiceDefinition } from '@bellhop/contracts';
import { listField, textField, type Unary } from '@bellhop/grpc';
import type { ConnectionRegistry } from '../connections/connection-registry.ts';
import type { TellMissed } from '../connections/tell-missed.ts';
import type { GatewayEvents } from '../events.ts';

/** message-store could not learn in time where these devices are: their clients are told to sync. */
export const tellMissed =
  (deps: {
    registry: Pick<ConnectionRegistry, 'find'>;
    tell: TellMissed;
    events: Pick<GatewayEvents, 'toldMissed'>;
  }): Unary<DeliveryServiceDefinition, 'TellMissed'> =>
  (request) => {
    const app = textField('app', request.app, 32);
    const targets = listField('targets', request.targets, { min: 1, max: 1_000 });
    const told = deps.tell(targets.flatMap(({ userId, deviceId }) => deps.registry.find(app, userId, deviceId) ?? []));
    deps.events.toldMissed(told);
    return Promise.resolve({ told });
  };
