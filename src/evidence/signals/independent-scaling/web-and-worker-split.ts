import { nodeService } from '../../examples.js';
import type { Recogniser } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import type { InService } from '../../../model/service.js';
import type { Workload } from '../../../model/workload.js';
import { deployment } from './examples.js';
import { isBackground, ofTests } from './instances.js';

const processes = 'procfile-worker';

/** Processes of a Procfile that run once, or beside the program in development. */
const passing =
  /^(?:release|web|console|setup|test|css|js|assets?|vite|webpack|tailwind|watch|docs?|redis|db|postgres|mailhog|mailcatcher|ngrok|stripe)$/;

/** Source: https://devcenter.heroku.com/articles/procfile */
const procfile: Recogniser = {
  in: 'text',
  sighting: processes,
  files: /(?:^|\/)Procfile$/,
  words: /^web:/m,
  *see(source) {
    for (const [index, start] of source.lineStarts.entries()) {
      const line = source.line(index + 1);
      const name = /^([\w-]+):\s*\S/.exec(line)?.[1];
      if (name === undefined || passing.test(name)) continue;
      yield {
        span: source.span(start, start + line.trimEnd().length),
        text: `${name} runs as a process of its own beside web`,
        confidence: 'high',
      };
    }
  },
};

const lasting = /^(?:Deployment|StatefulSet|Rollout|DeploymentConfig|compose service)$/;

function commandOf({ containers }: Workload): string {
  return containers.map(({ command = [] }) => command.join(' ')).join('; ');
}

export const webAndWorkerSplit: EvidenceSignal = {
  id: 'web-and-worker-split',
  question: 'independent-scaling',
  stance: 'supports',
  meaning:
    'Work in the background has instances of its own, so that it neither slows requests nor grows with them.',
  recognition:
    'A Procfile with another process beside `web`; workloads of the same service with different commands, of which one works off a queue or a schedule by its name or command.',
  guards: [
    'A process for releases, assets or development is none.',
    'A job that runs once is none.',
    'Two workloads with the same command do the same work.',
  ],
  recognisers: [procfile],
  seen: [
    {
      title: 'a Procfile',
      files: nodeService('', { Procfile: 'web: node src/server.js\nworker: node src/worker.js\n' }),
    },
    {
      title: 'compose',
      files: nodeService('', {
        'compose.yaml':
          'services:\n  web:\n    build: .\n  worker:\n    build: .\n    command: node src/worker.js\n',
      }),
    },
    {
      title: 'Deployments of one image',
      files: nodeService('', {
        'k8s/web.yaml': deployment({ replicas: 3 }),
        'k8s/worker.yaml': deployment({ container: 'command: [node, src/worker.js]\n' }).replaceAll(
          'name: app',
          'name: app-worker',
        ),
      }),
    },
  ],
  unseen: [
    {
      title: 'a Procfile with one process',
      files: nodeService('', { Procfile: 'web: node src/server.js\nrelease: node migrate.js\n' }),
    },
    {
      title: 'another compose file that runs everything in one container',
      files: nodeService('', {
        'compose.yaml': 'services:\n  api:\n    build: .\n',
        'compose.deploy.yaml':
          'services:\n  all:\n    build: .\n    command: sh -c "node migrate.js && node src/all.js"\n',
      }),
    },
    {
      title: 'a migration that runs once',
      files: nodeService('', {
        'k8s/web.yaml': deployment({ replicas: 3 }),
        'k8s/job.yaml':
          'apiVersion: batch/v1\nkind: Job\nmetadata: {name: app-migrate-job}\nspec:\n  template:\n    spec: {containers: [{name: app, image: app, command: [node, migrate.js]}]}\n',
      }),
    },
    {
      title: 'two regions of the same program',
      files: nodeService('', {
        'k8s/web.yaml': deployment({ replicas: 3 }),
        'k8s/eu.yaml': deployment().replaceAll('name: app', 'name: app-eu'),
      }),
    },
  ],
  detect: ({ sightings, workloads }) => [
    ...sightings
      .filter(({ kind }) => kind === processes)
      .map(({ span, text, confidence, service }) => ({ span, text, confidence, service })),
    ...workloads
      .filter((workload) => splitFrom(workload, workloads) !== undefined)
      .map((workload) => ({
        span: { ...workload.span, endLine: workload.span.line, endColumn: workload.span.column },
        text: `${workload.kind} ${workload.name} runs apart from ${splitFrom(workload, workloads) ?? ''} with the same program`,
        confidence: 'high' as const,
        service: workload.service,
      })),
  ],
};

/** The workload that takes the requests of the service whose background work this one does. */
function splitFrom(
  workload: InService<Workload>,
  workloads: readonly InService<Workload>[],
): string | undefined {
  if (
    workload.service === '' ||
    ofTests.test(workload.span.file) ||
    !lasting.test(workload.kind) ||
    !isBackground(workload) ||
    /migrat/i.test(workload.name)
  )
    return undefined;
  const command = commandOf(workload);
  return workloads.find(
    (other) =>
      other.service === workload.service &&
      other.platform === workload.platform &&
      // Another compose file is another way to run the same.
      (other.platform !== 'compose' || other.span.file === workload.span.file) &&
      lasting.test(other.kind) &&
      !isBackground(other) &&
      commandOf(other) !== command,
  )?.name;
}
