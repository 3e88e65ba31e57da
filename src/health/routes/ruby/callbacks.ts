import type { RouteGuard } from '../../../model/endpoint.js';
import type { RubyClass, RubyDirective } from './class-facts.js';
import type { RubyBody } from './bodies.js';
import type { RubyPlace } from './handlers.js';
import type { RubyProject } from './project.js';

/** What runs before an action of a controller. */
export interface Callbacks {
  readonly places: readonly RubyPlace[];
  readonly guards: readonly RouteGuard[];
}

const adding = /^(prepend_|append_)?(before|around)_(action|filter)$/;
const skipping = /^skip_((before|around)_)?(action|filter)(_callback)?$/;

/** Names under which gems and applications turn away who is not known. */
const authenticating =
  /^(authenticate\w*[!?]?|require_(login|user|auth\w*|authentication|signin\w*|sign_in|signed_in\w*|logged_in\w*)!?|login_required|doorkeeper_authorize!|authorize_request!?|(ensure|check|verify)_(logged_in|authenticated|signed_in|login|api_key|api_token|token|authentication|authorization)\w*!?|logged_in_user|must_be_logged_in|require_signin_permission!|authenticate_user!)$/;
/** Of these the gems are known to reject; others must show it in the project's own code. */
const ofGems =
  /^(authenticate_\w+!|authenticate!|doorkeeper_authorize!|require_login|authenticate_user|authenticate_request|require_signin_permission!)$/;
const rejecting =
  /unauthorized|forbidden|redirect_to|authenticate_or_request|request_http_|head[ (:]|render\b|raise\b|warden\.authenticate!|not_found|halt\b|error!|require_authentication|request_authentication/;
/** Conditions that this place cannot judge. */
const depending =
  /ENV\b|Settings|Rails\.env|Rails\.application\.config|\benabled\?|request\.path|action_name|controller_name|\breturn\s+(?:true\s+)?(?:if|unless)\b/;

/** The callbacks that surely run before an action, from the outermost class to the controller itself, and what of them turns requests away. */
export async function callbacksOf(
  controller: RubyClass,
  action: string,
  project: RubyProject,
): Promise<Callbacks> {
  const ancestors = (await project.ancestorsOf(controller)).toReversed();
  const running = new Map<string, { readonly directive: RubyDirective; readonly owner: RubyClass }>();
  for (const owner of ancestors)
    for (const directive of owner.directives) {
      const applies = appliesTo(directive, action);
      if (adding.test(directive.name) || isGuardDirective(directive.name)) {
        const names =
          directive.block || isGuardDirective(directive.name) ? [directive.text] : directive.words;
        // Declaring it again replaces it.
        for (const name of names)
          if (applies === true) running.set(name, { directive, owner });
          else if (applies === undefined && adding.test(directive.name)) running.delete(name);
      } else if (skipping.test(directive.name) && applies !== false) {
        for (const name of directive.words) running.delete(name);
      } else if (directive.name === 'allow_unauthenticated_access' && applies !== false)
        running.delete('require_authentication');
    }
  const places: RubyPlace[] = [];
  const guards: RouteGuard[] = [];
  for (const [name, { directive, owner }] of running) {
    const found = directive.block
      ? { owner, body: directive.block }
      : await project.methodOf(controller, name);
    if (found && adding.test(directive.name)) places.push({ body: found.body, owner: found.owner });
    const kind = guardOf(name, directive, found?.body);
    if (kind !== undefined) guards.push({ kind, span: directive.span, text: directive.text });
  }
  return { places, guards };
}

function isGuardDirective(name: string): boolean {
  return name === 'http_basic_authenticate_with' || name === 'rate_limit' || name === 'force_ssl';
}

function guardOf(
  name: string,
  directive: RubyDirective,
  body: RubyBody | undefined,
): RouteGuard['kind'] | undefined {
  if (directive.name === 'http_basic_authenticate_with') return 'authentication';
  if (directive.name === 'rate_limit') return 'rate-limit';
  if (directive.name === 'force_ssl') return 'https-redirect';
  if (directive.name.includes('around')) return undefined;
  if (directive.block) {
    const text = directive.block.text;
    return /authenticate_or_request|authenticate!|doorkeeper_authorize!|head :?(unauthorized|401)/.test(
      text,
    ) && !depending.test(text)
      ? 'authentication'
      : undefined;
  }
  if (/maintenance/.test(name)) return 'maintenance';
  if (!authenticating.test(name)) return undefined;
  if (!body) return ofGems.test(name) ? 'authentication' : undefined;
  return rejecting.test(body.text.slice(body.text.indexOf('\n'))) && !depending.test(body.text)
    ? 'authentication'
    : undefined;
}

/** Whether a directive holds for an action; undefined = a condition decides it at run time. */
function appliesTo({ options }: RubyDirective, action: string): boolean | undefined {
  if (options.has('only')) {
    const only = options.get('only');
    if (!only) return undefined;
    if (!only.includes(action)) return false;
  }
  if (options.has('except')) {
    const except = options.get('except');
    if (!except) return undefined;
    if (except.includes(action)) return false;
  }
  return options.has('if') || options.has('unless') ? undefined : true;
}
