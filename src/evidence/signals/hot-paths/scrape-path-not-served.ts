import { nodeService } from '../../examples.js';
import type { EvidenceFacts } from '../../facts.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';

/** Routes that are surely for metrics, by their path. */
const metricsPath = /(?:^|\/)(?:metrics|prometheus)$/;

const served = (path: string, asked: string): boolean =>
  path.replace(/\/+$/, '') === asked.replace(/\/+$/, '') || /\{\*/.test(path) || /\{[^}]+\}$/.test(path);

/** Scrapes that ask for a path that the service surely does not serve: all of its routes are known, and it gives its metrics elsewhere. */
function unanswered({ scrapes, routes, routeGaps }: EvidenceFacts): readonly LocatedMatch[] {
  return scrapes.flatMap(({ service, path, target, span }) => {
    if (service === '' || routeGaps.some((gap) => gap.service === service)) return [];
    const own = routes.filter((route) => route.service === service);
    const elsewhere = own.find(
      ({ path: given, condition, confidence, pathComplete }) =>
        metricsPath.test(given) && condition === undefined && confidence !== 'low' && pathComplete,
    );
    const asked = path.split('?', 1)[0] ?? path;
    if (!elsewhere || own.some((route) => !route.pathComplete || served(route.path, asked))) return [];
    return [
      {
        span,
        text: `metrics of ${target} are asked for at ${asked}, and ${service} gives them at ${elsewhere.path}`,
        confidence: 'medium',
        service,
      },
    ];
  });
}

const program = (path: string): string =>
  `const app = require('express')();\nconst client = require('prom-client');\napp.get('${path}', async (req, res) => res.send(await client.register.metrics()));\napp.listen(3000);\n`;
const scraped = (path: string): Readonly<Record<string, string>> => ({
  'compose.yaml': 'services:\n  app:\n    build: .\n',
  'prometheus.yml': `scrape_configs:\n  - job_name: app\n    metrics_path: ${path}\n    static_configs:\n      - targets: ["app:3000"]\n`,
});

export const scrapePathNotServed: EvidenceSignal = {
  id: 'scrape-path-not-served',
  question: 'hot-paths',
  stance: 'contradicts',
  meaning: 'Metrics are given at one path and asked for at another: nothing is collected.',
  recognition:
    'A scrape asks for a path that no route of the service serves, while all of its routes are known and one of them gives metrics at another path.',
  guards: [
    'A service of which not all routes are known is left out.',
    'A service that is not known to give metrics at all is left out: a port of its own may serve them.',
  ],
  seen: [{ title: 'another path', files: nodeService(program('/internal/metrics'), scraped('/metrics')) }],
  unseen: [
    { title: 'the same path', files: nodeService(program('/metrics'), scraped('/metrics')) },
    {
      title: 'no route for metrics is known',
      files: nodeService(
        "const app = require('express')();\napp.get('/', (req, res) => res.end());\n",
        scraped('/metrics'),
      ),
    },
  ],
  detect: unanswered,
};
