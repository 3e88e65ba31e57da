import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeFunction } from '../../../syntax/code/code-file.js';

/** The function that has a name as its parameter, around a call, and the place of the parameter. */
function giverOf(
  call: CodeCall,
  name: string,
): { readonly made: CodeFunction; readonly index: number } | undefined {
  for (let made = call.context.function; made; made = made.parent) {
    const index = made.parameters.findIndex((parameter) => parameter.name === name);
    if (index !== -1) return { made, index };
  }
  return undefined;
}

/** The call of whose answer an object is, when it comes to a callback as `(error, answer) => …`. */
function answeredBy(call: CodeCall): CodeCall | undefined {
  const { object } = call.callee;
  if (object?.kind !== 'path' || object.object) return undefined;
  const giver = giverOf(call, object.name);
  return giver?.index === 1 ? giver.made.argumentOf : undefined;
}

/** `consume` on a channel that callbacks hand down from a connection. Source: https://amqp-node.github.io/amqplib/channel_api.html */
function isOfAmqplib(call: CodeCall): boolean {
  if (call.name !== 'consume') return false;
  const opening = answeredBy(call);
  if (!opening || !/^create(?:Confirm)?Channel$/.test(opening.name)) return false;
  return /^amqplib\b/.test(opening.target) || answeredBy(opening)?.target === 'amqplib/callback_api.connect';
}

/**
 * `self.channel.basic_consume(…)` of a class that asks for its channel with a callback.
 * Source: https://pika.readthedocs.io/en/stable/examples/asynchronous_consumer_example.html
 */
function isOfPika(code: CodeFile, call: CodeCall): boolean {
  const { object } = call.callee;
  return (
    call.name === 'basic_consume' &&
    object?.kind === 'path' &&
    /channel$/i.test(object.name) &&
    code.imports.some(({ module }) => /^pika\b/.test(module)) &&
    code.calls.some(
      (other) =>
        other.name === 'channel' &&
        other.context.class === call.context.class &&
        option(other, 'on_open_callback') !== undefined,
    )
  );
}

/** Whether a call begins to consume on a channel that the same file opens and gets by a callback. */
export function consumesByCallback(code: CodeFile, call: CodeCall): boolean {
  switch (code.language) {
    case 'javascript':
      return isOfAmqplib(call);
    case 'python':
      return isOfPika(code, call);
    default:
      return false;
  }
}
