import { Router } from 'express';

const catalog = process.env.CATALOG_URL ?? 'http://localhost:8000';

export const products = Router();

products.get('/:id', async (request, response) => {
  const found = await fetch(`${catalog}/products/${request.params.id}`);
  response.status(found.status).json(await found.json());
});
