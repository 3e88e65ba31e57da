import { nodeService } from '../../examples.js';
import { sightedSignal } from '../../signal.js';
import { redisEvictions } from './redis-memory.js';

export const cacheNeverEvicts = sightedSignal(
  {
    id: 'cache-never-evicts',
    question: 'caching',
    stance: 'contradicts',
    meaning: 'When the memory of the cache is full, writes to it fail.',
    recognition: 'The policy `noeviction` for a Redis whose name or file says that it is a cache.',
    guards: [
      'For queues, locks and sessions `noeviction` is right: a Redis that is not called a cache is passed over.',
    ],
    recognisers: redisEvictions,
    seen: [
      {
        title: 'compose',
        files: nodeService('', {
          'compose.yaml':
            'services:\n  redis-cache:\n    image: redis:8\n    command: redis-server --maxmemory 256mb --maxmemory-policy noeviction\n',
        }),
      },
      {
        title: 'Terraform',
        files: nodeService('', {
          'infra/cache.tf':
            'resource "aws_elasticache_parameter_group" "page_cache" {\n  family = "redis7"\n  parameter {\n    name  = "maxmemory-policy"\n    value = "noeviction"\n  }\n}\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'a queue',
        files: nodeService('', {
          'compose.yaml':
            'services:\n  queue:\n    image: redis:8\n    command: redis-server --maxmemory 256mb --maxmemory-policy noeviction\n',
        }),
      },
      {
        title: 'nothing says what it is for',
        files: nodeService('', {
          'infra/redis.tf':
            'resource "aws_elasticache_parameter_group" "main" {\n  family = "redis7"\n  parameter {\n    name  = "maxmemory-policy"\n    value = "noeviction"\n  }\n}\n',
        }),
      },
    ],
  },
  ({ details }) =>
    details?.policy === 'noeviction' &&
    /cache/i.test(details.name ?? '') &&
    !/queue|session|job|lock|sidekiq|celery/i.test(details.name ?? ''),
);
