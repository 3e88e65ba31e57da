import './tracing.js';
import express from 'express';
import { carts } from './carts.js';
import { health } from './health.js';
import { products } from './products.js';

const app = express();

app.use('/health', health);
app.use('/api/products', products);
app.use('/api/carts', carts);

app.listen(8080);
