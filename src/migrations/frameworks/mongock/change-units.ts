import type { DownForm } from '../../../model/migration.js';
import type { SourceText } from '../../../model/source-text.js';
import type { AnnotatedPart, JvmAnnotation } from '../../jvm/annotated.js';
import { annotatedParts } from '../../jvm/annotated.js';
import { jvmLanguageOf } from '../../../syntax/jvm/tokens.js';

/** A migration of Mongock as its annotations tell. */
export interface ChangeUnit {
  readonly id: string;
  /** What it is sorted by, as text. */
  readonly order: string;
  readonly start: number;
  readonly end: number;
  readonly down: DownForm;
  readonly inTransaction: boolean;
  readonly runsAlways: boolean;
  /** Whether there is anything in it. */
  readonly isEmpty: boolean;
}

/** What only Mongock and its forerunners import. */
const packages = /\b(?:io\.mongock|com\.github\.cloudyrock|io\.changock|com\.github\.mongobee)\b/;
const marks = /@\s?(?:[\w.]+\.)?(?:ChangeUnit|ChangeLog)\b/;

/** Whether a text declares migrations of Mongock. */
export function isForMongock(text: string): boolean {
  return marks.test(text) && packages.test(text);
}

/**
 * The migrations of a file: classes with `@ChangeUnit` (io.mongock.api.annotations), and the methods with `@ChangeSet` of classes with
 * `@ChangeLog` (the older form, whose change logs and change sets are sorted by their own `order`).
 */
export function changeUnitsOf(source: SourceText): readonly ChangeUnit[] {
  const language = jvmLanguageOf(source.path);
  const parts = language === undefined ? [] : annotatedParts(source.text, language);
  return parts.flatMap((part): readonly ChangeUnit[] => {
    if (part.kind !== 'class') return [];
    const within = parts.filter(
      ({ start, kind }) => kind === 'method' && start > part.start && start < part.bodyEnd,
    );
    const unit = annotation(part, 'ChangeUnit');
    if (unit) return [changeUnit(part, unit, within)];
    const log = annotation(part, 'ChangeLog');
    if (!log) return [];
    return within.flatMap((method) => {
      const set = annotation(method, 'ChangeSet');
      return set ? [changeSet(method, set, log.members.get('order') ?? part.name)] : [];
    });
  });
}

function annotation(part: AnnotatedPart, name: string): JvmAnnotation | undefined {
  return part.annotations.find((one) => one.name === name);
}

function changeUnit(
  part: AnnotatedPart,
  { members }: JvmAnnotation,
  within: readonly AnnotatedPart[],
): ChangeUnit {
  const method = (name: string): AnnotatedPart | undefined => within.find((one) => annotation(one, name));
  const execution = method('Execution');
  return {
    id: members.get('id') ?? part.name,
    order: members.get('order') ?? '',
    start: part.start,
    end: part.bodyEnd,
    down: formOf(method('RollbackExecution')),
    inTransaction: members.get('transactional') !== 'false',
    runsAlways: members.get('runAlways') === 'true',
    isEmpty: execution?.isEmpty === true && method('BeforeExecution') === undefined,
  };
}

function formOf(rollback: AnnotatedPart | undefined): DownForm {
  if (rollback === undefined) return 'none';
  if (rollback.throws) return 'irreversible';
  return rollback.isEmpty ? 'noop' : 'explicit';
}

function changeSet(method: AnnotatedPart, { members }: JvmAnnotation, logOrder: string): ChangeUnit {
  return {
    id: members.get('id') ?? method.name,
    order: `${logOrder} ${members.get('order') ?? ''}`.trim(),
    start: method.start,
    end: method.bodyEnd,
    down: 'unsupported',
    inTransaction: true,
    runsAlways: members.get('runAlways') === 'true',
    isEmpty: method.isEmpty,
  };
}
