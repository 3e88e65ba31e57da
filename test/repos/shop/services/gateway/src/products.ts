import { Router } from 'express';
import { Redis } from 'ioredis';

const catalog = process.env.CATALOG_URL ?? 'http://localhost:8000';
const cache = new Redis(process.env.REDIS_URL ?? 'redis://cache:6379');

export const products = Router();

products.get('/:id', async (request, response) => {
  const key = `product:${request.params.id}`;
  const kept = await cache.get(key);
  if (kept !== null) {
    response.json(JSON.parse(kept));
    return;
  }
  const found = await fetch(`${catalog}/products/${request.params.id}`, {
    signal: AbortSignal.timeout(2000),
  });
  const product = await found.json();
  if (found.ok) await cache.set(key, JSON.stringify(product), 'EX', 60);
  response.status(found.status).json(product);
});
