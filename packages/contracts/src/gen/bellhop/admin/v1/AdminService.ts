// Original file: proto/bellhop/admin/v1/admin_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateAppRequestInput as _bellhop_admin_v1_CreateAppRequestInput, CreateAppRequest as _bellhop_admin_v1_CreateAppRequest } from '../../../bellhop/admin/v1/CreateAppRequest.ts';
import type { CreateAppResponseInput as _bellhop_admin_v1_CreateAppResponseInput, CreateAppResponse as _bellhop_admin_v1_CreateAppResponse } from '../../../bellhop/admin/v1/CreateAppResponse.ts';
import type { DeleteCertificateSetRequestInput as _bellhop_admin_v1_DeleteCertificateSetRequestInput, DeleteCertificateSetRequest as _bellhop_admin_v1_DeleteCertificateSetRequest } from '../../../bellhop/admin/v1/DeleteCertificateSetRequest.ts';
import type { DeleteCertificateSetResponseInput as _bellhop_admin_v1_DeleteCertificateSetResponseInput, DeleteCertificateSetResponse as _bellhop_admin_v1_DeleteCertificateSetResponse } from '../../../bellhop/admin/v1/DeleteCertificateSetResponse.ts';
import type { DeleteResourceRequestInput as _bellhop_admin_v1_DeleteResourceRequestInput, DeleteResourceRequest as _bellhop_admin_v1_DeleteResourceRequest } from '../../../bellhop/admin/v1/DeleteResourceRequest.ts';
import type { DeleteResourceResponseInput as _bellhop_admin_v1_DeleteResourceResponseInput, DeleteResourceResponse as _bellhop_admin_v1_DeleteResourceResponse } from '../../../bellhop/admin/v1/DeleteResourceResponse.ts';
import type { DeleteTemplateRequestInput as _bellhop_admin_v1_DeleteTemplateRequestInput, DeleteTemplateRequest as _bellhop_admin_v1_DeleteTemplateRequest } from '../../../bellhop/admin/v1/DeleteTemplateRequest.ts';
import type { DeleteTemplateResponseInput as _bellhop_admin_v1_DeleteTemplateResponseInput, DeleteTemplateResponse as _bellhop_admin_v1_DeleteTemplateResponse } from '../../../bellhop/admin/v1/DeleteTemplateResponse.ts';
import type { GetAppRequestInput as _bellhop_admin_v1_GetAppRequestInput, GetAppRequest as _bellhop_admin_v1_GetAppRequest } from '../../../bellhop/admin/v1/GetAppRequest.ts';
import type { GetAppResponseInput as _bellhop_admin_v1_GetAppResponseInput, GetAppResponse as _bellhop_admin_v1_GetAppResponse } from '../../../bellhop/admin/v1/GetAppResponse.ts';
import type { IssueApiKeyRequestInput as _bellhop_admin_v1_IssueApiKeyRequestInput, IssueApiKeyRequest as _bellhop_admin_v1_IssueApiKeyRequest } from '../../../bellhop/admin/v1/IssueApiKeyRequest.ts';
import type { IssueApiKeyResponseInput as _bellhop_admin_v1_IssueApiKeyResponseInput, IssueApiKeyResponse as _bellhop_admin_v1_IssueApiKeyResponse } from '../../../bellhop/admin/v1/IssueApiKeyResponse.ts';
import type { ListApiKeysRequestInput as _bellhop_admin_v1_ListApiKeysRequestInput, ListApiKeysRequest as _bellhop_admin_v1_ListApiKeysRequest } from '../../../bellhop/admin/v1/ListApiKeysRequest.ts';
import type { ListApiKeysResponseInput as _bellhop_admin_v1_ListApiKeysResponseInput, ListApiKeysResponse as _bellhop_admin_v1_ListApiKeysResponse } from '../../../bellhop/admin/v1/ListApiKeysResponse.ts';
import type { ListAppsRequestInput as _bellhop_admin_v1_ListAppsRequestInput, ListAppsRequest as _bellhop_admin_v1_ListAppsRequest } from '../../../bellhop/admin/v1/ListAppsRequest.ts';
import type { ListAppsResponseInput as _bellhop_admin_v1_ListAppsResponseInput, ListAppsResponse as _bellhop_admin_v1_ListAppsResponse } from '../../../bellhop/admin/v1/ListAppsResponse.ts';
import type { ListCertificateSetsRequestInput as _bellhop_admin_v1_ListCertificateSetsRequestInput, ListCertificateSetsRequest as _bellhop_admin_v1_ListCertificateSetsRequest } from '../../../bellhop/admin/v1/ListCertificateSetsRequest.ts';
import type { ListCertificateSetsResponseInput as _bellhop_admin_v1_ListCertificateSetsResponseInput, ListCertificateSetsResponse as _bellhop_admin_v1_ListCertificateSetsResponse } from '../../../bellhop/admin/v1/ListCertificateSetsResponse.ts';
import type { ListClientTokenSecretsRequestInput as _bellhop_admin_v1_ListClientTokenSecretsRequestInput, ListClientTokenSecretsRequest as _bellhop_admin_v1_ListClientTokenSecretsRequest } from '../../../bellhop/admin/v1/ListClientTokenSecretsRequest.ts';
import type { ListClientTokenSecretsResponseInput as _bellhop_admin_v1_ListClientTokenSecretsResponseInput, ListClientTokenSecretsResponse as _bellhop_admin_v1_ListClientTokenSecretsResponse } from '../../../bellhop/admin/v1/ListClientTokenSecretsResponse.ts';
import type { ListResourcesRequestInput as _bellhop_admin_v1_ListResourcesRequestInput, ListResourcesRequest as _bellhop_admin_v1_ListResourcesRequest } from '../../../bellhop/admin/v1/ListResourcesRequest.ts';
import type { ListResourcesResponseInput as _bellhop_admin_v1_ListResourcesResponseInput, ListResourcesResponse as _bellhop_admin_v1_ListResourcesResponse } from '../../../bellhop/admin/v1/ListResourcesResponse.ts';
import type { ListTemplatesRequestInput as _bellhop_admin_v1_ListTemplatesRequestInput, ListTemplatesRequest as _bellhop_admin_v1_ListTemplatesRequest } from '../../../bellhop/admin/v1/ListTemplatesRequest.ts';
import type { ListTemplatesResponseInput as _bellhop_admin_v1_ListTemplatesResponseInput, ListTemplatesResponse as _bellhop_admin_v1_ListTemplatesResponse } from '../../../bellhop/admin/v1/ListTemplatesResponse.ts';
import type { RevokeApiKeyRequestInput as _bellhop_admin_v1_RevokeApiKeyRequestInput, RevokeApiKeyRequest as _bellhop_admin_v1_RevokeApiKeyRequest } from '../../../bellhop/admin/v1/RevokeApiKeyRequest.ts';
import type { RevokeApiKeyResponseInput as _bellhop_admin_v1_RevokeApiKeyResponseInput, RevokeApiKeyResponse as _bellhop_admin_v1_RevokeApiKeyResponse } from '../../../bellhop/admin/v1/RevokeApiKeyResponse.ts';
import type { RevokeFormerClientTokenSecretRequestInput as _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, RevokeFormerClientTokenSecretRequest as _bellhop_admin_v1_RevokeFormerClientTokenSecretRequest } from '../../../bellhop/admin/v1/RevokeFormerClientTokenSecretRequest.ts';
import type { RevokeFormerClientTokenSecretResponseInput as _bellhop_admin_v1_RevokeFormerClientTokenSecretResponseInput, RevokeFormerClientTokenSecretResponse as _bellhop_admin_v1_RevokeFormerClientTokenSecretResponse } from '../../../bellhop/admin/v1/RevokeFormerClientTokenSecretResponse.ts';
import type { RotateClientTokenSecretRequestInput as _bellhop_admin_v1_RotateClientTokenSecretRequestInput, RotateClientTokenSecretRequest as _bellhop_admin_v1_RotateClientTokenSecretRequest } from '../../../bellhop/admin/v1/RotateClientTokenSecretRequest.ts';
import type { RotateClientTokenSecretResponseInput as _bellhop_admin_v1_RotateClientTokenSecretResponseInput, RotateClientTokenSecretResponse as _bellhop_admin_v1_RotateClientTokenSecretResponse } from '../../../bellhop/admin/v1/RotateClientTokenSecretResponse.ts';
import type { SaveCertificateSetRequestInput as _bellhop_admin_v1_SaveCertificateSetRequestInput, SaveCertificateSetRequest as _bellhop_admin_v1_SaveCertificateSetRequest } from '../../../bellhop/admin/v1/SaveCertificateSetRequest.ts';
import type { SaveCertificateSetResponseInput as _bellhop_admin_v1_SaveCertificateSetResponseInput, SaveCertificateSetResponse as _bellhop_admin_v1_SaveCertificateSetResponse } from '../../../bellhop/admin/v1/SaveCertificateSetResponse.ts';
import type { SaveResourceRequestInput as _bellhop_admin_v1_SaveResourceRequestInput, SaveResourceRequest as _bellhop_admin_v1_SaveResourceRequest } from '../../../bellhop/admin/v1/SaveResourceRequest.ts';
import type { SaveResourceResponseInput as _bellhop_admin_v1_SaveResourceResponseInput, SaveResourceResponse as _bellhop_admin_v1_SaveResourceResponse } from '../../../bellhop/admin/v1/SaveResourceResponse.ts';
import type { SaveTemplateRequestInput as _bellhop_admin_v1_SaveTemplateRequestInput, SaveTemplateRequest as _bellhop_admin_v1_SaveTemplateRequest } from '../../../bellhop/admin/v1/SaveTemplateRequest.ts';
import type { SaveTemplateResponseInput as _bellhop_admin_v1_SaveTemplateResponseInput, SaveTemplateResponse as _bellhop_admin_v1_SaveTemplateResponse } from '../../../bellhop/admin/v1/SaveTemplateResponse.ts';
import type { TestCertificateSetRequestInput as _bellhop_admin_v1_TestCertificateSetRequestInput, TestCertificateSetRequest as _bellhop_admin_v1_TestCertificateSetRequest } from '../../../bellhop/admin/v1/TestCertificateSetRequest.ts';
import type { TestCertificateSetResponseInput as _bellhop_admin_v1_TestCertificateSetResponseInput, TestCertificateSetResponse as _bellhop_admin_v1_TestCertificateSetResponse } from '../../../bellhop/admin/v1/TestCertificateSetResponse.ts';
import type { UpdateAppRequestInput as _bellhop_admin_v1_UpdateAppRequestInput, UpdateAppRequest as _bellhop_admin_v1_UpdateAppRequest } from '../../../bellhop/admin/v1/UpdateAppRequest.ts';
import type { UpdateAppResponseInput as _bellhop_admin_v1_UpdateAppResponseInput, UpdateAppResponse as _bellhop_admin_v1_UpdateAppResponse } from '../../../bellhop/admin/v1/UpdateAppResponse.ts';

