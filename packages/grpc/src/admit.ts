import grpc from '@grpc/grpc-js';
import { statusOf } from './status.ts';

/** Lets a call in, or throws ResourceExhausted. What it returns is called when the call is over. */
export type Admit = (caller: {
  /** Address of the other end of the connection. */
  readonly peer: string;
  /** What proxies in front say, `x-forwarded-for`; anybody may write it. */
  readonly forwardedFor: string | undefined;
}) => () => void;

/** Admits each call when its headers have come: of one that is refused nothing more is read, and a body that never ends counts as a call. */
export function admitting(admit: Admit): grpc.ServerInterceptor {
  return (_method, call) => {
    let leave: (() => void) | undefined;
    return new grpc.ServerInterceptingCall(call, {
      start: (next) => {
        next({
          onReceiveMetadata: (metadata, receive) => {
            try {
              leave = admit({
                peer: hostOf(call.getPeer()),
                forwardedFor: metadata.get('x-forwarded-for')[0]?.toString(),
              });
            } catch (error) {
              call.sendStatus(statusOf(error));
              return;
            }
            receive(metadata);
          },
          onCancel: () => leave?.(),
        });
      },
      sendStatus: (status, send) => {
        leave?.();
        send(status);
      },
    });
  };
}

/** The address of `host:port` or `[host]:port`. */
function hostOf(peer: string): string {
  return /^\[?(.*?)\]?:\d+$/.exec(peer)?.[1] ?? peer;
}
