import { readArguments } from './arguments.js';
import type { KotlinReading } from './reading.js';

/** Reads the annotations that stand here: `@Get("/x")`, `@field:Value("x")`, `@[A B]`. */
export function readAnnotations(reading: KotlinReading, limit: number, on?: 'parameter'): void {
  while (reading.is('@') && reading.at < limit) {
    const from = reading.at;
    reading.at += 1;
    // `@file:JvmName("X")`, `@get:X`: what it stands on is said before the colon.
    if (reading.word() !== undefined && reading.is(':', 1)) reading.at += 2;
    if (reading.is('[')) {
      reading.at = reading.tokens.closing(reading.at) + 1;
      continue;
    }
    const path = reading.type(limit);
    if (!path) continue;
    const given = reading.is('(') && !reading.startsLine ? readArguments(reading) : undefined;
    reading.code.mark(reading.range(from), path, given?.arguments ?? [], on);
  }
}
