import { formatGo, type GoValue } from '../go-template/values.js';
import type { Chart } from './chart.js';

/** The version of Kubernetes that charts are told; new enough for what they ask. */
const kubernetes = { major: '1', minor: '31', version: 'v1.31.0' };

function map(entries: Readonly<Record<string, GoValue>>): Map<string, GoValue> {
  return new Map(Object.entries(entries));
}

/**
 * The objects that Helm gives to a template. The release is called like the chart, as most teams call it.
 * Source: https://helm.sh/docs/chart_template_guide/builtin_objects/
 */
export function releaseOf(
  chart: Chart,
  root: Chart,
  template: string,
  values: Map<string, GoValue>,
): Map<string, GoValue> {
  const capital = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);
  return map({
    Values: values,
    Release: map({
      Name: root.name,
      Namespace: 'default',
      Service: 'Helm',
      Revision: 1,
      IsInstall: true,
      IsUpgrade: false,
    }),
    Chart: new Map([
      ...[...chart.about].map(([key, value]) => [capital(key), value] as const),
      ['IsRoot', chart === root],
    ]),
    Capabilities: map({
      KubeVersion: map({
        Version: kubernetes.version,
        GitVersion: kubernetes.version,
        Major: kubernetes.major,
        Minor: kubernetes.minor,
      }),
      HelmVersion: map({ Version: 'v3.16.0' }),
      APIVersions: map({ Has: (version) => !/^(extensions|.*beta\d*)\b/.test(formatGo(version)) }),
    }),
    Template: map({
      Name: template,
      BasePath: template.replace(/\/templates\/.*$/, '/templates'),
    }),
    // Files that a chart takes in hold settings, which no reader here looks for.
    Files: map({
      Get: () => '',
      GetBytes: () => '',
      Lines: () => [],
      Glob: () => map({ AsConfig: () => '', AsSecrets: () => '' }),
    }),
    Subcharts: new Map(),
  });
}
