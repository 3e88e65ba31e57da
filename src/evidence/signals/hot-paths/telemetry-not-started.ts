import { parseYaml } from '../../../syntax/yaml.js';
import { nodeService, pythonService } from '../../examples.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const declared = 'telemetry-dependency';
const mentioned = 'telemetry-mention';

/**
 * Libraries that do nothing until a program imports them or is started with them: the name of the package, and the words by which anything that
 * uses it must name it. Libraries that others need beside them (`@opentelemetry/api`) are not among them.
 */
const node: ReadonlyMap<string, RegExp> = new Map([
  ['dd-trace', /dd-trace/],
  ['newrelic', /newrelic|new[-_ ]relic/i],
  ['elastic-apm-node', /elastic-apm/],
  ['@opentelemetry/sdk-node', /@opentelemetry\/sdk-node/],
  ['@opentelemetry/auto-instrumentations-node', /@opentelemetry\/auto-instrumentations-node/],
  ['prom-client', /prom-client|prom-bundle|prometheus|fastify-metrics|swagger-stats/i],
  ['applicationinsights', /applicationinsights/i],
]);

const python: ReadonlyMap<string, RegExp> = new Map([
  ['ddtrace', /ddtrace/],
  ['elastic-apm', /elastic-?apm/i],
  ['prometheus-fastapi-instrumentator', /prometheus_fastapi_instrumentator/],
  ['prometheus-flask-exporter', /prometheus_flask_exporter/],
  ['starlette-exporter', /starlette_exporter/],
  ['sentry-sdk', /sentry/i],
  ['structlog', /structlog/],
]);

const everyName = [...node.values(), ...python.values()];

/** Other packages that bring it to life themselves, so that no line here needs to name it. */
const brings =
  /opentelemetry|otel|sentry|prom|telemetry|instana|newrelic|datadog|dd-|apm|apitally|highlight|logfire/i;

const packageJson: Recogniser = {
  in: 'text',
  sighting: declared,
  files: /(?:^|\/)package\.json$/,
  words: /dd-trace|newrelic|elastic-apm-node|@opentelemetry\/|prom-client|applicationinsights/,
  *see(source) {
    for (const { root } of parseYaml(source).documents) {
      const dependencies = root.get('dependencies').entries;
      for (const [name, version] of dependencies) {
        const others = dependencies.some(([other]) => other !== name && brings.test(other));
        // A library that the package gives on is for whoever uses it.
        if (!node.has(name) || others || root.get('peerDependencies').get(name).exists) continue;
        yield seen(name, version.span);
      }
    }
  },
};

const pyproject: Recogniser = {
  in: 'text',
  sighting: declared,
  files: /(?:^|\/)pyproject\.toml$/,
  words: /ddtrace|elastic-apm|prometheus-(?:fastapi|flask)|starlette-exporter|sentry-sdk|structlog/,
  *see(source) {
    const section =
      /^(?:dependencies\s*=\s*\[[\s\S]*?^\]|\[tool\.poetry\.dependencies\][\s\S]*?(?=^\[|(?![\s\S])))/gm;
    for (const { 0: block, index } of source.text.matchAll(section))
      for (const { 0: line, 1: quoted, 2: bare, index: at } of block.matchAll(
        /^\s*"([\w-]+)[^"\n]*"|^([\w-]+)\s*=/gm,
      )) {
        const name = quoted ?? bare ?? '';
        const start = index + at + (line.length - line.trimStart().length);
        if (python.has(name)) yield seen(name, source.span(start, start + line.trim().length));
      }
  },
};

function seen(name: string, span: Seen['span']): Seen {
  return { span, text: name, confidence: 'medium', details: { name } };
}

/** Whatever may name it: program text, commands, settings, also in tests and examples. Manifests, lock files and prose only say that it is there. */
const mentions: Recogniser = {
  in: 'text',
  sighting: mentioned,
  files:
    /\.(?:[cm]?[jt]sx?|vue|svelte|py|pyi|ya?ml|sh|bash|env|ini|cfg|conf|properties|tf|hcl|nix|service)$|(?:^|\/)(?:\.env[\w.-]*|Procfile[\w.-]*|Makefile|justfile|[\w.-]*[dD]ockerfile[\w.-]*|[\w.-]*(?:nodemon|ecosystem|turbo|nx|project|app|settings)\.json)$/,
  everywhere: true,
  words: new RegExp(everyName.map(({ source }) => source).join('|'), 'i'),
  *see(source) {
    if (/(?:^|\/)(?:pnpm-lock|yarn\.lock|poetry\.lock)|lock\.ya?ml$/.test(source.path)) return;
    for (const [name, words] of [...node, ...python])
      if (words.test(source.text))
        yield { span: source.span(0, 1), text: `${name} is named`, confidence: 'low', details: { name } };
  },
};

