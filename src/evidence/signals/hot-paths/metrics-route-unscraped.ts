import { nodeService } from '../../examples.js';
import type { EvidenceFacts } from '../../facts.js';
import type { Recogniser } from '../../recogniser.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';

const sighting = 'metrics-discovery';

/** Routes that are surely for metrics, by their path. */
const metricsPath = /(?:^|\/)(?:metrics|prometheus)$/;

/**
 * Ways of collecting that find their targets by themselves, or that are not followed to workloads: discoveries of Prometheus, the kinds of
 * VictoriaMetrics and of Google's managed Prometheus, collectors and agents.
 */
const discovery: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|tpl|alloy|river|json|toml|conf)$/,
  words:
    /_sd_configs\b|\bVM(?:Service|Pod|Static)Scrape\b|\b(?:Cluster)?PodMonitoring\b|discovery\.(?:kubernetes|docker|relabel)\b|receiver_creator|scrape_config_files|prometheus\.scrape\b/,
  *see(source) {
    yield { span: source.span(0, 0), text: 'targets are found when Prometheus runs', confidence: 'high' };
  },
};

function uncollected(facts: EvidenceFacts): readonly LocatedMatch[] {
  const { routes, scrapes, sightings, workloads } = facts;
  if (sightings.some(({ kind }) => kind === sighting)) return [];
  const collected = new Set([
    ...scrapes.map(({ service }) => service),
    ...sightings.filter(({ kind }) => kind === 'metrics-collected').map(({ service }) => service),
  ]);
  const platformsOf = (service: string): ReadonlySet<string> =>
    new Set(workloads.filter((workload) => workload.service === service).map(({ platform }) => platform));
  const others = scrapes.filter(({ service }) => service !== '');
  const told = new Set<string>();
  return routes.flatMap(
    ({ condition, confidence, path, pathComplete, service, span }): readonly LocatedMatch[] => {
      if (service === '' || collected.has(service) || told.has(service)) return [];
      if (!metricsPath.test(path) || !pathComplete || condition !== undefined || confidence === 'low')
        return [];
      const own = platformsOf(service);
      const other = others.find((scrape) =>
        [...platformsOf(scrape.service)].some((platform) => own.has(platform)),
      );
      if (!other) return [];
      told.add(service);
      return [
        {
          span,
          text: `metrics are given at ${path}, and nothing here collects them, while those of ${other.target} are collected (${other.by})`,
          confidence: 'low',
          service,
        },
      ];
    },
  );
}

const program =
  "const app = require('express')();\nconst client = require('prom-client');\napp.get('/metrics', async (req, res) => res.send(await client.register.metrics()));\napp.listen(3000);\n";
const two: Readonly<Record<string, string>> = {
  ...nodeService(program),
  'stock/package.json':
    '{"name": "stock", "scripts": {"start": "node server.js"}, "dependencies": {"express": "^5.0.0"}}\n',
  'stock/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  'stock/server.js': program,
  'compose.yaml': 'services:\n  app:\n    build: .\n  stock:\n    build: ./stock\n',
};
const jobs = (...targets: readonly string[]): string =>
  `scrape_configs:\n  - job_name: all\n    static_configs:\n      - targets: [${targets.map((target) => `"${target}"`).join(', ')}]\n`;

/** A hint that a service was forgotten where others are collected. */
export const metricsRouteUnscraped: EvidenceSignal = {
  id: 'metrics-route-unscraped',
  question: 'hot-paths',
  stance: 'contradicts',
  meaning: 'A service gives metrics that nothing collects, while those of its neighbours are collected.',
  recognition:
    'A service has a route for metrics and runs on the same platform as another one of the repository that is scraped, and no scrape leads to it.',
  guards: [
    'Where anything finds its targets when it runs, nothing is said.',
    'Where nothing of the repository is scraped, the scrapes stand elsewhere.',
    'It is a hint: the scrape may stand in another repository.',
  ],
  recognisers: [discovery],
  seen: [{ title: 'one of two is forgotten', files: { ...two, 'prometheus.yml': jobs('stock:3000') } }],
  unseen: [
    { title: 'both are collected', files: { ...two, 'prometheus.yml': jobs('stock:3000', 'app:3000') } },
    { title: 'nothing is collected here', files: two },
    {
      title: 'targets are found when Prometheus runs',
      files: {
        ...two,
        'prometheus.yml': `${jobs('stock:3000')}  - job_name: found\n    docker_sd_configs:\n      - host: unix:///var/run/docker.sock\n`,
      },
    },
  ],
  detect: uncollected,
};
