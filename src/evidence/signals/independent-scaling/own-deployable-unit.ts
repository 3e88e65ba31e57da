import { isDockerfilePath } from '../../../syntax/manifests/dockerfile.js';
import { nodeService } from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';
import type { Service } from '../../../model/service.js';
import { ofTests } from './instances.js';

/** Images that make packages or are worked and tested in, not run. */
const madeForOthers = /(?:^|\/)(?:deb|debian|rpm|snap|flatpak|ci|tests?|dev|development|\.?devcontainer)\//i;

/** A service at the root may have no name. */
function nameOf({ name }: Service): string {
  return name === '.' ? 'the program of this repository' : name;
}

export const ownDeployableUnit: EvidenceSignal = {
  id: 'own-deployable-unit',
  question: 'independent-scaling',
  stance: 'supports',
  meaning: 'The service is built and run by itself.',
  recognition: 'The service has a Dockerfile of its own or a workload that runs it.',
  guards: [
    'A directory with a package file alone may be a library or a part of another program.',
    'Images that make Debian or RPM packages, or are tested in, run nothing.',
  ],
  seen: [
    { title: 'an image of its own', files: nodeService('require("express")().listen(80);\n') },
    {
      title: 'a workload of its own',
      files: {
        'compose.yaml': 'services:\n  api:\n    build: ./api\n',
        'api/package.json': '{"name": "api", "scripts": {"start": "node server.js"}}\n',
        'api/server.js': '',
        'api/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      },
    },
  ],
  unseen: [
    {
      title: 'a package without an image',
      files: { 'package.json': '{"name": "app", "main": "index.js"}\n', 'index.js': '' },
    },
    {
      title: 'a workload that only tests start',
      files: {
        'package.json': '{"name": "api", "scripts": {"start": "node server.js"}}\n',
        'server.js': '',
        'compose.tests.yml':
          'services:\n  api:\n    image: node:22\n    build: {context: ., dockerfile: ci/Dockerfile}\n',
        'ci/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["npm", "test"]\n',
      },
    },
    {
      title: 'an image that makes packages of it',
      files: {
        'package.json': '{"name": "api", "scripts": {"start": "node server.js"}}\n',
        'server.js': '',
        'packaging/debian/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["packaging/debian/build.sh"]\n',
      },
    },
  ],
  detect: ({ services }) =>
    services.flatMap((service) => {
      const workload = service.workloads.find(
        ({ span: { file } }) => !ofTests.test(file) && !madeForOthers.test(file),
      );
      const dockerfile = service.reasons.find(
        ({ span: { file } }) => isDockerfilePath(file) && !madeForOthers.test(file),
      );
      const span = workload?.span ?? dockerfile?.span;
      if (span === undefined) return [];
      return [
        {
          span,
          text: workload
            ? `${nameOf(service)} runs as ${workload.kind} ${workload.name}`
            : `${nameOf(service)} has its own image`,
          confidence: 'high' as const,
          service: service.name,
        },
      ];
    }),
};
