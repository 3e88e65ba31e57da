import { failOnLevels } from './configuration.js';

const folder = (description: string): object => ({
  type: 'object',
  additionalProperties: false,
  properties: { path: { type: 'string', minLength: 1, description } },
});

/** JSON Schema of `.lintel.yaml`, for editors and for lintel itself. */
export const configurationSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: '.lintel.yaml: configuration of lintel',
  type: 'object',
  additionalProperties: false,
  properties: {
    pack: {
      type: 'string',
      minLength: 1,
      description: 'Id of the checklist that is walked. Default: scalability.',
    },
    adr: folder('Folder of the decision records. Default: .adr-dir, an existing folder, or docs/adr.'),
    runbooks: folder('Folder of the runbooks. Default: docs/runbooks.'),
    reviews: folder('Folder of the kept answers, one file per service. Default: docs/reviews.'),
    ignore: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description: 'Patterns in the grammar of .gitignore; files that match are not read.',
    },
    gate: {
      type: 'object',
      additionalProperties: false,
      properties: {
        failOn: {
          enum: failOnLevels,
          description: 'The lowest severity that fails `lintel audit`. Default: error.',
        },
      },
    },
  },
} as const;
