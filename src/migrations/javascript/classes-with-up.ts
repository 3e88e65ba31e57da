import type { ClassValue, Value } from '../../syntax/javascript/evaluate/value.js';
import type { MigrationProgram } from './migration-programs.js';

const deepest = 10;

/** The classes of a module that are migrations: they, or a class of the repository that they derive from, have a method `up`. */
export function classesWithUp({ classes }: MigrationProgram): readonly ClassValue[] {
  return classes.filter((value) => {
    let current: Value | undefined = value;
    for (let depth = 0; current?.kind === 'class' && depth < deepest; depth += 1) {
      if (current.node.members.some(({ key }) => key === 'up')) return true;
      current = current.superclass;
    }
    return false;
  });
}