/**
 * What operators do: apps, certificate sets, resources. Owned and served by push-router; the gateway serves the same calls
 * (metadata `authorization: Bearer <operator key>`) and forwards them.
 */
export interface AdminServiceClient extends grpc.Client {
  /**
   * Creates an app and its secrets, which are returned this once.
   */
  CreateApp(argument: _bellhop_admin_v1_CreateAppRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  CreateApp(argument: _bellhop_admin_v1_CreateAppRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  CreateApp(argument: _bellhop_admin_v1_CreateAppRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  CreateApp(argument: _bellhop_admin_v1_CreateAppRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  /**
   * Creates an app and its secrets, which are returned this once.
   */
  createApp(argument: _bellhop_admin_v1_CreateAppRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  createApp(argument: _bellhop_admin_v1_CreateAppRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  createApp(argument: _bellhop_admin_v1_CreateAppRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  createApp(argument: _bellhop_admin_v1_CreateAppRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_CreateAppResponse>): grpc.ClientUnaryCall;
  
  /**
   * Deletes a certificate set.
   */
  DeleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  DeleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  DeleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  DeleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  /**
   * Deletes a certificate set.
   */
  deleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  deleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  deleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  deleteCertificateSet(argument: _bellhop_admin_v1_DeleteCertificateSetRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteCertificateSetResponse>): grpc.ClientUnaryCall;
  
  /**
   * Deletes a resource.
   */
  DeleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  DeleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  DeleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  DeleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  /**
   * Deletes a resource.
   */
  deleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  deleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  deleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  deleteResource(argument: _bellhop_admin_v1_DeleteResourceRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteResourceResponse>): grpc.ClientUnaryCall;
  
  /**
   * Deletes a template. Messages that name it are refused from then on; those under way are pushed with their own words.
   */
  DeleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  DeleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  DeleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  DeleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  /**
   * Deletes a template. Messages that name it are refused from then on; those under way are pushed with their own words.
   */
  deleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  deleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  deleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  deleteTemplate(argument: _bellhop_admin_v1_DeleteTemplateRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_DeleteTemplateResponse>): grpc.ClientUnaryCall;
  
  /**
   * One app, without secrets.
   */
  GetApp(argument: _bellhop_admin_v1_GetAppRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  GetApp(argument: _bellhop_admin_v1_GetAppRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  GetApp(argument: _bellhop_admin_v1_GetAppRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  GetApp(argument: _bellhop_admin_v1_GetAppRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  /**
   * One app, without secrets.
   */
  getApp(argument: _bellhop_admin_v1_GetAppRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  getApp(argument: _bellhop_admin_v1_GetAppRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  getApp(argument: _bellhop_admin_v1_GetAppRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  getApp(argument: _bellhop_admin_v1_GetAppRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_GetAppResponse>): grpc.ClientUnaryCall;
  
  /**
   * Issues one more API key, returned this once. The others stay valid, so that a key is replaced without a gap: issue, use, revoke.
   */
  IssueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  IssueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  IssueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  IssueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  /**
   * Issues one more API key, returned this once. The others stay valid, so that a key is replaced without a gap: issue, use, revoke.
   */
  issueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  issueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  issueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  issueApiKey(argument: _bellhop_admin_v1_IssueApiKeyRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_IssueApiKeyResponse>): grpc.ClientUnaryCall;
  
  /**
   * The API keys of an app, without the keys themselves.
   */
  ListApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  ListApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  ListApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  ListApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  /**
   * The API keys of an app, without the keys themselves.
   */
  listApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  listApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  listApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  listApiKeys(argument: _bellhop_admin_v1_ListApiKeysRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListApiKeysResponse>): grpc.ClientUnaryCall;
  
  /**
   * All apps, without secrets.
   */
  ListApps(argument: _bellhop_admin_v1_ListAppsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  ListApps(argument: _bellhop_admin_v1_ListAppsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  ListApps(argument: _bellhop_admin_v1_ListAppsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  ListApps(argument: _bellhop_admin_v1_ListAppsRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  /**
   * All apps, without secrets.
   */
  listApps(argument: _bellhop_admin_v1_ListAppsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  listApps(argument: _bellhop_admin_v1_ListAppsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  listApps(argument: _bellhop_admin_v1_ListAppsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  listApps(argument: _bellhop_admin_v1_ListAppsRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListAppsResponse>): grpc.ClientUnaryCall;
  
  /**
   * The certificate sets of an app, without their contents.
   */
  ListCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  ListCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  ListCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  ListCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  /**
   * The certificate sets of an app, without their contents.
   */
  listCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  listCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  listCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  listCertificateSets(argument: _bellhop_admin_v1_ListCertificateSetsRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListCertificateSetsResponse>): grpc.ClientUnaryCall;
  
  /**
   * The client-token secrets that are valid, without the secrets themselves.
   */
  ListClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  ListClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  ListClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  ListClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  /**
   * The client-token secrets that are valid, without the secrets themselves.
   */
  listClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  listClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  listClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  listClientTokenSecrets(argument: _bellhop_admin_v1_ListClientTokenSecretsRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListClientTokenSecretsResponse>): grpc.ClientUnaryCall;
  
  /**
   * The resources of an app.
   */
  ListResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  ListResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  ListResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  ListResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  /**
   * The resources of an app.
   */
  listResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  listResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  listResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  listResources(argument: _bellhop_admin_v1_ListResourcesRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListResourcesResponse>): grpc.ClientUnaryCall;
  
  /**
   * The templates of an app.
   */
  ListTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  ListTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  ListTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  ListTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  /**
   * The templates of an app.
   */
  listTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  listTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  listTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  listTemplates(argument: _bellhop_admin_v1_ListTemplatesRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_ListTemplatesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Revokes an API key: within a second nobody gets in with it.
   */
  RevokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  RevokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  /**
   * Revokes an API key: within a second nobody gets in with it.
   */
  revokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  revokeApiKey(argument: _bellhop_admin_v1_RevokeApiKeyRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeApiKeyResponse>): grpc.ClientUnaryCall;
  
  /**
   * Ends the former client-token secret before its time: within a second nobody logs in with it, and who did is disconnected.
   */
  RevokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  RevokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  RevokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  RevokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  /**
   * Ends the former client-token secret before its time: within a second nobody logs in with it, and who did is disconnected.
   */
  revokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  revokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  revokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  revokeFormerClientTokenSecret(argument: _bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>): grpc.ClientUnaryCall;
  
  /**
   * Issues a new client-token secret, returned this once. Tokens that the one before has signed stay valid for a while: at most two secrets are
   * valid at a time. Errors: INVALID_ARGUMENT (names the field) when two are valid already and an overlap is asked for.
   */
  RotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  RotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  RotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  RotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  /**
   * Issues a new client-token secret, returned this once. Tokens that the one before has signed stay valid for a while: at most two secrets are
   * valid at a time. Errors: INVALID_ARGUMENT (names the field) when two are valid already and an overlap is asked for.
   */
  rotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  rotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  rotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  rotateClientTokenSecret(argument: _bellhop_admin_v1_RotateClientTokenSecretRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_RotateClientTokenSecretResponse>): grpc.ClientUnaryCall;
  
  /**
   * Saves a vendor credential of an app, encrypted. A wrong one is refused with INVALID_ARGUMENT naming the field.
   */
  SaveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  SaveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  SaveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  SaveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  /**
   * Saves a vendor credential of an app, encrypted. A wrong one is refused with INVALID_ARGUMENT naming the field.
   */
  saveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  saveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  saveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  saveCertificateSet(argument: _bellhop_admin_v1_SaveCertificateSetRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_SaveCertificateSetResponse>): grpc.ClientUnaryCall;
  
  /**
   * Saves a resource: named settings per vendor.
   */
  SaveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  SaveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  SaveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  SaveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  /**
   * Saves a resource: named settings per vendor.
   */
  saveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  saveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  saveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  saveResource(argument: _bellhop_admin_v1_SaveResourceRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_SaveResourceResponse>): grpc.ClientUnaryCall;
  
  /**
   * Saves a template of the app: words for pushes, in several languages. With the first one the app's messages name templates of the app and no
   * longer those of vendors (docs/decisions/0036). Errors: INVALID_ARGUMENT (names the field).
   */
  SaveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  SaveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  SaveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  SaveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  /**
   * Saves a template of the app: words for pushes, in several languages. With the first one the app's messages name templates of the app and no
   * longer those of vendors (docs/decisions/0036). Errors: INVALID_ARGUMENT (names the field).
   */
  saveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  saveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  saveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  saveTemplate(argument: _bellhop_admin_v1_SaveTemplateRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_SaveTemplateResponse>): grpc.ClientUnaryCall;
  
  /**
   * Has the vendor's adapter ask the vendor whether it accepts a saved credential; nothing is sent to any device. Takes up to 10 seconds. Errors:
   * RESOURCE_EXHAUSTED when the credential was tested in the last 5 seconds.
   */
  TestCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  TestCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  TestCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  TestCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  /**
   * Has the vendor's adapter ask the vendor whether it accepts a saved credential; nothing is sent to any device. Takes up to 10 seconds. Errors:
   * RESOURCE_EXHAUSTED when the credential was tested in the last 5 seconds.
   */
  testCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  testCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  testCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  testCertificateSet(argument: _bellhop_admin_v1_TestCertificateSetRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_TestCertificateSetResponse>): grpc.ClientUnaryCall;
  
  /**
   * Changes an app's settings. Fields that are not set stay.
   */
  UpdateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  UpdateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  UpdateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  UpdateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  /**
   * Changes an app's settings. Fields that are not set stay.
   */
  updateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  updateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  updateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  updateApp(argument: _bellhop_admin_v1_UpdateAppRequestInput, callback: grpc.requestCallback<_bellhop_admin_v1_UpdateAppResponse>): grpc.ClientUnaryCall;
  
}

/**
 * What operators do: apps, certificate sets, resources. Owned and served by push-router; the gateway serves the same calls
 * (metadata `authorization: Bearer <operator key>`) and forwards them.
 */
export interface AdminServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Creates an app and its secrets, which are returned this once.
   */
  CreateApp: grpc.handleUnaryCall<_bellhop_admin_v1_CreateAppRequest, _bellhop_admin_v1_CreateAppResponseInput>;
  
  /**
   * Deletes a certificate set.
   */
  DeleteCertificateSet: grpc.handleUnaryCall<_bellhop_admin_v1_DeleteCertificateSetRequest, _bellhop_admin_v1_DeleteCertificateSetResponseInput>;
  
  /**
   * Deletes a resource.
   */
  DeleteResource: grpc.handleUnaryCall<_bellhop_admin_v1_DeleteResourceRequest, _bellhop_admin_v1_DeleteResourceResponseInput>;
  
  /**
   * Deletes a template. Messages that name it are refused from then on; those under way are pushed with their own words.
   */
  DeleteTemplate: grpc.handleUnaryCall<_bellhop_admin_v1_DeleteTemplateRequest, _bellhop_admin_v1_DeleteTemplateResponseInput>;
  
  /**
   * One app, without secrets.
   */
  GetApp: grpc.handleUnaryCall<_bellhop_admin_v1_GetAppRequest, _bellhop_admin_v1_GetAppResponseInput>;
  
  /**
   * Issues one more API key, returned this once. The others stay valid, so that a key is replaced without a gap: issue, use, revoke.
   */
  IssueApiKey: grpc.handleUnaryCall<_bellhop_admin_v1_IssueApiKeyRequest, _bellhop_admin_v1_IssueApiKeyResponseInput>;
  
  /**
   * The API keys of an app, without the keys themselves.
   */
  ListApiKeys: grpc.handleUnaryCall<_bellhop_admin_v1_ListApiKeysRequest, _bellhop_admin_v1_ListApiKeysResponseInput>;
  
  /**
   * All apps, without secrets.
   */
  ListApps: grpc.handleUnaryCall<_bellhop_admin_v1_ListAppsRequest, _bellhop_admin_v1_ListAppsResponseInput>;
  
  /**
   * The certificate sets of an app, without their contents.
   */
  ListCertificateSets: grpc.handleUnaryCall<_bellhop_admin_v1_ListCertificateSetsRequest, _bellhop_admin_v1_ListCertificateSetsResponseInput>;
  
  /**
   * The client-token secrets that are valid, without the secrets themselves.
   */
  ListClientTokenSecrets: grpc.handleUnaryCall<_bellhop_admin_v1_ListClientTokenSecretsRequest, _bellhop_admin_v1_ListClientTokenSecretsResponseInput>;
  
  /**
   * The resources of an app.
   */
  ListResources: grpc.handleUnaryCall<_bellhop_admin_v1_ListResourcesRequest, _bellhop_admin_v1_ListResourcesResponseInput>;
  
  /**
   * The templates of an app.
   */
  ListTemplates: grpc.handleUnaryCall<_bellhop_admin_v1_ListTemplatesRequest, _bellhop_admin_v1_ListTemplatesResponseInput>;
  
  /**
   * Revokes an API key: within a second nobody gets in with it.
   */
  RevokeApiKey: grpc.handleUnaryCall<_bellhop_admin_v1_RevokeApiKeyRequest, _bellhop_admin_v1_RevokeApiKeyResponseInput>;
  
  /**
   * Ends the former client-token secret before its time: within a second nobody logs in with it, and who did is disconnected.
   */
  RevokeFormerClientTokenSecret: grpc.handleUnaryCall<_bellhop_admin_v1_RevokeFormerClientTokenSecretRequest, _bellhop_admin_v1_RevokeFormerClientTokenSecretResponseInput>;
  
  /**
   * Issues a new client-token secret, returned this once. Tokens that the one before has signed stay valid for a while: at most two secrets are
   * valid at a time. Errors: INVALID_ARGUMENT (names the field) when two are valid already and an overlap is asked for.
   */
  RotateClientTokenSecret: grpc.handleUnaryCall<_bellhop_admin_v1_RotateClientTokenSecretRequest, _bellhop_admin_v1_RotateClientTokenSecretResponseInput>;
  
  /**
   * Saves a vendor credential of an app, encrypted. A wrong one is refused with INVALID_ARGUMENT naming the field.
   */
  SaveCertificateSet: grpc.handleUnaryCall<_bellhop_admin_v1_SaveCertificateSetRequest, _bellhop_admin_v1_SaveCertificateSetResponseInput>;
  
  /**
   * Saves a resource: named settings per vendor.
   */
  SaveResource: grpc.handleUnaryCall<_bellhop_admin_v1_SaveResourceRequest, _bellhop_admin_v1_SaveResourceResponseInput>;
  
  /**
   * Saves a template of the app: words for pushes, in several languages. With the first one the app's messages name templates of the app and no
   * longer those of vendors (docs/decisions/0036). Errors: INVALID_ARGUMENT (names the field).
   */
  SaveTemplate: grpc.handleUnaryCall<_bellhop_admin_v1_SaveTemplateRequest, _bellhop_admin_v1_SaveTemplateResponseInput>;
  
  /**
   * Has the vendor's adapter ask the vendor whether it accepts a saved credential; nothing is sent to any device. Takes up to 10 seconds. Errors:
   * RESOURCE_EXHAUSTED when the credential was tested in the last 5 seconds.
   */
  TestCertificateSet: grpc.handleUnaryCall<_bellhop_admin_v1_TestCertificateSetRequest, _bellhop_admin_v1_TestCertificateSetResponseInput>;
  
  /**
   * Changes an app's settings. Fields that are not set stay.
   */
  UpdateApp: grpc.handleUnaryCall<_bellhop_admin_v1_UpdateAppRequest, _bellhop_admin_v1_UpdateAppResponseInput>;
  
}

export interface AdminServiceDefinition extends grpc.ServiceDefinition {
  CreateApp: MethodDefinition<_bellhop_admin_v1_CreateAppRequestInput, _bellhop_admin_v1_CreateAppResponseInput, _bellhop_admin_v1_CreateAppRequest, _bellhop_admin_v1_CreateAppResponse>
  DeleteCertificateSet: MethodDefinition<_bellhop_admin_v1_DeleteCertificateSetRequestInput, _bellhop_admin_v1_DeleteCertificateSetResponseInput, _bellhop_admin_v1_DeleteCertificateSetRequest, _bellhop_admin_v1_DeleteCertificateSetResponse>
  DeleteResource: MethodDefinition<_bellhop_admin_v1_DeleteResourceRequestInput, _bellhop_admin_v1_DeleteResourceResponseInput, _bellhop_admin_v1_DeleteResourceRequest, _bellhop_admin_v1_DeleteResourceResponse>
  DeleteTemplate: MethodDefinition<_bellhop_admin_v1_DeleteTemplateRequestInput, _bellhop_admin_v1_DeleteTemplateResponseInput, _bellhop_admin_v1_DeleteTemplateRequest, _bellhop_admin_v1_DeleteTemplateResponse>
  GetApp: MethodDefinition<_bellhop_admin_v1_GetAppRequestInput, _bellhop_admin_v1_GetAppResponseInput, _bellhop_admin_v1_GetAppRequest, _bellhop_admin_v1_GetAppResponse>
  IssueApiKey: MethodDefinition<_bellhop_admin_v1_IssueApiKeyRequestInput, _bellhop_admin_v1_IssueApiKeyResponseInput, _bellhop_admin_v1_IssueApiKeyRequest, _bellhop_admin_v1_IssueApiKeyResponse>
  ListApiKeys: MethodDefinition<_bellhop_admin_v1_ListApiKeysRequestInput, _bellhop_admin_v1_ListApiKeysResponseInput, _bellhop_admin_v1_ListApiKeysRequest, _bellhop_admin_v1_ListApiKeysResponse>
  ListApps: MethodDefinition<_bellhop_admin_v1_ListAppsRequestInput, _bellhop_admin_v1_ListAppsResponseInput, _bellhop_admin_v1_ListAppsRequest, _bellhop_admin_v1_ListAppsResponse>
  ListCertificateSets: MethodDefinition<_bellhop_admin_v1_ListCertificateSetsRequestInput, _bellhop_admin_v1_ListCertificateSetsResponseInput, _bellhop_admin_v1_ListCertificateSetsRequest, _bellhop_admin_v1_ListCertificateSetsResponse>
  ListClientTokenSecrets: MethodDefinition<_bellhop_admin_v1_ListClientTokenSecretsRequestInput, _bellhop_admin_v1_ListClientTokenSecretsResponseInput, _bellhop_admin_v1_ListClientTokenSecretsRequest, _bellhop_admin_v1_ListClientTokenSecretsResponse>
  ListResources: MethodDefinition<_bellhop_admin_v1_ListResourcesRequestInput, _bellhop_admin_v1_ListResourcesResponseInput, _bellhop_admin_v1_ListResourcesRequest, _bellhop_admin_v1_ListResourcesResponse>
  ListTemplates: MethodDefinition<_bellhop_admin_v1_ListTemplatesRequestInput, _bellhop_admin_v1_ListTemplatesResponseInput, _bellhop_admin_v1_ListTemplatesRequest, _bellhop_admin_v1_ListTemplatesResponse>
  RevokeApiKey: MethodDefinition<_bellhop_admin_v1_RevokeApiKeyRequestInput, _bellhop_admin_v1_RevokeApiKeyResponseInput, _bellhop_admin_v1_RevokeApiKeyRequest, _bellhop_admin_v1_RevokeApiKeyResponse>
  RevokeFormerClientTokenSecret: MethodDefinition<_bellhop_admin_v1_RevokeFormerClientTokenSecretRequestInput, _bellhop_admin_v1_RevokeFormerClientTokenSecretResponseInput, _bellhop_admin_v1_RevokeFormerClientTokenSecretRequest, _bellhop_admin_v1_RevokeFormerClientTokenSecretResponse>
  RotateClientTokenSecret: MethodDefinition<_bellhop_admin_v1_RotateClientTokenSecretRequestInput, _bellhop_admin_v1_RotateClientTokenSecretResponseInput, _bellhop_admin_v1_RotateClientTokenSecretRequest, _bellhop_admin_v1_RotateClientTokenSecretResponse>
  SaveCertificateSet: MethodDefinition<_bellhop_admin_v1_SaveCertificateSetRequestInput, _bellhop_admin_v1_SaveCertificateSetResponseInput, _bellhop_admin_v1_SaveCertificateSetRequest, _bellhop_admin_v1_SaveCertificateSetResponse>
  SaveResource: MethodDefinition<_bellhop_admin_v1_SaveResourceRequestInput, _bellhop_admin_v1_SaveResourceResponseInput, _bellhop_admin_v1_SaveResourceRequest, _bellhop_admin_v1_SaveResourceResponse>
  SaveTemplate: MethodDefinition<_bellhop_admin_v1_SaveTemplateRequestInput, _bellhop_admin_v1_SaveTemplateResponseInput, _bellhop_admin_v1_SaveTemplateRequest, _bellhop_admin_v1_SaveTemplateResponse>
  TestCertificateSet: MethodDefinition<_bellhop_admin_v1_TestCertificateSetRequestInput, _bellhop_admin_v1_TestCertificateSetResponseInput, _bellhop_admin_v1_TestCertificateSetRequest, _bellhop_admin_v1_TestCertificateSetResponse>
  UpdateApp: MethodDefinition<_bellhop_admin_v1_UpdateAppRequestInput, _bellhop_admin_v1_UpdateAppResponseInput, _bellhop_admin_v1_UpdateAppRequest, _bellhop_admin_v1_UpdateAppResponse>
}
