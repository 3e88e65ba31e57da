import { Router, json } from 'express';
import { Redis } from 'ioredis';

const store = new Redis(process.env.REDIS_URL ?? 'redis://cache:6379');

export const carts = Router();

carts.put('/:session', json(), async (request, response) => {
  await store.set(`session:${request.params.session}:cart`, JSON.stringify(request.body));
  response.sendStatus(204);
});
