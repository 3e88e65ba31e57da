import type { HandlerNotes } from './handler-notes.js';
import type { Value } from './values.js';
import { optionsOf } from './values.js';

const echo = /^github\.com\/labstack\/echo(?:\/v\d+)?\./;
const fiber = /^github\.com\/gofiber\/fiber(?:\/v\d+)?\./;

/** Methods of `echo.Context` whose first argument is the status (github.com/labstack/echo, context.go). */
const echoAnswers =
  /^Context\.(?:JSON|JSONPretty|JSONBlob|JSONP|String|HTML|HTMLBlob|XML|XMLPretty|XMLBlob|Blob|Stream|NoContent|Redirect|Render)$/;

/** Methods of `fiber.Ctx` that answer (github.com/gofiber/fiber, ctx.go), also behind `Status`. */
const fiberAnswers =
  /^Ctx\.(?:(?:Status|Type|Set)(?:\(\))?\.)*(?:JSON|JSONP|XML|CBOR|Send|SendString|SendStatus|SendStream|Format|AutoFormat|Redirect|Render|End)$/;

/** What answers in the words of echo and fiber; undefined when a call is none of them. */
export function answerOfCall(
  name: string,
  args: readonly Value[],
): { readonly status?: Value; readonly body: readonly Value[] } | undefined {
  if (echo.test(name)) {
    const method = name.replace(echo, '');
    const [status, ...body] = args;
    return echoAnswers.test(method) && status ? { status, body } : undefined;
  }
  if (!fiber.test(name)) return undefined;
  const method = name.replace(fiber, '');
  const [first] = args;
  if (/^Ctx\.Status$/.test(method)) return first ? { status: first, body: [] } : undefined;
  if (!fiberAnswers.test(method)) return undefined;
  return method.endsWith('SendStatus') && first ? { status: first, body: [] } : { body: args };
}

/** Calls that say nothing of the answer: headers, types. */
export function isAboutHeaders(name: string): boolean {
  return fiber.test(name) && /^Ctx\.(?:Set|Type|Append|Vary)$/.test(name.replace(fiber, ''));
}

/** An error that is answered with a status: `echo.NewHTTPError(503)`, `fiber.NewError(503)`, `fiber.ErrServiceUnavailable`. */
function isFailure(name: string): boolean {
  return /\.(?:NewHTTPError|NewError|Err[A-Z]\w+)$/.test(name) && (echo.test(name) || fiber.test(name));
}

/**
 * What a handler that gives back an error says with it: nothing with `nil` and with what writes an answer, failure with an error.
 * Sets the notes; true when all that it gives back is understood.
 */
export function noteReturned(notes: HandlerNotes, returned: readonly Value[]): boolean {
  let isClear = returned.length > 0;
  for (const option of returned.flatMap(optionsOf)) {
    if (option.kind === 'nil') continue;
    if (option.kind !== 'external' && option.kind !== 'external-function') isClear = false;
    else if (isFailure(option.name)) notes.fails = true;
    else if (!echo.test(option.name) && !fiber.test(option.name)) notes.fails = true;
  }
  return isClear;
}

/** True for contexts of frameworks whose handlers give back an error. */
export function isErrorHandler(type: string | undefined): boolean {
  return (
    type !== undefined &&
    ((echo.test(type) && type.endsWith('.Context')) || (fiber.test(type) && type.endsWith('.Ctx')))
  );
}

/** Handlers of health libraries: they answer with what their checks say. */
export function isCheckingHandler(name: string): boolean {
  return /^github\.com\/(?:alexliesenfeld\/health\.NewHandler|TwiN\/health\.Handler|heptiolabs\/healthcheck\.|hellofresh\/health-go(?:\/v\d+)?\.|etherlabsio\/healthcheck(?:\/v\d+)?\.|InVisionApp\/go-health(?:\/v\d+)?\/handlers\.)/i.test(
    name,
  );
}