/** Scripts of package.json name it too: `node -r dd-trace/init`. */
const scripts: Recogniser = {
  in: 'text',
  sighting: mentioned,
  files: /(?:^|\/)package\.json$/,
  everywhere: true,
  words: /"scripts"/,
  *see(source) {
    for (const { root } of parseYaml(source).documents) {
      const text = root
        .get('scripts')
        .entries.map(([, script]) => script.text ?? '')
        .join('\n');
      for (const [name, words] of node)
        if (words.test(text))
          yield { span: source.span(0, 1), text: `${name} is named`, confidence: 'low', details: { name } };
    }
  },
};

export const telemetryNotStarted = sightedSignal(
  {
    id: 'telemetry-installed-not-started',
    question: 'hot-paths',
    stance: 'contradicts',
    meaning: 'A library for traces or metrics is paid for and shows nothing.',
    recognition:
      'A library that must be imported or named at the start is a dependency of a service, and nothing in the repository names it: no program, command, setting or script.',
    guards: [
      'Libraries that a framework or another library switches on do not count.',
      'Dependencies for development, lock files and lists of pinned requirements do not count.',
      'A name anywhere in the repository is enough to say nothing.',
    ],
    languages: ['JavaScript', 'Python'],
    recognisers: [packageJson, pyproject, mentions, scripts],
    seen: [
      {
        title: 'dd-trace that nothing imports',
        files: nodeService("require('express')();\n", {
          'package.json':
            '{"name": "app", "scripts": {"start": "node src/server.js"}, "dependencies": {"dd-trace": "^5.0.0"}}\n',
        }),
      },
      {
        title: 'an exporter for Flask',
        files: pythonService('import flask\n', {
          'pyproject.toml':
            '[project]\nname = "app"\ndependencies = [\n  "flask>=3",\n  "prometheus-flask-exporter>=0.23",\n]\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'started by the command of the image',
        files: nodeService('', {
          'package.json': '{"name": "app", "dependencies": {"dd-trace": "^5.0.0"}}\n',
          Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "-r", "dd-trace/init", "src/server.js"]\n',
        }),
      },
      {
        title: 'started by a script',
        files: nodeService('', {
          'package.json':
            '{"name": "app", "scripts": {"start": "node -r newrelic src/server.js"}, "dependencies": {"newrelic": "^12.0.0"}}\n',
        }),
      },
      {
        title: 'imported by a package of the repository',
        files: nodeService("require('telemetry');\n", {
          'package.json': '{"name": "app", "dependencies": {"prom-client": "^15.0.0"}}\n',
          'libs/telemetry/index.js': "module.exports = require('prom-client');\n",
        }),
      },
      {
        title: 'needed by another library',
        files: nodeService('', {
          'package.json':
            '{"name": "app", "dependencies": {"prom-client": "^15.0.0", "@willsoto/nestjs-prometheus": "^6.0.0"}}\n',
        }),
      },
      {
        title: 'a dependency for development',
        files: nodeService('', {
          'package.json': '{"name": "app", "devDependencies": {"dd-trace": "^5.0.0"}}\n',
        }),
      },
      {
        title: 'pinned requirements',
        files: pythonService('', { 'requirements.txt': 'ddtrace==2.0.0\n    # via something\n' }),
      },
    ],
  },
  (sighting, { sightings }) => {
    const name = sighting.details?.['name'] ?? '';
    if (sighting.kind !== declared || sighting.service === '') return false;
    const isNamed = sightings.some(({ kind, details }) => kind === mentioned && details?.['name'] === name);
    return isNamed
      ? false
      : {
          span: sighting.span,
          text: `${name} is a dependency, and nothing here imports or starts it`,
          confidence: 'medium',
          service: sighting.service,
        };
  },
);
