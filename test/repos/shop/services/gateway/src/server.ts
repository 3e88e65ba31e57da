import express from 'express';
import { health } from './health.js';
import { products } from './products.js';

const app = express();

app.use('/health', health);
app.use('/api/products', products);

app.listen(8080);
