import { gateIds } from '../model/gate.js';
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
    language: {
      type: 'string',
      pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
      description: 'Language of the questions, where the checklist has it: de, pt-BR. Default: its own.',
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
        maxRisk: {
          enum: ['none', 'low', 'medium', 'high'],
          description:
            'The highest risk of an answer that passes; what is riskier has to be changed or waived. Default: high, every answer passes.',
        },
        required: {
          enum: ['begun', 'all'],
          description:
            'Of which services the required questions have to be answered: of those whose review was begun, or of all. Default: begun.',
        },
        reportOnly: {
          type: 'array',
          items: { type: 'string', minLength: 1 },
          description: `Gates that are listed and never fail: ${gateIds.join(', ')}, or one of \`gates\`.`,
        },
        waiverDays: {
          type: 'integer',
          minimum: 1,
          maximum: 3650,
          description: 'The most days that a waiver may hold. Default: 180.',
        },
        gates: {
          type: 'object',
          propertyNames: { pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', not: { enum: gateIds } },
          additionalProperties: {
            type: 'object',
            additionalProperties: false,
            minProperties: 1,
            properties: {
              questions: {
                type: 'array',
                items: { type: 'string', minLength: 1 },
                description: 'Questions or sub-questions that have to be satisfied, or not applicable.',
              },
              rules: {
                type: 'array',
                items: { type: 'string', minLength: 1 },
                description: 'Rules that must not find anything new, of whatever severity.',
              },
            },
          },
          description: 'Gates of your own, by name: each fails by itself.',
        },
      },
    },
  },
} as const;
