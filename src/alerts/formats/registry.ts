import type { AlertFormat } from '../alert-format.js';
import { alertmanager } from './alertmanager/index.js';
import { azure } from './azure/index.js';
import { cloudwatch } from './cloudwatch/index.js';
import { datadog } from './datadog/index.js';
import { googleCloud } from './google-cloud/index.js';
import { grafana } from './grafana/index.js';
import { honeycomb } from './honeycomb/index.js';
import { newRelic } from './new-relic/index.js';
import { nobl9 } from './nobl9/index.js';
import { openslo } from './openslo/index.js';
import { prometheusOperator } from './prometheus-operator/index.js';
import { prometheus } from './prometheus/index.js';
import { pyrra } from './pyrra/index.js';
import { sloGenerator } from './slo-generator/index.js';
import { sloth } from './sloth/index.js';

/** Every format in which lintel reads alerts, objectives and routes, in the order of the reference. */
export const alertFormats: readonly AlertFormat[] = [
  prometheus,
  prometheusOperator,
  grafana,
  datadog,
  cloudwatch,
  googleCloud,
  azure,
  newRelic,
  honeycomb,
  openslo,
  sloth,
  pyrra,
  nobl9,
  sloGenerator,
  alertmanager,
];
