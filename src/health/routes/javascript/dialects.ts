import { expressDialect } from '../express/dialect.js';
import { nestDialect } from '../nestjs/dialect.js';
import type { Dialect } from './dialect.js';

/** The frameworks that are read in one evaluation of a repository's programs, in the order in which a call is offered to them. */
export const dialects: readonly Dialect[] = [expressDialect, nestDialect];
