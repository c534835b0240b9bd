/** What Prometheus sees, one value a minute, and whether an alert must be firing then. Values in promtool's notation: `start+step x times`. */
export interface AlertCase {
  readonly alert: string;
  /** Completes "fires when …" or "is silent when …". */
  readonly when: string;
  readonly fires: boolean;
  readonly after: string;
  readonly series: Readonly<Record<string, string>>;
}

const counted = (perMinute: number, minutes = 600): string => `0+${perMinute}x${minutes}`;
const steady = (value: number, minutes = 600): string => `${value}+0x${minutes}`;

/** Both sides of one alert: what it is for, and what looks like it and is none. */
function both(
  alert: string,
  after: string,
  fires: readonly [when: string, series: Readonly<Record<string, string>>],
  ...silent: readonly (readonly [when: string, series: Readonly<Record<string, string>>])[]
): AlertCase[] {
  return [
    { alert, when: fires[0], fires: true, after, series: fires[1] },
    ...silent.map(([when, series]): AlertCase => ({ alert, when, fires: false, after, series })),
  ];
}

const messages = (accepted: string, failed: string) => ({
  'bellhop_gateway_accepted_total{door="http"}': accepted,
  'bellhop_gateway_failed_total{door="http",code="UNAVAILABLE"}': failed,
});
const pushes = (all: string, inTime: string) => ({
  'bellhop_push_latency_count{vendor="fcm"}': all,
  'bellhop_push_latency_bucket{vendor="fcm",le="5000"}': inTime,
});
const outcomes = (vendor: string, counts: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(counts).map(([outcome, values]) => [
      `bellhop_pushes_total{vendor="${vendor}",outcome="${outcome}"}`,
      values,
    ]),
  );
const age = (young: string, all: string) => ({
  'bellhop_message_age_bucket{stage="stored",le="1000"}': young,
  'bellhop_message_age_bucket{stage="stored",le="60000"}': all,
  'bellhop_message_age_bucket{stage="stored",le="+Inf"}': all,
  'bellhop_message_age_count{stage="stored"}': all,
});
const backlog = (values: string) => ({
  'bellhop_pipeline_backlog{group="push-router",topic="t",instance="g"}': values,
});
const member = (values: string) => ({ 'bellhop_consumer_member{group="push-router",instance="r"}': values });
const settled = (values: string) => ({ 'bellhop_consumer_events_total{group="push-router",outcome="done"}': values });
const ready = (name: string, values: string) => ({ [`bellhop_ready{service_name="${name}",instance="i"}`]: values });
const allReady = {
  ...ready('gateway', steady(1)),
  ...ready('message-store', steady(1)),
  ...ready('presence', steady(1)),
  ...ready('push-router', steady(1)),
  ...ready('push-history', steady(1)),
  ...ready('vendor-adapter-fcm', steady(1)),
};
/** Of a certificate, from the beginning of time as promtool has it. */
const expiresInDays = (days: number) => ({
  'bellhop_certificate_expiry{service_name="gateway",certificate="KAFKA_TLS",part="cert"}': steady(days * 86_400),
});
const buckets = (series: string, labels: string, { fast, all }: { fast: string; all: string }) => ({
  [`${series}_bucket{${labels},le="1000"}`]: fast,
  [`${series}_bucket{${labels},le="5000"}`]: all,
  [`${series}_bucket{${labels},le="+Inf"}`]: all,
  [`${series}_count{${labels}}`]: all,
});

