import type { AlertMatcher, AlertRoute } from '../../../model/alert.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { FormatReader } from '../../alert-format.js';
import type { FormatReading, WrittenRouting } from '../../written.js';

/** Trees are looked through this deep. */
const deepest = 10;
/** Routes stand in each other this deep. */
const deepestRoute = 12;

export const alertmanagerReader: FormatReader = {
  document: ({ root }): FormatReading => ({ routings: [...routingsIn(root, 0), ...policiesIn(root)] }),
};

/** Every map with a route and a list of receivers. */
function routingsIn(value: YamlValue, depth: number): readonly WrittenRouting[] {
  if (depth > deepest || !value.isMap) return [];
  const [route, receivers] = [value.get('route'), value.get('receivers')];
  if (route.isMap && receivers.isSequence && (route.get('receiver').exists || route.get('routes').exists)) {
    const silent = silentReceivers(receivers);
    return [{ format: 'alertmanager', routes: routesOf(route, [], '', silent, 0), span: route.span }];
  }
  return value.entries.flatMap(([, part]) => routingsIn(part, depth + 1));
}

/** The names of receivers that no integration stands behind: nobody is told. */
function silentReceivers(receivers: YamlValue): ReadonlySet<string> {
  const silent = new Set<string>();
  for (const receiver of receivers.items) {
    const name = receiver.get('name').text;
    const tells = receiver.entries.some(
      ([key, value]) =>
        /(?:_configs|Configs)$/.test(key) &&
        (value.items.length > 0 || (!value.isSequence && value.exists && !value.isNull)),
    );
    if (name !== undefined && !tells) silent.add(name);
  }
  return silent;
}

/** Children before their parent, as they are tried. */
function routesOf(
  route: YamlValue,
  above: readonly AlertMatcher[],
  inherited: string,
  silent: ReadonlySet<string>,
  depth: number,
): readonly AlertRoute[] {
  if (depth > deepestRoute) return [];
  const matchers = [...above, ...matchersOf(route)];
  const receiver = route.get('receiver').text ?? inherited;
  return [
    ...route.get('routes').items.flatMap((child) => routesOf(child, matchers, receiver, silent, depth + 1)),
    {
      matchers,
      receiver,
      silent: silent.has(receiver),
      continues: route.get('continue').boolean === true,
      span: route.span,
    },
  ];
}

/**
 * `match`, `match_re`, `matchers` as texts (`severity="page"`) or as maps of the operator.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#matcher
 */
function matchersOf(route: YamlValue): readonly AlertMatcher[] {
  const pairs = (key: string, operator: '=' | '=~'): readonly AlertMatcher[] =>
    route.get(key).entries.map(([label, value]) => ({ label, operator, value: value.text ?? '' }));
  return [
    ...pairs('match', '='),
    ...pairs('match_re', '=~'),
    ...pairs('matchRE', '=~'),
    ...route.get('matchers').items.flatMap(matcherOf),
    ...route.get('object_matchers').items.flatMap(matcherOf),
  ];
}

function matcherOf(item: YamlValue): readonly AlertMatcher[] {
  if (item.isSequence) {
    const [label = '', operator = '=', value = ''] = item.items.map(({ text }) => text ?? '');
    return [{ label, operator: operatorOf(operator), value }];
  }
  if (item.isMap) {
    const written = item.get('matchType').text ?? (item.get('regex').boolean === true ? '=~' : '=');
    return [
      {
        label: item.get('name').text ?? '',
        operator: operatorOf(written),
        value: item.get('value').text ?? '',
      },
    ];
  }
  return [
    ...(item.text ?? '')
      .replace(/^\{|\}$/g, '')
      .matchAll(/"?([\w.-]+)"?\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|[^,"\s]+)/g),
  ].map(([, label = '', operator = '=', value = '']) => ({
    label,
    operator: operatorOf(operator),
    value: value.replace(/^"|"$/g, ''),
  }));
}

function operatorOf(text: string): AlertMatcher['operator'] {
  return text === '!=' || text === '=~' || text === '!~' ? text : '=';
}

/** Grafana's notification policies. Contact points always tell somebody. */
function policiesIn(root: YamlValue): readonly WrittenRouting[] {
  return root
    .get('policies')
    .items.filter((policy) => policy.get('receiver').text !== undefined)
    .map((policy) => ({
      format: 'grafana',
      routes: routesOf(policy, [], '', new Set(), 0),
      span: policy.span,
    }));
}
