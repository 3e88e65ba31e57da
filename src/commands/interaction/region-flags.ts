import { Flags } from '@oclif/core';

/** Flags of every command that writes managed regions. */
export const regionFlags = {
  check: Flags.boolean({
    description: 'Only compare: exit 1 with a diff when something is not up to date.',
    exclusive: ['force', 'adopt'],
  }),
  force: Flags.boolean({
    description: 'Write over regions that were changed by hand.',
    exclusive: ['adopt'],
  }),
  adopt: Flags.boolean({
    description: 'Keep regions that were changed by hand as they are, until what they are made of changes.',
  }),
};