/** Every alert has a case in which it fires and one in which it does not; a test sees to that. */
export const alertCases: readonly AlertCase[] = [
  ...both(
    'BellhopAcceptFailsFast',
    '70m',
    ['2 % fail for an hour', messages(counted(98), counted(2))],
    ['one of a thousand fails', messages(counted(999), counted(1))],
    ['everything fails and nobody sends', messages(steady(0), '0+1x10 10+0x600')],
    ['it is over', messages(counted(1000), '0+100x30 3000+0x600')],
  ),
  ...both(
    'BellhopAcceptFails',
    '140m',
    ['1 % fails for six hours', messages(counted(99), counted(1))],
    ['half a percent fails', messages(counted(199), counted(1))],
    ['it is over', messages(counted(100), '0+5x60 300+0x600')],
  ),
  ...both(
    'BellhopAcceptFailsSlowly',
    '60m',
    ['2 of a thousand fail for hours', messages(counted(998), counted(2))],
    ['one of two thousand fails', messages(counted(1999), counted(1))],
  ),
  ...both(
    'BellhopPushesLateFast',
    '70m',
    ['8 of 10 are late', pushes(counted(10), counted(2))],
    ['half are late', pushes(counted(10), counted(5))],
    ['a handful is late at night', pushes(counted(1), steady(0))],
    ['it is over', pushes(counted(100), '0+0x30 0+100x600')],
  ),
  ...both(
    'BellhopPushesLate',
    '60m',
    ['4 of 10 are late for six hours', pushes(counted(10), counted(6))],
    ['one of ten is late', pushes(counted(10), counted(9))],
  ),
  ...both(
    'BellhopPushesLateSlowly',
    '60m',
    ['one of ten is late for hours', pushes(counted(100), counted(90))],
    ['4 of a hundred are late', pushes(counted(100), counted(96))],
  ),
  ...both(
    'BellhopConsumerGone',
    '10m',
    ['events wait and the last member has left', { ...backlog(counted(5)), ...member('1+0x3 0+0x600') }],
    [
      'a replica left and another is there',
      {
        ...backlog(counted(5)),
        ...member(steady(0)),
        'bellhop_consumer_member{group="push-router",instance="r2"}': steady(1),
      },
    ],
    ['nothing waits', { ...backlog(steady(0)), ...member(steady(0)) }],
  ),
  {
    alert: 'BellhopConsumerGone',
    when: 'events wait and no process of the group is scraped',
    fires: true,
    after: '10m',
    series: backlog(steady(7)),
  },
  ...both(
    'BellhopConsumerStuck',
    '15m',
    [
      'events wait, members are there, and none is settled',
      { ...backlog(steady(9)), ...member(steady(1)), ...settled(steady(100)) },
    ],
    ['events wait and are worked off', { ...backlog(steady(900)), ...member(steady(1)), ...settled(counted(60)) }],
    ['nothing comes', { ...backlog(steady(0)), ...member(steady(1)), ...settled(steady(100)) }],
  ),
  ...both(
    'BellhopMessagesAgeing',
    '20m',
    ['all are a minute old', age(steady(0), counted(60))],
    ['all are young', age(counted(60), counted(60))],
    ['a single one is old', age(steady(0), '0+0x5 1+0x600')],
  ),
  ...both(
    'BellhopNothingArrives',
    '20m',
    [
      'tasks are made and no vendor accepts',
      { bellhop_router_tasks_total: counted(10), ...outcomes('fcm', { accepted: steady(50) }) },
    ],
    [
      'one vendor of two accepts',
      {
        bellhop_router_tasks_total: counted(10),
        ...outcomes('fcm', { accepted: steady(50) }),
        ...outcomes('vivo', { accepted: counted(5) }),
      },
    ],
    ['nobody sends', { bellhop_router_tasks_total: steady(10), ...outcomes('fcm', { accepted: steady(50) }) }],
  ),
  ...both(
    'BellhopDeadLetters',
    '10m',
    [
      'a single event is one',
      { 'bellhop_consumer_dead_letters_total{group="message-store",cause="bug"}': '0+0x5 1+0x600' },
    ],
    [
      'those of yesterday still lie there',
      { 'bellhop_consumer_dead_letters_total{group="message-store",cause="bug"}': steady(12) },
    ],
  ),
  ...both(
    'BellhopSheds',
    '15m',
    ['messages are shed for minutes', { 'bellhop_gateway_shed_total{cause="pipeline"}': counted(30) }],
    ['a burst was shed', { 'bellhop_gateway_shed_total{cause="pipeline"}': '0+0x2 50+0x600' }],
  ),
  ...both(
    'BellhopDependencyAway',
    '20m',
    [
      'batches are handled again for ten minutes',
      { 'bellhop_consumer_retries_total{group="message-store",code="POSTGRES_UNAVAILABLE"}': counted(6) },
    ],
    [
      'it was away for a moment',
      { 'bellhop_consumer_retries_total{group="message-store",code="POSTGRES_UNAVAILABLE"}': '0+0x2 3+0x600' },
    ],
  ),
  ...both(
    'BellhopRebalances',
    '40m',
    ['members join again and again', { 'bellhop_consumer_joins_total{group="push-router"}': '1+0.5x600' }],
    ['a release went out', { 'bellhop_consumer_joins_total{group="push-router"}': '1+0x5 2+0x2 3+0x2 4+0x600' }],
  ),
  ...both(
    'BellhopKafkaSlow',
    '25m',
    [
      'batches take seconds',
      buckets('bellhop_producer_batch_duration', 'service_name="gateway"', { fast: steady(0), all: counted(60) }),
    ],
    [
      'batches are fast',
      buckets('bellhop_producer_batch_duration', 'service_name="gateway"', { fast: counted(60), all: counted(60) }),
    ],
    [
      'one is slow',
      buckets('bellhop_producer_batch_duration', 'service_name="gateway"', { fast: steady(0), all: '0+0x5 1+0x600' }),
    ],
  ),
  ...both(
    'BellhopPresenceUnknown',
    '15m',
    ['presence does not answer for minutes', { bellhop_store_presence_unknown_total: counted(60) }],
    ['presence restarted', { bellhop_store_presence_unknown_total: '0+0x2 90+0x600' }],
  ),
  ...both(
    'BellhopCredentialRefused',
    '8m',
    ['one push is refused for it', outcomes('huawei', { misconfigured: '0+0x5 1+0x600', accepted: counted(10) })],
    ['it was mended an hour ago', outcomes('huawei', { misconfigured: steady(70), accepted: counted(10) })],
  ),
  ...both(
    'BellhopContentRefused',
    '20m',
    [
      'one of a hundred is refused',
      {
        'bellhop_push_dead_letters_total{vendor="vivo",class="rejected"}': counted(1),
        ...outcomes('vivo', { accepted: counted(100) }),
      },
    ],
    [
      'one of ten thousand is refused',
      {
        'bellhop_push_dead_letters_total{vendor="vivo",class="rejected"}': '0+0x5 1+0x600',
        ...outcomes('vivo', { accepted: counted(10_000) }),
      },
    ],
  ),
  ...both(
    'BellhopVendorFails',
    '15m',
    ['most attempts fail', outcomes('oppo', { unavailable: counted(8), accepted: counted(2) })],
    ['a third fails', outcomes('oppo', { unavailable: counted(3), accepted: counted(7) })],
    ['a single attempt fails at night', outcomes('oppo', { unavailable: '0+0x8 1+0x600', accepted: steady(0) })],
  ),
  ...both(
    'BellhopVendorSlow',
    '30m',
    [
      'calls take seconds',
      buckets('bellhop_vendor_call_duration', 'vendor="fcm"', { fast: steady(0), all: counted(60) }),
    ],
    [
      'calls are fast',
      buckets('bellhop_vendor_call_duration', 'vendor="fcm"', { fast: counted(60), all: counted(60) }),
    ],
  ),
  ...both(
    'BellhopQuotaUsedUp',
    '8m',
    ['an attempt meets it', outcomes('vivo', { 'quota-exhausted': '0+0x5 1+0x600' })],
    ['it was used up yesterday', outcomes('vivo', { 'quota-exhausted': steady(9) })],
  ),
  ...both(
    'BellhopQuotaNear',
    '30m',
    ['one of ten is throttled', outcomes('xiaomi', { throttled: counted(1), accepted: counted(9) })],
    ['one of a hundred is throttled', outcomes('xiaomi', { throttled: counted(1), accepted: counted(99) })],
  ),
  ...both(
    'BellhopTokensDying',
    '70m',
    ['a third is dead', outcomes('fcm', { 'invalid-token': counted(1), accepted: counted(2) })],
    ['5 of a hundred are dead', outcomes('fcm', { 'invalid-token': counted(5), accepted: counted(95) })],
    ['the only push of the night met one', outcomes('fcm', { 'invalid-token': '0+0x60 1+0x600', accepted: steady(0) })],
  ),
  ...both(
    'BellhopServiceMissing',
    '10m',
    ['no gateway is scraped', { ...allReady, 'bellhop_ready{service_name="gateway",instance="i"}': '1+0x2 stale' }],
    ['all are there, though one is not ready', { ...allReady, ...ready('gateway', steady(0)) }],
  ),
  {
    alert: 'BellhopServiceMissing',
    when: 'no adapter is scraped',
    fires: true,
    after: '10m',
    series: { ...allReady, 'bellhop_ready{service_name="vendor-adapter-fcm",instance="i"}': '1+0x2 stale' },
  },
  ...both(
    'BellhopNotReady',
    '10m',
    ['one is not ready for minutes', ready('push-router', steady(0))],
    ['one starts', ready('push-router', '0+0x3 1+0x600')],
  ),
  ...both(
    'BellhopBusy',
    '30m',
    [
      'the event loop works all the time',
      { 'bellhop_process_event_loop_utilization{service_name="gateway",instance="i"}': steady(0.97) },
    ],
    [
      'it works half the time',
      { 'bellhop_process_event_loop_utilization{service_name="gateway",instance="i"}': steady(0.5) },
    ],
  ),
  ...both(
    'BellhopConnectionsDropping',
    '13m',
    ['a third is gone within minutes', { bellhop_gateway_connections: '3000+0x9 2000+0x600' }],
    ['they leave slowly in the evening', { bellhop_gateway_connections: '3000-30x600' }],
    ['few were there', { bellhop_gateway_connections: '30+0x9 10+0x600' }],
  ),
  ...both(
    'BellhopLoginsFail',
    '15m',
    [
      'most logins fail',
      {
        'bellhop_gateway_login_failures_total{code="UNAUTHENTICATED"}': counted(20),
        bellhop_gateway_login_duration_count: counted(5),
      },
    ],
    [
      'some fail',
      {
        'bellhop_gateway_login_failures_total{code="UNAUTHENTICATED"}': counted(5),
        bellhop_gateway_login_duration_count: counted(100),
      },
    ],
  ),
  ...both(
    'BellhopDatabaseReadOnly',
    '8m',
    [
      'a statement is refused so',
      { 'bellhop_postgres_failures_total{service_name="message-store",code="25006"}': '0+0x5 3+0x600' },
    ],
    [
      'others are refused',
      {
        'bellhop_postgres_failures_total{service_name="message-store",code="25006"}': steady(0),
        'bellhop_postgres_failures_total{service_name="message-store",code="23505"}': counted(3),
      },
    ],
  ),
  ...both(
    'BellhopDatabaseWaiting',
    '10m',
    [
      'queries wait all the time',
      { 'bellhop_postgres_connections{service_name="message-store",state="waiting"}': steady(4) },
    ],
    [
      'some wait now and then',
      { 'bellhop_postgres_connections{service_name="message-store",state="waiting"}': '0 3 0 0 5 0 0 0 2 0 0 4 0' },
    ],
  ),
  ...both(
    'BellhopCertificateExpires',
    '15m',
    ['it has a week', expiresInDays(7)],
    ['it has a month', expiresInDays(30)],
  ),
  ...both(
    'BellhopCertificateExpiresSoon',
    '15m',
    ['it has a day', expiresInDays(1)],
    ['it has a week', expiresInDays(7)],
  ),
];
