import { jsonName } from '@bellhop/contracts';
import {
  adminService,
  callService,
  conversationService,
  groupService,
  grpcDefinition,
  messageService,
  messageTypesOf,
  presenceService,
  pushService,
  traceService,
  userDeviceService,
  userService,
  userSettingsService,
} from '@bellhop/grpc';
import { describe, expect, it } from 'vitest';
import { api } from './api.ts';
import { partsOf } from './doors/http/http-routes.ts';

const contracts = [
  messageService,
  callService,
  conversationService,
  groupService,
  presenceService,
  pushService,
  userDeviceService,
  traceService,
  adminService,
  userService,
  userSettingsService,
];
const overGrpc = api.flatMap((call) => (call.grpc === undefined ? [] : [{ ...call, grpc: call.grpc }]));

/** Calls whose JSON is another arrangement of the same: they say how, and their own tests hold them. */
const ARRANGED = new Set(['SendMessage', 'SendMessages', 'SaveCertificateSet', 'SaveResource', 'SaveTemplate']);

describe('the calls of the API', () => {
  it('have names, routes and RPCs of their own', () => {
    for (const names of [
      api.map(({ name }) => name),
      api.flatMap(({ http }) => (http === undefined ? [] : [`${http.method} ${http.path}`])),
      overGrpc.map(({ grpc }) => `${grpc.contract.name}/${grpc.rpc}`),
    ])
      expect(names).toEqual([...new Set(names)]);
    for (const { name, http, frame, grpc } of api) expect([name, http ?? frame ?? grpc]).not.toContain(undefined);
  });

  it('make up every service that the gateway serves', () => {
    for (const contract of contracts)
      expect(overGrpc.filter(({ grpc }) => grpc.contract === contract).map(({ grpc }) => grpc.rpc)).toEqual(
        expect.arrayContaining(Object.keys(grpcDefinition(contract))),
      );
    expect(new Set(overGrpc.map(({ grpc }) => grpc.contract))).toEqual(new Set(contracts));
  });

  it.each(overGrpc.filter(({ grpc }) => !ARRANGED.has(grpc.rpc)))(
    'name the fields of $name as the rule says',
    ({ access, input, grpc }) => {
      const ofRequest = messageTypesOf(grpc.contract, grpc.rpc)
        .request()
        .fieldsArray.map(({ name }) => jsonName(name));
      // The app of an app's key stands in the path.
      const fields = [...(access === 'app' ? ['app'] : []), ...Object.keys(input.shape)];
      expect(fields.sort()).toEqual(ofRequest.sort());
    },
  );

  it.each(api.flatMap((call) => (call.http === undefined ? [] : [{ ...call, http: call.http }])))(
    'say where each field of $name stands in a request',
    ({ input, http }) => {
      const { params, query, body } = partsOf(http, input);
      const placed = [
        ...Object.keys(params?.shape ?? {}).filter((name) => name in input.shape),
        ...Object.keys(query?.shape ?? {}),
        ...(http.body === undefined ? Object.keys((body as typeof input | undefined)?.shape ?? {}) : [http.body]),
        ...(http.without ?? []),
      ];
      expect(placed.sort()).toEqual(Object.keys(input.shape).sort());
    },
  );
});
