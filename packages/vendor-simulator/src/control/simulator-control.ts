import type { App } from '../credentials/app.ts';
import type { NewApp } from '../credentials/make-app.ts';
import type { Fault, FaultRequest } from '../faults/fault.ts';
import type { SeenRequest, VendorStats } from '../observation/observation.ts';
import type { DisplayedNotification } from '../phones/phone-records.ts';
import type { PhoneState } from '../phones/platform-rules.ts';
import type { Vendor } from '../vendor.ts';
import type { AcceptedRecord, ClickAnswer, NotificationPage, PhoneView, TokenView } from './views.ts';

export interface NewPhone {
  vendor: Vendor;
  /** appId; the vendor's default app when absent. */
  app?: string;
}

/** The control API of a running simulator, typed; usable from any process. */
export interface SimulatorControl {
  apps(): Promise<App[]>;
  registerApp(app: NewApp & { settings?: Record<string, unknown> }): Promise<App>;
  updateApp(vendor: Vendor, appId: string, settings: Record<string, unknown>): Promise<App>;
  createPhone(phone: NewPhone): Promise<TokenView>;
  createPhones(phones: NewPhone & { count: number }): Promise<TokenView[]>;
  phone(phoneId: string): Promise<PhoneView>;
  setPhoneState(phoneId: string, state: Partial<PhoneState>): Promise<PhoneView>;
  refreshToken(phoneId: string): Promise<TokenView>;
  /** Taps notification `n`, or the newest visible one. */
  click(phoneId: string, n?: number): Promise<ClickAnswer>;
  /** Waits for a notification numbered above `after`; empty when none came in time. */
  notificationsAfter(phoneId: string, after: number, waitMs?: number): Promise<DisplayedNotification[]>;
  addFault(fault: FaultRequest): Promise<{ id: string }>;
  faults(): Promise<Fault[]>;
  clearFaults(vendor?: Vendor): Promise<void>;
  /** Sets a vendor's clock ahead (or behind, when negative): its `Date` header, and what it holds timestamps against. */
  setClockOffset(vendor: Vendor, offsetMs: number): Promise<void>;
  stats(): Promise<Partial<Record<Vendor, VendorStats>>>;
  accepted(query?: {
    vendor?: Vendor;
    after?: number;
    limit?: number;
  }): Promise<{ accepted: AcceptedRecord[]; last: number }>;
  requests(query?: { vendor?: Vendor; limit?: number }): Promise<(SeenRequest & { vendor: Vendor })[]>;
  reset(): Promise<void>;
}

/** A thin client of the control API at `controlUrl`. A refused call rejects with the simulator's own sentence. */
export function simulatorControl(controlUrl: string): SimulatorControl {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${controlUrl}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(`simulator: ${answer.error ?? response.status} (${method} ${path})`);
    return answer;
  };
  const phonePath = (phoneId: string): string => `/v1/phones/${encodeURIComponent(phoneId)}`;
  const queryOf = (members: Record<string, string | number | undefined>): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(members)) if (value !== undefined) query.set(name, String(value));
    return query.size === 0 ? '' : `?${query.toString()}`;
  };
  return {
    apps: async () => (await call<{ apps: App[] }>('GET', '/v1/apps')).apps,
    registerApp: (app) => call('POST', '/v1/apps', app),
    updateApp: (vendor, appId, settings) =>
      call('PATCH', `/v1/apps/${vendor}/${encodeURIComponent(appId)}`, { settings }),
    createPhone: (phone) => call('POST', '/v1/phones', phone),
    createPhones: async (phones) => (await call<{ phones: TokenView[] }>('POST', '/v1/phones/batch', phones)).phones,
    phone: (phoneId) => call('GET', phonePath(phoneId)),
    setPhoneState: (phoneId, state) => call('POST', `${phonePath(phoneId)}/state`, state),
    refreshToken: (phoneId) => call('POST', `${phonePath(phoneId)}/refresh-token`),
    click: (phoneId, n) => call('POST', `${phonePath(phoneId)}/click`, n === undefined ? {} : { n }),
    async notificationsAfter(phoneId, after, waitMs = 0) {
      const path = `${phonePath(phoneId)}/notifications${queryOf({ after, waitMs })}`;
      return (await call<NotificationPage>('GET', path)).notifications;
    },
    addFault: (fault) => call('POST', '/v1/faults', fault),
    faults: async () => (await call<{ faults: Fault[] }>('GET', '/v1/faults')).faults,
    clearFaults: async (vendor) => void (await call('DELETE', `/v1/faults${queryOf({ vendor })}`)),
    setClockOffset: async (vendor, offsetMs) => void (await call('POST', '/v1/clocks', { vendor, offsetMs })),
    stats: () => call('GET', '/v1/stats'),
    accepted: (query = {}) => call('GET', `/v1/accepted${queryOf({ ...query })}`),
    async requests(query = {}) {
      const path = `/v1/requests${queryOf({ ...query })}`;
      return (await call<{ requests: (SeenRequest & { vendor: Vendor })[] }>('GET', path)).requests;
    },
    reset: async () => void (await call('POST', '/v1/reset')),
  };
}
