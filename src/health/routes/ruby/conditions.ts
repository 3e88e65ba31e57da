import { oneLine } from './bodies.js';

/** Under which condition each side of a branch runs; undefined = in production without one. */
export interface BranchConditions {
  readonly whenTrue: string | undefined;
  readonly whenFalse: string | undefined;
}

const environment = String.raw`\(?(?:(?:::)?(?:Rails|Hanami|Padrino)\.env(?:ironment)?|settings|self\.class|Sinatra::Application|App)`;
const isDevelopment = new RegExp(
  String.raw`^${environment}\.(?:development|test|local|dev)\?\)?(?:\s*(?:\|\||or)\s*${environment}\.(?:development|test|local|dev)\?\)?)*$|^development\?(\s*\|\|\s*test\?)?$|^test\?$|^ENV(?:\.fetch\(|\[)["']R(?:AILS|ACK)_ENV["'][^=!]*==\s*["'](?:development|test)["']$|^(?:::)?Rails\.env\.in\?\(%w\[(?:development|test| )+\]\)$`,
);
const isProduction = new RegExp(
  String.raw`^${environment}\.production\?\)?$|^production\?$|^ENV(?:\.fetch\(|\[)["']R(?:AILS|ACK)_ENV["'][^=!]*==\s*["']production["']$`,
);

/** What the condition of an `if` means for what stands in it. */
export function conditionOf(written: string): BranchConditions {
  const text = written.trim();
  const negated = /^(?:!|not\s)\s*(.*)$/s.exec(text)?.[1];
  if (negated !== undefined && !/&&|\|\||\band\b|\bor\b/.test(negated)) {
    const { whenTrue, whenFalse } = conditionOf(negated);
    return { whenTrue: whenFalse, whenFalse: whenTrue };
  }
  if (isDevelopment.test(text)) return { whenTrue: 'development only', whenFalse: undefined };
  if (isProduction.test(text)) return { whenTrue: undefined, whenFalse: 'development only' };
  const all = text.split(/\s*&&\s*/);
  // `Rails.env.development? && defined?(X)`
  if (all.length > 1 && all.some((part) => isDevelopment.test(part)))
    return { whenTrue: 'development only', whenFalse: undefined };
  return { whenTrue: `if ${oneLine(text)}`, whenFalse: `unless ${oneLine(text)}` };
}
