import type { SourceText } from '../../../model/source-text.js';
import type { Recogniser, Seen, TextRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

/** Not copies of others. */
const own = '^(?!(?:.*/)?(?:node_modules|vendor|third[_-]party)/)';
/** Directories and files that tests of load lie in; others are not opened. */
const loadPath = '(?=.*(?:k6|load|perf|stress|bench|soak|spike|gatling|locust|artillery|jmeter|simulation))';

interface Tool {
  readonly name: string;
  readonly files: string;
  /** What a test of it must have; the match is shown. */
  readonly test: RegExp;
  /** Where it says what is too slow or too wrong. */
  readonly thresholds?: RegExp;
}

/**
 * Sources: https://grafana.com/docs/k6/latest/using-k6/thresholds/, https://docs.gatling.io/reference/script/core/assertions/,
 * https://docs.locust.io/en/stable/, https://www.artillery.io/docs/reference/extensions/ensure, https://jmeter.apache.org/usermanual/component_reference.html,
 * https://nbomber.com/docs/nbomber/asserts_and_thresholds
 */
const tools: readonly Tool[] = [
  {
    name: 'k6',
    files: '\\.[cm]?[jt]s$',
    test: /^[ \t]*(?:import\b[^;'"]*?from\s+['"]k6(?:\/[\w/.-]+)?['"]|(?:const|var|let)\b[^;=]*=\s*require\(['"]k6\/http['"]\)).*$/m,
    thresholds: /^[ \t]*(?:["']?thresholds["']?\s*:|(?:export\s+)?(?:const|let)\s+thresholds\s*=).*$/m,
  },
  {
    name: 'Gatling',
    files: '\\.(?:scala|java|kt|js|ts)$',
    test: /^.*(?:\bextends\s+Simulation\b|:\s*Simulation\(\)|\bsimulation\(\(setUp).*$/m,
    thresholds: /^.*\.assertions\(.*$/m,
  },
  {
    name: 'Locust',
    files: '\\.py$',
    test: /^[ \t]*(?:from locust\b|import locust\b).*$/m,
    thresholds: /^.*\benvironment\.process_exit_code\s*=\s*1.*$/m,
  },
  {
    name: 'Artillery',
    files: '\\.ya?ml$',
    test: /^[ \t]{1,8}phases:.*$/m,
    thresholds: /^[ \t]{1,8}(?:ensure|["']?ensure["']?):.*$/m,
  },
  {
    name: 'JMeter',
    files: '\\.jmx$',
    test: /^.*<jmeterTestPlan\b.*$/m,
    thresholds: /^.*<DurationAssertion\b(?![^>]*enabled="false").*$/m,
  },
  {
    name: 'NBomber',
    files: '\\.cs$',
    test: /^.*\bNBomberRunner\b.*$/m,
    thresholds: /^.*\bThreshold\.Create\(.*$/m,
  },
];

/**
 * Artillery has no word of its own: a target and scenarios beside the phases. What k6 runs is exported by default or named in the options; other
 * modules that import k6 help them.
 */
function isWhole({ name }: Tool, text: string): boolean {
  if (name === 'k6')
    return /^(?:export\s+(?:default\b|(?:const|let)\s+options\b)|(?:module\.)?exports\b)/m.test(text);
  return name !== 'Artillery' || (/^scenarios:/m.test(text) && /^[ \t]+target:/m.test(text));
}

function* lineOf(source: SourceText, pattern: RegExp, text: string): Iterable<Seen> {
  const found = pattern.exec(source.text);
  if (!found || /^\s*(?:\/\/|#|\*)/.test(found[0])) return;
  const start = found.index + found[0].search(/\S/);
  yield { span: source.span(start, found.index + found[0].trimEnd().length), text, confidence: 'high' };
}

/** JMeter's plans have an extension of their own, and Locust a name; the others' lie in a directory that tells. */
function filesOf({ name, files }: Tool): RegExp {
  return new RegExp(`${own}${name === 'JMeter' ? '' : loadPath}.*${files}`, 'i');
}

const inFiles: readonly TextRecogniser[] = tools.map((tool) => ({
  in: 'text',
  sighting: 'load-test-present',
  files: filesOf(tool),
  words: tool.test,
  everywhere: true,
  *see(source) {
    if (isWhole(tool, source.text))
      yield* lineOf(source, tool.test, `a load test is written for ${tool.name}`);
  },
}));

const thresholdsInFiles: readonly TextRecogniser[] = tools.flatMap((tool) =>
  tool.thresholds
    ? [
        {
          in: 'text',
          sighting: 'load-test-has-thresholds',
          files: filesOf(tool),
          words: tool.thresholds,
          everywhere: true,
          *see(source) {
            if (tool.thresholds && tool.test.test(source.text) && isWhole(tool, source.text))
              yield* lineOf(
                source,
                tool.thresholds,
                `the load test for ${tool.name} fails when it is too slow or too wrong`,
              );
          },
        } satisfies TextRecogniser,
      ]
    : [],
);

/** Commands of load generators without a format of their own. */
const commands: Recogniser = {
  in: 'text',
  sighting: 'load-test-present',
  files: new RegExp(
    `${own}(?:.*/)?(?:[^/]+\\.(?:sh|bash)|Makefile|package\\.json|Taskfile\\.ya?ml|justfile)$`,
  ),
  words:
    /\b(?:vegeta\s+attack|wrk2?\s+-[tcdR]|hey\s+-[nczq]|autocannon\s+-|oha\s+-[nczq]|bombardier\s+-[cnd])/,
  everywhere: true,
  *see(source) {
    for (const [index, start] of source.lineStarts.entries()) {
      const line = source.line(index + 1);
      const found =
        /\b(vegeta\s+attack|wrk2?\s+-[tcdR]|hey\s+-[nczq]|autocannon\s+-|oha\s+-[nczq]|bombardier\s+-[cnd])/.exec(
          line,
        );
      if (!found || /^\s*(?:#|\/\/)/.test(line)) continue;
      yield {
        span: source.span(start + line.search(/\S/), start + line.trimEnd().length),
        text: `load is put on a service with ${(found[1] ?? '').split(/\s/)[0] ?? ''}`,
        confidence: 'high',
      };
      return;
    }
  },
};

const k6 =
  "import http from 'k6/http';\n\nexport const options = {\n  vus: 100,\n  thresholds: {\n    http_req_duration: ['p(95)<300'],\n  },\n};\n\nexport default function () {\n  http.get('https://example.org/');\n}\n";
const k6WithoutThresholds =
  "import http from 'k6/http';\n\nexport default function () {\n  http.get('https://example.org/');\n}\n";
const artillery =
  'config:\n  target: https://example.org\n  phases:\n    - duration: 60\n      arrivalRate: 50\n  ensure:\n    thresholds: [{http.response_time.p95: 300}]\nscenarios:\n  - flow: [{get: {url: /}}]\n';
const gatling =
  'package shop;\n\npublic class OrdersSimulation extends Simulation {\n  {\n    setUp(orders.injectOpen(rampUsers(100).during(60)))\n        .assertions(global().responseTime().percentile3().lt(300));\n  }\n}\n';
const locust =
  'from locust import HttpUser, task\n\n\nclass Shopper(HttpUser):\n    @task\n    def orders(self):\n        self.client.get("/orders")\n';
const gatlingInKotlin =
  'package shop\n\nclass OrdersSimulation : Simulation() {\n  init {\n    setUp(orders.injectOpen(rampUsers(100).during(60)))\n      .assertions(global().responseTime().percentile3().lt(300))\n  }\n}\n';
const locustWithExitCode = `${locust}
@events.quitting.add_listener
def judge(environment, **kwargs):
    if environment.stats.total.get_response_time_percentile(0.95) > 300:
        environment.process_exit_code = 1
`;
const nbomber =
  'using NBomber.CSharp;\n\nvar orders = Scenario.Create("orders", Send)\n    .WithLoadSimulations(Simulation.Inject(100, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)))\n    .WithThresholds(Threshold.Create(stats => stats.Fail.Request.Percent < 1));\n\nNBomberRunner.RegisterScenarios(orders).Run();\n';

export const loadTestPresent = sightedSignal({
  id: 'load-test-present',
  question: 'independent-scaling',
  stance: 'supports',
  meaning: 'How much load the system bears can be tried out again.',
  recognition:
    'A test of k6, Gatling, Locust, Artillery, JMeter or NBomber, or a command of vegeta, wrk, hey, autocannon, oha or bombardier; trees of tests count.',
  guards: [
    'A tool that is only installed is none.',
    'When the test ran last and with which result is not told.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'C#'],
  recognisers: [...inFiles, commands],
  seen: [
    { title: 'k6', files: { 'tests/load/orders.js': k6 } },
    { title: 'Locust', files: { 'loadtest/locustfile.py': locust } },
    { title: 'Gatling', files: { 'src/gatling/java/shop/OrdersSimulation.java': gatling } },
    {
      title: 'Gatling in Kotlin',
      files: { 'src/gatling/kotlin/shop/OrdersSimulation.kt': gatlingInKotlin },
    },
    { title: 'NBomber', files: { 'LoadTests/Orders.cs': nbomber } },
    { title: 'Artillery', files: { 'perf/orders.yml': artillery } },
    {
      title: 'JMeter',
      files: {
        'qa/orders.jmx': '<?xml version="1.0"?>\n<jmeterTestPlan version="1.2">\n</jmeterTestPlan>\n',
      },
    },
    {
      title: 'vegeta',
      files: {
        'scripts/attack.sh':
          '#!/bin/sh\necho "GET http://localhost/" | vegeta attack -duration=60s -rate=100 | vegeta report\n',
      },
    },
  ],
  unseen: [
    {
      title: 'a tool that is installed',
      files: { 'package.json': '{"name": "app", "devDependencies": {"artillery": "^2.0.0"}}\n' },
    },
    { title: 'a copy of another project', files: { 'vendor/tool/load/orders.js': k6 } },
    {
      title: 'what helps the tests of k6',
      files: {
        'tests/load/sign-in.js':
          "import http from 'k6/http';\n\nexport function signIn() {\n  return http.post('https://example.org/token');\n}\n",
      },
    },
    {
      title: 'something else of that name',
      files: { 'src/load/index.js': "import { load } from './k6';\nload();\n" },
    },
  ],
});

export const loadTestHasThresholds = sightedSignal({
  id: 'load-test-has-thresholds',
  question: 'independent-scaling',
  stance: 'supports',
  meaning: 'A load test says by itself when it is too slow, so that it can guard a release.',
  recognition:
    'Thresholds of k6 or NBomber, assertions of Gatling, `ensure` of Artillery, an assertion on durations in JMeter, an exit code that a test of Locust sets.',
  guards: ['Thresholds of other tools (coverage) do not count: they stand in no load test.'],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'C#'],
  recognisers: thresholdsInFiles,
  seen: [
    { title: 'k6', files: { 'tests/load/orders.js': k6 } },
    { title: 'Gatling', files: { 'src/gatling/java/shop/OrdersSimulation.java': gatling } },
    {
      title: 'Gatling in Kotlin',
      files: { 'src/gatling/kotlin/shop/OrdersSimulation.kt': gatlingInKotlin },
    },
    { title: 'NBomber', files: { 'LoadTests/Orders.cs': nbomber } },
    { title: 'Locust', files: { 'loadtest/locustfile.py': locustWithExitCode } },
    { title: 'Artillery', files: { 'perf/orders.yml': artillery } },
  ],
  unseen: [
    { title: 'k6 without', files: { 'tests/load/orders.js': k6WithoutThresholds } },
    {
      title: 'thresholds of coverage',
      files: {
        'perf/vitest.config.ts': 'export default { test: { coverage: { thresholds: { lines: 80 } } } };\n',
      },
    },
  ],
});
