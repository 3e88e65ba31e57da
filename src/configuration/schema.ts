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
    adr: {
      type: 'object',
      additionalProperties: false,
      properties: {
        path: {
          type: 'string',
          minLength: 1,
          description: 'Folder of the decision records. Default: .adr-dir, an existing folder, or docs/adr.',
        },
        frozen: {
          type: 'array',
          items: { type: 'integer', minimum: 0 },
          description: 'Numbers that several records have for historic reasons; they are let be.',
        },
        statuses: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          description: 'The states that a record may have. Default: every state that is known.',
        },
        sections: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          description: 'The sections that every record must have. Default: those of the style of the log.',
        },
        proposedDays: {
          type: 'integer',
          minimum: 0,
          description: 'Days after which a proposal is stale. Default: 90.',
        },
        rules: {
          type: 'object',
          additionalProperties: { enum: ['off', 'on', 'note', 'warning', 'error'] },
          description:
            'Rules on records that are switched off or on, or weigh otherwise: adr-number-gap: on.',
        },
      },
    },
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
