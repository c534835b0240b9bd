import { dashboard, figure, graph, perSecond } from './panels.ts';

/** One app of METRICS_APPS: are its messages accepted, do its pushes arrive? */
export const app = () =>
  dashboard({
    uid: 'bellhop-app',
    title: 'App',
    about:
      'One app: are its messages accepted, do its pushes arrive? Apps are named where METRICS_APPS lists them; all others are `other` together.',
    choices: [{ name: 'app', label: 'App', series: 'bellhop_app_messages_total', of: 'app' }],
  })
    .withPanel(
      figure({
        title: 'Messages in an hour',
        about: 'That were accepted.',
        unit: 'short',
        decimals: 0,
        expr: 'sum(increase(bellhop_app_messages_total{app="$app", outcome="accepted"}[1h]))',
      }),
    )
    .withPanel(
      figure({
        title: 'Pushes accepted of all attempts',
        about: 'In the last hour.',
        unit: 'percentunit',
        decimals: 2,
        expr: 'sum(increase(bellhop_app_pushes_total{app="$app", outcome="accepted"}[1h])) / sum(increase(bellhop_app_pushes_total{app="$app"}[1h]))',
      }),
    )
    .withPanel(
      figure({
        title: 'At the vendor within 5 s',
        about: 'Share of its pushes of the last hour, retries included.',
        unit: 'percentunit',
        decimals: 2,
        badBelow: 0.95,
        expr: 'sum(increase(bellhop_app_push_latency_bucket{app="$app", le="5000"}[1h])) / sum(increase(bellhop_app_push_latency_count{app="$app"}[1h]))',
      }),
    )
    .withPanel(
      graph({
        title: 'Messages',
        about: 'refused: wrong, the app mends it. failed: for a reason of ours.',
        unit: 'reqps',
        isStacked: true,
        lines: [{ expr: perSecond('bellhop_app_messages_total', 'outcome', '{app="$app"}'), legend: '{{outcome}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Pushes by outcome',
        about: 'misconfigured: the app must save another credential. rejected: its content does not fit.',
        unit: 'reqps',
        isStacked: true,
        lines: [{ expr: perSecond('bellhop_app_pushes_total', 'outcome', '{app="$app"}'), legend: '{{outcome}}' }],
      }),
    )
    .withPanel(
      graph({
        title: 'Pushes accepted, by vendor',
        about: 'A vendor that falls to nothing while messages come has a problem with this app.',
        unit: 'reqps',
        isStacked: true,
        lines: [
          {
            expr: perSecond('bellhop_app_pushes_total', 'vendor', '{app="$app", outcome="accepted"}'),
            legend: '{{vendor}}',
          },
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'From message to accepted push',
        about: 'Retries included: half, 95 and 99 of 100 are faster.',
        unit: 'ms',
        lines: [0.5, 0.95, 0.99].map((share) => ({
          expr: `histogram_quantile(${share}, sum by (le) (rate(bellhop_app_push_latency_bucket{app="$app"}[$__rate_interval])))`,
          legend: `${share * 100} %`,
        })),
      }),
    );
