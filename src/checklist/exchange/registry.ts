import { awsLens } from './aws-lens.js';
import { csv } from './csv.js';
import { deon } from './deon.js';
import type { ExchangeFormat } from './exchange.js';
import { markdown } from './markdown.js';

/** Every format that `lintel checklist export` and `import` know, in the order of the help. */
export const exchangeFormats: readonly ExchangeFormat[] = [markdown, csv, awsLens, deon];
