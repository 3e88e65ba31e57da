import { waiversSchema } from '../audit/waivers-file.js';
import { answersSchema } from '../checklist/answers-schema.js';
import { localeSchema } from '../checklist/locale.js';
import { packSchema } from '../checklist/pack-schema.js';
import { configurationSchema } from '../configuration/schema.js';

/** The JSON Schemas of what lintel keeps and reads, by name. */
export const schemas = {
  answers: answersSchema,
  config: configurationSchema,
  pack: packSchema,
  locale: localeSchema,
  waivers: waiversSchema,
} as const;
