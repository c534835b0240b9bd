import { vendorFromProto, vendorNames, type VendorName } from '@bellhop/contracts';
import {
  adminService,
  callService,
  conversationService,
  credentialService,
  decisionService,
  deliveryService,
  deviceService,
  groupService,
  presenceService,
  pushService,
  recipientService,
  syncService,
  targetService,
  traceService,
  userDataService,
  userDeviceService,
  userSettingsService,
  type Rpc,
  type ServiceContract,
} from './service-contract.ts';

/** A process of ours that calls others or is called. */
export type InternalName =
  'gateway' | 'message-store' | 'presence' | 'push-router' | 'push-history' | `adapter-${VendorName}`;

export const internalNames: readonly InternalName[] = [
  'gateway',
  'message-store',
  'presence',
  'push-router',
  'push-history',
  ...vendorNames.map((vendor) => `adapter-${vendor}` as const),
];

/** A service's certificate is for its name below this domain, which is nobody's in the world outside. */
const DOMAIN = '.bellhop.internal';

/** The name that a service's certificate is for. */
export function certificateName(of: InternalName): string {
  return `${of}${DOMAIN}`;
}

/** Whose certificate this is: the services among its DNS names, as Node writes them (`DNS:a, DNS:b`). */
export function namesIn(subjectAltName: string | undefined): InternalName[] {
  const found = (subjectAltName ?? '').split(', ').flatMap((entry) => {
    const name = entry.startsWith('DNS:') ? entry.slice('DNS:'.length) : '';
    return name.endsWith(DOMAIN) ? [name.slice(0, -DOMAIN.length)] : [];
  });
  return internalNames.filter((name) => found.includes(name));
}

/** Who may call an RPC. */
interface Rule {
  readonly by: readonly InternalName[];
  /** Looks at the request, too. */
  readonly only?: (caller: InternalName, request: unknown) => boolean;
}

const gateway: Rule = { by: ['gateway'] };
const adapters = vendorNames.map((vendor) => `adapter-${vendor}` as const);

/** Every RPC between our services: what is not here nobody calls. */
const rules = new Map<string, Rule>([
  ...ofService(presenceService, { GetPresence: { by: ['gateway', 'message-store', 'push-router'] }, Watch: gateway }),
  ...ofService(deliveryService, { Deliver: { by: ['message-store'] }, TellMissed: { by: ['message-store'] } }),
  ...ofService(syncService, {
    Sync: gateway,
    AckSync: gateway,
    CheckGroupSenders: gateway,
    FindContents: gateway,
    ListRinging: gateway,
    ConfirmInvitation: gateway,
    CheckReaders: { by: ['push-router'] },
  }),
  ...ofService(groupService, {
    CreateGroup: gateway,
    InviteToGroup: gateway,
    JoinGroup: gateway,
    LeaveGroup: gateway,
    ListGroupMembers: gateway,
    GetGroup: gateway,
    ListUserGroups: gateway,
    UpdateGroupName: gateway,
    UpdateGroupNotice: gateway,
    UpdateGroupJoinRule: gateway,
    KickGroupMembers: gateway,
    SetGroupMemberRole: gateway,
    TransferGroupOwner: gateway,
    DissolveGroup: gateway,
    MuteGroup: gateway,
    MuteGroupMembers: gateway,
    SetGroupAttributes: gateway,
    DeleteGroupAttributes: gateway,
    GetGroupAttributes: gateway,
  }),
  ...ofService(callService, {
    CallInvite: gateway,
    CallingInvite: gateway,
    CallAccept: gateway,
    CallReject: gateway,
    CallCancel: gateway,
    CallEnd: gateway,
    CallQuit: gateway,
    CallJoin: gateway,
    GetCall: gateway,
    ListCalls: gateway,
  }),
  ...ofService(conversationService, {
    SetConversationNotificationStatus: gateway,
    RevokeMessage: gateway,
    MarkConversationRead: gateway,
    GetPeerReceipt: gateway,
    ListMessageReaders: gateway,
    ListConversations: gateway,
    QueryMessages: gateway,
    DeleteMessages: gateway,
    DeleteConversation: gateway,
  }),
  ...ofService(deviceService, {
    RegisterDevice: gateway,
    UnregisterDevice: gateway,
    BindDevice: gateway,
    UpdateDevice: gateway,
    UnbindDevice: gateway,
    ListUserDevices: gateway,
  }),
  ...ofService(userDeviceService, { ListDevices: gateway, EndUserDevices: gateway }),
  ...ofService(userSettingsService, { GetUserSettings: gateway, UpdateUserSettings: gateway, SetBadge: gateway }),
  ...ofService(recipientService, { FindRecipients: gateway }),
  ...ofService(decisionService, { DecidePushes: gateway }),
  ...ofService(pushService, { Push: gateway, CancelPush: gateway, GetPush: gateway, ListPushes: gateway }),
  ...ofService(adminService, {
    CreateApp: gateway,
    UpdateApp: gateway,
    GetApp: gateway,
    ListApps: gateway,
    IssueApiKey: gateway,
    ListApiKeys: gateway,
    RevokeApiKey: gateway,
    RotateClientTokenSecret: gateway,
    ListClientTokenSecrets: gateway,
    RevokeFormerClientTokenSecret: gateway,
    SaveCertificateSet: gateway,
    ListCertificateSets: gateway,
    DeleteCertificateSet: gateway,
    TestCertificateSet: gateway,
    SaveResource: gateway,
    ListResources: gateway,
    DeleteResource: gateway,
    SaveTemplate: gateway,
    ListTemplates: gateway,
    DeleteTemplate: gateway,
  }),
  // Of push-router, message-store and push-history, each of what it keeps itself.
  ...ofService(userDataService, { EraseUserData: gateway }),
  ...ofService(traceService, { GetMessageTrace: gateway, GetPushTrace: gateway }),
  ...ofService(credentialService, {
    GetCredential: { by: adapters, only: isOfItsVendor },
  }),
  // Tells of a push that the caller has in hand whether it still counts; nothing of a device can be learned here.
  ...ofService(targetService, { CheckTargets: { by: adapters, only: isOfItsVendor } }),
]);

/** An adapter asks about its own vendor alone. */
function isOfItsVendor(caller: InternalName, request: unknown): boolean {
  const { vendor } = request as { vendor: Parameters<typeof vendorFromProto>[0] };
  return caller === `adapter-${vendorFromProto(vendor)}`;
}

/** Whether one of these services may call an RPC with this request. */
export function mayCall(
  callers: readonly InternalName[],
  { service, rpc, request }: { service: string; rpc: string; request?: unknown },
): boolean {
  const rule = rules.get(`${service}/${rpc}`);
  return (
    rule !== undefined && callers.some((caller) => rule.by.includes(caller) && (rule.only?.(caller, request) ?? true))
  );
}

/** All of a service's RPCs: one that is missing does not compile. */
function ofService<Definition>(
  contract: ServiceContract<Definition>,
  byRpc: { readonly [K in Rpc<Definition> & string]: Rule },
): [string, Rule][] {
  return Object.entries<Rule>(byRpc).map(([rpc, rule]) => [`${contract.name}/${rpc}`, rule]);
}
