import type { Delivery, DeliveryResultInput, TellMissedRequest } from '@bellhop/contracts';
import { authorizeInternal, deliveryService, serveStream, startGrpcServer, type GrpcServer } from '@bellhop/grpc';
import type { Logger } from '@bellhop/runtime';
import { internalKey } from '@bellhop/testkit';

/**
 * A gateway as message-store sees it.
 * @param deliver gets each delivery, and says what becomes of it; when it throws, the stream breaks
 * @param tellMissed gets the devices whose clients are to be told to sync
 */
export function startStandInGateway({
  log,
  deliver,
  tellMissed = () => undefined,
}: {
  log: Logger;
  deliver: (delivery: Delivery, answer: (result: DeliveryResultInput) => void) => void;
  tellMissed?: (targets: TellMissedRequest['targets']) => void;
}): Promise<GrpcServer> {
  return startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    services: [
      serveStream(
        deliveryService,
        'Deliver',
        async (call) => {
          for await (const { deliveries } of call.incoming)
            for (const delivery of deliveries) deliver(delivery, (result) => call.send({ results: [result] }));
        },
        {
          authorize: authorizeInternal(internalKey),
          log,
          unary: {
            TellMissed: ({ targets }: TellMissedRequest) => {
              tellMissed(targets);
              return Promise.resolve({ told: targets.length });
            },
          },
        },
      ),
    ],
  });
}
