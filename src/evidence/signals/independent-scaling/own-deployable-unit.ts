import { nodeService } from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';

export const ownDeployableUnit: EvidenceSignal = {
  id: 'own-deployable-unit',
  question: 'independent-scaling',
  stance: 'supports',
  meaning: 'The service is built and run by itself.',
  recognition: 'The service has a Dockerfile of its own or a workload that runs it.',
  guards: ['A directory with a package file alone may be a library or a part of another program.'],
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
  ],
  detect: ({ services }) =>
    services.flatMap((service) => {
      const [workload] = service.workloads;
      const dockerfile = service.reasons.find((reason) => /dockerfile|containerfile/i.test(reason.span.file));
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
