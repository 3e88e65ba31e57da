import { Router } from 'express';
import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL ?? 'redis://cache:6379');

export const health = Router();

health.get('/live', (_request, response) => {
  response.json({ status: 'ok' });
});

health.get('/ready', async (_request, response) => {
  try {
    await redis.ping();
    response.json({ status: 'ok' });
  } catch {
    response.status(503).json({ status: 'cache is gone' });
  }
});

health.get('/', (_request, response) => {
  response.json({ status: 'ok' });
});
