import { isDockerfilePath } from '../../../syntax/manifests/dockerfile.js';
import { nodeService } from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';

/** Images that make packages or are worked and tested in, not run. */
const madeForOthers = /(?:^|\/)(?:deb|debian|rpm|snap|flatpak|ci|tests?|\.?devcontainer)\//i;

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
      const [workload] = service.workloads;
      const dockerfile = service.reasons.find(
        ({ span: { file } }) => isDockerfilePath(file) && !madeForOthers.test(file),
      );
      const span = workload?.span ?? dockerfile?.span;
      if (span === undefined) return [];
      return [
        {
          span,
          text: workload
            ? `${service.name} runs as ${workload.kind} ${workload.name}`
            : `${service.name} has its own image`,
          confidence: 'high' as const,
          service: service.name,
        },
      ];
    }),
};
