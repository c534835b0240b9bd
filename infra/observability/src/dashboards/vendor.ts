import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, figure, graph, perSecond, quantile } from './panels.ts';

const of = '{vendor="$vendor"}';

/** One vendor: does it take our pushes, how fast, and what does it refuse? */
export const vendor = () =>
  dashboard({
    uid: 'bellhop-vendor',
    title: 'Vendor',
    about: 'One vendor: does it take our pushes, how fast, and what does it refuse?',
    choices: [{ name: 'vendor', label: 'Vendor', series: 'bellhop_pushes_total', of: 'vendor' }],
  })
    .withPanel(
      figure({
        title: 'Accepted of all attempts',
        about: 'In the last hour. Dead tokens and retries count as not accepted.',
        unit: 'percentunit',
        decimals: 2,
        expr: 'sum(increase(bellhop_pushes_total{vendor="$vendor", outcome="accepted"}[1h])) / sum(increase(bellhop_pushes_total{vendor="$vendor"}[1h]))',
      }),
    )
    .withPanel(
      figure({
        title: 'Refused credential',
        about:
          'Attempts of the last hour that the vendor refused for their credential. A person must save the right one.',
        unit: 'short',
        decimals: 0,
        badFrom: 1,
        expr: 'sum(increase(bellhop_pushes_total{vendor="$vendor", outcome="misconfigured"}[1h])) or vector(0)',
      }),
    )
    .withPanel(
      figure({
        title: 'Quota used up',
        about:
          'Attempts of the last hour that met a quota that was used up. No vendor tells how much is left before that.',
        unit: 'short',
        decimals: 0,
        badFrom: 1,
        expr: 'sum(increase(bellhop_pushes_total{vendor="$vendor", outcome="quota-exhausted"}[1h])) or vector(0)',
      }),
    )
    .withPanel(
      figure({
        title: 'Dead letters',
        about: 'Of the last hour; `npm run dead-letters` shows them.',
        unit: 'short',
        decimals: 0,
        badFrom: 1,
        expr: `sum(increase(bellhop_push_dead_letters_total${of}[1h])) or vector(0)`,
      }),
    )
    .withPanel(
      figure({
        title: 'Dead tokens',
        about:
          'Share of the attempts of the last hour that met a dead token. A few of 100 are every day; much more is a wrong credential or app.',
        unit: 'percentunit',
        decimals: 1,
        badFrom: 0.2,
        expr: '(sum(increase(bellhop_pushes_total{vendor="$vendor", outcome=~"invalid-token|held"}[1h])) or vector(0)) / sum(increase(bellhop_pushes_total{vendor="$vendor"}[1h]))',
      }),
    )
    .withPanel(
      figure({
        title: 'Waiting',
        about: 'Tasks that the adapter has not settled yet.',
        unit: 'short',
        expr: 'sum(max by (topic) (bellhop_pipeline_backlog{group="vendor-adapters.$vendor"}))',
      }),
    )
    .withRow(new RowBuilder('Sending'))
    .withPanel(
      graph({
        title: 'Attempts by outcome',
        about: 'What became of each target.',
        unit: 'reqps',
        isStacked: true,
        lines: [{ expr: perSecond('bellhop_pushes_total', 'outcome', of), legend: '{{outcome}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'What the vendor says',
        about: 'Its own codes of what it did not accept.',
        unit: 'reqps',
        isStacked: true,
        lines: [
          {
            expr: perSecond('bellhop_vendor_refusals_total', 'outcome, code', of),
            legend: '{{outcome}} {{code}}',
          },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Time the vendor takes',
        about: 'Its answer to one call: half, 95 and 99 of 100 are faster.',
        unit: 'ms',
        lines: [0.5, 0.95, 0.99].map((share) => ({
          expr: quantile(share, 'bellhop_vendor_call_duration', '', of),
          legend: `${share * 100} %`,
        })),
      }),
    )
    .withPanel(
      graph({
        title: 'From message to accepted push',
        about: 'Retries included: half, 95 and 99 of 100 are faster. The goal is 5 s for 95.',
        unit: 'ms',
        lines: [0.5, 0.95, 0.99].map((share) => ({
          expr: quantile(share, 'bellhop_push_latency', '', of),
          legend: `${share * 100} %`,
        })),
      }),
    )
    .withPanel(
      graph({
        title: 'Tried again, and given up',
        about: 'Targets that are tried again later, and those that no retry can help.',
        unit: 'reqps',
        lines: [
          { expr: perSecond('bellhop_push_retries_total', '', of), legend: 'tried again' },
          { expr: perSecond('bellhop_push_dead_letters_total', 'class', of), legend: 'dead: {{class}}' },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Waiting',
        about: 'Tasks that the adapter has not settled yet, read from Kafka.',
        unit: 'short',
        lines: [
          {
            expr: 'max by (topic) (bellhop_pipeline_backlog{group="vendor-adapters.$vendor"})',
            legend: '{{topic}}',
          },
        ],
      }),
    );
