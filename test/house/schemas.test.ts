import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { schemas } from '../../src/workflows/schemas.js';

test.each(Object.entries(schemas))('the schema of %s is one by its own draft', (_, schema) => {
  const draft = schema.$schema.includes('2020-12') ? new Ajv2020() : new Ajv({ strict: false });
  expect(draft.validateSchema(schema)).toBe(true);
});
