// Original file: proto/bellhop/dryrun/v1/recipient_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { FindRecipientsRequestInput as _bellhop_dryrun_v1_FindRecipientsRequestInput, FindRecipientsRequest as _bellhop_dryrun_v1_FindRecipientsRequest } from '../../../bellhop/dryrun/v1/FindRecipientsRequest.ts';
import type { FindRecipientsResponseInput as _bellhop_dryrun_v1_FindRecipientsResponseInput, FindRecipientsResponse as _bellhop_dryrun_v1_FindRecipientsResponse } from '../../../bellhop/dryrun/v1/FindRecipientsResponse.ts';

/**
 * Who would receive a message, for dry runs. Served by message-store; asked by the gateway. Internal.
 */
export interface RecipientServiceClient extends grpc.Client {
  /**
   * The recipients of a message that nobody has sent, with presence and what they want to be notified of. Stores nothing, tells nobody.
   */
  FindRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  FindRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  FindRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  FindRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  /**
   * The recipients of a message that nobody has sent, with presence and what they want to be notified of. Stores nothing, tells nobody.
   */
  findRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  findRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  findRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  findRecipients(argument: _bellhop_dryrun_v1_FindRecipientsRequestInput, callback: grpc.requestCallback<_bellhop_dryrun_v1_FindRecipientsResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Who would receive a message, for dry runs. Served by message-store; asked by the gateway. Internal.
 */
export interface RecipientServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * The recipients of a message that nobody has sent, with presence and what they want to be notified of. Stores nothing, tells nobody.
   */
  FindRecipients: grpc.handleUnaryCall<_bellhop_dryrun_v1_FindRecipientsRequest, _bellhop_dryrun_v1_FindRecipientsResponseInput>;
  
}

export interface RecipientServiceDefinition extends grpc.ServiceDefinition {
  FindRecipients: MethodDefinition<_bellhop_dryrun_v1_FindRecipientsRequestInput, _bellhop_dryrun_v1_FindRecipientsResponseInput, _bellhop_dryrun_v1_FindRecipientsRequest, _bellhop_dryrun_v1_FindRecipientsResponse>
}
