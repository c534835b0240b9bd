import { readFileSync } from 'node:fs';
import type grpc from '@grpc/grpc-js';
import type { PackageDefinition } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import protobuf from 'protobufjs';
import { descriptionFile } from '@bellhop/contracts';

/**
 * Serves reflection for services by their full names, and for health. The descriptions are buf's: those that proto-loader makes when it
 * reads a file name types of other packages and maps in ways that grpcurl does not understand.
 */
export function addReflection(server: grpc.Server, services: readonly string[]): void {
  const fileDescriptorProtos = filesOf(readFileSync(descriptionFile));
  const definition = { contracts: { fileDescriptorProtos } } as unknown as PackageDefinition;
  const reflection = new ReflectionService(definition, { services: [...services, 'grpc.health.v1.Health'] });
  const paced: Pick<grpc.Server, 'addService'> = {
    addService: (service, handlers) =>
      server.addService(
        service,
        Object.fromEntries(
          Object.entries(handlers).map(([rpc, handle]) => [
            rpc,
            inPace(handle as grpc.handleBidiStreamingCall<unknown, unknown>),
          ]),
        ),
      ),
  };
  reflection.addToServer(paced);
}

/** Reads no further questions while answers wait to be read: they would pile up in memory for whoever asks and does not read, without a key. */
function inPace<In, Out>(handle: grpc.handleBidiStreamingCall<In, Out>): grpc.handleBidiStreamingCall<In, Out> {
  return (call) => {
    handle(call);
    call.on('data', () => {
      if (!call.writableNeedDrain) return;
      call.pause();
      call.once('drain', () => call.resume());
    });
  };
}

/** The files of a FileDescriptorSet, each encoded: its only field repeats them. */
function filesOf(set: Buffer): Buffer[] {
  const reader = protobuf.Reader.create(set);
  const files: Buffer[] = [];
  while (reader.pos < reader.len) {
    reader.uint32(); // the tag, always the same
    files.push(Buffer.from(reader.bytes()));
  }
  return files;
}
