import { nodeService } from '../../examples.js';
import type { KubernetesRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { queueTriggers } from './brokers.js';

const inManifests: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting: 'keda-queue-trigger',
  words: /keda\.sh/,
  *see(object) {
    if (!object.apiVersion.startsWith('keda.sh/') || !/^Scaled(?:Object|Job)$/.test(object.kind)) return;
    for (const trigger of object.root.at('spec', 'triggers').items) {
      const type = trigger.get('type').text;
      if (type === undefined || !queueTriggers.has(type)) continue;
      yield {
        span: trigger.span,
        text: `${object.root.at('spec', 'scaleTargetRef', 'name').text ?? object.name} grows with its queue (${type} trigger of KEDA)`,
        confidence: 'high',
      };
    }
  },
};

export const kedaQueueTrigger = sightedSignal({
  id: 'keda-queue-trigger',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Consumers are added before the backlog grows old.',
  recognition: 'A ScaledObject or ScaledJob of KEDA with a trigger that looks at a queue or a stream.',
  guards: ['Triggers on CPU, memory, time or metrics in general are others.'],
  recognisers: [inManifests],
  seen: [
    {
      title: 'RabbitMQ',
      files: {
        ...nodeService(''),
        'k8s/scaler.yaml':
          'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: worker}\nspec:\n  scaleTargetRef: {name: worker}\n  triggers:\n    - type: rabbitmq\n      metadata: {queueName: orders, mode: QueueLength, value: "20"}\n',
      },
    },
  ],
  unseen: [
    {
      title: 'a trigger on CPU',
      files: {
        ...nodeService(''),
        'k8s/scaler.yaml':
          'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: worker}\nspec:\n  scaleTargetRef: {name: worker}\n  triggers:\n    - type: cpu\n      metricType: Utilization\n      metadata: {value: "60"}\n',
      },
    },
  ],
});
