import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, figure, graph, perSecond, quantile } from './panels.ts';

/** One look: are messages accepted, and are pushes arriving in time? */
export const overview = () =>
  dashboard({
    uid: 'bellhop-overview',
    title: 'Overview',
    about: 'One look: are messages accepted, and do pushes reach the vendors in time?',
  })
    .withPanel(
      figure({
        title: 'Accepted of what was right',
        about:
          'Share of messages of the last hour that were accepted, without those that were wrong. The goal is 99.9 %.',
        unit: 'percentunit',
        decimals: 3,
        badBelow: 0.999,
        expr: 'sum(increase(bellhop_gateway_accepted_total[1h])) / (sum(increase(bellhop_gateway_accepted_total[1h])) + (sum(increase(bellhop_gateway_failed_total[1h])) or vector(0)))',
      }),
    )
    .withPanel(
      figure({
        title: 'At the vendor within 5 s',
        about:
          'Share of pushes of the last hour that the vendor had accepted 5 s after the message, retries included. The goal is 95 %.',
        unit: 'percentunit',
        decimals: 2,
        badBelow: 0.95,
        expr: 'sum(increase(bellhop_push_latency_bucket{le="5000"}[1h])) / sum(increase(bellhop_push_latency_count[1h]))',
      }),
    )
    .withPanel(
      figure({
        title: 'Waiting',
        about: 'Events that the groups have not settled yet. Some is normal under load; what grows is not.',
        unit: 'short',
        expr: 'sum(max by (group, topic) (bellhop_pipeline_backlog))',
      }),
    )
    .withPanel(
      figure({
        title: 'Dead letters in an hour',
        about: 'What no retry can help: a credential, a content, or a bug. `npm run dead-letters` shows them.',
        unit: 'short',
        decimals: 0,
        badFrom: 1,
        expr: '(sum(increase(bellhop_push_dead_letters_total[1h])) or vector(0)) + (sum(increase(bellhop_consumer_dead_letters_total[1h])) or vector(0))',
      }),
    )
    .withPanel(
      figure({
        title: 'Connections',
        about: 'Clients that are logged in.',
        unit: 'short',
        expr: 'sum(bellhop_gateway_connections)',
      }),
    )
    .withPanel(
      figure({
        title: 'Not ready',
        about: 'Processes whose /readyz does not say ok.',
        unit: 'short',
        badFrom: 1,
        expr: 'count(bellhop_ready == 0) or vector(0)',
      }),
    )
    .withRow(new RowBuilder('From the sender to the vendor'))
    .withPanel(
      graph({
        title: 'Messages accepted',
        about: 'By the door that they came in by.',
        unit: 'reqps',
        isStacked: true,
        lines: [{ expr: perSecond('bellhop_gateway_accepted_total', 'door'), legend: '{{door}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Not accepted, for a reason of ours',
        about: 'Nothing, normally. RESOURCE_EXHAUSTED = shed at the limit, UNAVAILABLE = Kafka or a service is away.',
        unit: 'reqps',
        isStacked: true,
        lines: [{ expr: perSecond('bellhop_gateway_failed_total', 'code'), legend: '{{code}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Pushes that vendors accepted',
        about: 'Per vendor. One that falls to nothing while messages are accepted is the thing to look at.',
        unit: 'reqps',
        isStacked: true,
        lines: [{ expr: perSecond('bellhop_pushes_total', 'vendor', '{outcome="accepted"}'), legend: '{{vendor}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Attempts that vendors did not accept',
        about:
          'invalid-token is every day; misconfigured and rejected are for a person; unavailable and throttled are tried again.',
        unit: 'reqps',
        isStacked: true,
        lines: [
          {
            expr: perSecond('bellhop_pushes_total', 'vendor, outcome', '{outcome!="accepted"}'),
            legend: '{{vendor}} {{outcome}}',
          },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'From message to accepted push',
        about: 'Retries included, 95 of 100 are faster. The goal is 5 s.',
        unit: 'ms',
        lines: [{ expr: quantile(0.95, 'bellhop_push_latency', 'vendor'), legend: '{{vendor}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Age of messages by stage',
        about:
          'When they are stored, when their pushes are decided, and when the vendor first answers; 95 of 100 are younger. The stage where it rises is where they wait.',
        unit: 'ms',
        lines: [{ expr: quantile(0.95, 'bellhop_message_age', 'stage'), legend: '{{stage}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Waiting, by group',
        about: 'Read from Kafka, so true also when nobody consumes.',
        unit: 'short',
        lines: [{ expr: 'max by (group) (bellhop_pipeline_backlog)', legend: '{{group}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Connections, and how they end',
        about: 'Clients that are logged in, and per second what ended connections.',
        unit: 'short',
        lines: [
          { expr: 'sum(bellhop_gateway_connections)', legend: 'logged in' },
          { expr: perSecond('bellhop_gateway_connections_ended_total', 'cause'), legend: 'ended: {{cause}}' },
        ],
      }),
    );
