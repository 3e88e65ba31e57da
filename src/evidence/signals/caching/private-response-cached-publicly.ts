import { option, positional } from '../../../syntax/code/arguments.js';
import type { CodeFile, CodeFunction, CodeMark } from '../../../syntax/code/code-file.js';
import { csharpService, nodeService, pythonService, rubyService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { endsNothing } from './cache-calls.js';
import { letsKeep } from './cache-headers.js';

const sighting = 'private-response-cached-publicly';

/** Marks that let only people in who are known. */
const guards: readonly { readonly target: RegExp; readonly argument?: RegExp }[] = [
  { target: /^django\.contrib\.auth\.decorators\.(?:login_required|permission_required)$/ },
  { target: /^(?:flask_login\.login_required|flask_jwt_extended\.jwt_required)$/ },
  { target: /^@nestjs\/common\.UseGuards$/, argument: /auth|jwt|session/i },
  { target: /(?:^|\.)Authorize(?:Attribute)?$/ },
];

/** Marks that take the guard away again. */
const opens = /(?:^|\.)AllowAnonymous(?:Attribute)?$/;

function isGuard({ source }: CodeFile, mark: CodeMark): boolean {
  return guards.some(
    ({ target, argument }) =>
      target.test(mark.target) && (!argument || argument.test(source.text.slice(mark.start, mark.end))),
  );
}

/** `before_action` of Devise and of Rails' own generator, for all actions of the controller. */
const railsGuards = /^(?:authenticate_\w+!|require_authentication|require_login|authorize!?)$/;

/**
 * `expires_in 1.hour, public: true` in a controller that lets only people in who are known:
 * https://api.rubyonrails.org/classes/ActionController/ConditionalGet.html#method-i-expires_in.
 */
function* ofRails(code: CodeFile): Iterable<Seen> {
  const guard = code.calls.find(
    (call) =>
      call.name === 'before_action' &&
      call.arguments.every(({ name, value }) => name === undefined && value.kind === 'text') &&
      call.arguments.some(({ value }) => value.kind === 'text' && railsGuards.test(value.text)),
  );
  if (!guard || code.calls.some(({ name }) => /^skip_before_action$/.test(name))) return;
  for (const call of code.calls) {
    const shared = option(call, 'public');
    const lifetime = positional(call, 0);
    if (call.name !== 'expires_in' || shared?.kind !== 'boolean' || !shared.value) continue;
    if (!lifetime || endsNothing(lifetime) || call.context.class !== guard.context.class) continue;
    yield seenAt(
      code,
      call,
      `${call.context.function?.name ?? 'the action'} answers only who is known (before_action), and lets every cache on the way keep the answer (public)`,
      'medium',
    );
  }
}

/** Marks that let every cache on the way keep the response. */
function isPublic(mark: CodeMark): boolean {
  if (mark.target === 'django.views.decorators.cache.cache_control') {
    const shared = option(mark, 'public');
    return shared?.kind === 'boolean' && shared.value;
  }
  // Without a location it is `Any`, which is written as `public`: https://learn.microsoft.com/aspnet/core/performance/caching/response#responsecache-attribute
  if (/(?:^|\.)ResponseCache(?:Attribute)?$/.test(mark.target)) {
    const lifetime = option(mark, 'Duration');
    const location = option(mark, 'Location');
    return (
      lifetime !== undefined &&
      !endsNothing(lifetime) &&
      !option(mark, 'NoStore', 'CacheProfileName') &&
      (location === undefined || (location.kind === 'path' && location.name === 'Any'))
    );
  }
  if (mark.target !== '@nestjs/common.Header') return false;
  const [name, value] = mark.arguments.map((argument) => argument.value);
  return (
    name?.kind === 'text' &&
    /^cache-control$/i.test(name.text) &&
    value?.kind === 'text' &&
    /\bpublic\b/i.test(value.text) &&
    letsKeep(value.text)
  );
}

function guardOf(code: CodeFile, made: CodeFunction): CodeMark | undefined {
  if (made.marks.some(({ target }) => opens.test(target))) return undefined;
  return [...made.marks, ...(made.class?.marks ?? [])].find((mark) => isGuard(code, mark));
}

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['csharp', 'javascript', 'python', 'ruby'],
  words: /cache_control|Cache-Control|ResponseCache|expires_in/i,
  *see(code) {
    if (code.language === 'ruby') yield* ofRails(code);
    for (const mark of code.marks) {
      const made = mark.function;
      if (!made || !isPublic(mark)) continue;
      const guard = guardOf(code, made);
      if (guard)
        yield seenAt(
          code,
          mark,
          `${made.name} answers only who is known (${guard.name}), and lets every cache on the way keep the answer (public)`,
          'medium',
        );
    }
  },
};

export const privateResponseCachedPublicly = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'contradicts',
  meaning: 'A shared cache may show one person what is meant for another.',
  recognition:
    'A handler that is marked as for people who are known, and as one whose response may be kept by shared caches, both on the handler.',
  guards: [
    'Where either is said elsewhere (in middleware, in a base class, in a gateway) nothing is concluded.',
  ],
  languages: ['JavaScript', 'Python', 'Ruby', 'C#'],
  recognisers: [inCode],
  seen: [
    {
      title: 'ASP.NET',
      files: csharpService(
        'using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;\n\n[Authorize]\npublic class OrdersController : ControllerBase {\n  [HttpGet("/orders")]\n  [ResponseCache(Duration = 300)]\n  public IActionResult All() => Ok(orders);\n}\n',
      ),
    },
    {
      title: 'Rails',
      files: rubyService('', {
        'app/controllers/orders_controller.rb':
          'class OrdersController < ApplicationController\n  before_action :authenticate_user!\n\n  def index\n    expires_in 5.minutes, public: true\n    render json: current_user.orders\n  end\nend\n',
      }),
    },

    {
      title: 'Django',
      files: pythonService(
        'from django.contrib.auth.decorators import login_required\nfrom django.views.decorators.cache import cache_control\n\n@login_required\n@cache_control(public=True, max_age=3600)\ndef orders(request):\n    ...\n',
      ),
    },
    {
      title: 'Nest',
      files: nodeService('', {
        'src/orders.controller.ts':
          "import { Controller, Get, Header, UseGuards } from '@nestjs/common';\n@Controller('orders')\n@UseGuards(JwtAuthGuard)\nexport class OrdersController {\n  @Get()\n  @Header('Cache-Control', 'public, max-age=60')\n  all() {}\n}\n",
      }),
    },
  ],
  unseen: [
    {
      title: 'ASP.NET, kept by the browser alone or open to everybody',
      files: csharpService(
        'using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;\n\n[Authorize]\npublic class OrdersController : ControllerBase {\n  [HttpGet("/orders")]\n  [ResponseCache(Duration = 300, Location = ResponseCacheLocation.Client)]\n  public IActionResult All() => Ok(orders);\n\n  [AllowAnonymous]\n  [HttpGet("/rates")]\n  [ResponseCache(Duration = 300)]\n  public IActionResult Rates() => Ok(rates);\n}\n',
      ),
    },
    {
      title: 'Rails, a guard of some actions',
      files: rubyService('', {
        'app/controllers/rates_controller.rb':
          'class RatesController < ApplicationController\n  before_action :authenticate_user!, only: [:create]\n\n  def index\n    expires_in 5.minutes, public: true\n  end\nend\n',
      }),
    },

    {
      title: 'kept by the browser alone',
      files: pythonService(
        'from django.contrib.auth.decorators import login_required\nfrom django.views.decorators.cache import cache_control\n\n@login_required\n@cache_control(private=True, max_age=3600)\ndef orders(request):\n    ...\n',
      ),
    },
    {
      title: 'open to everybody',
      files: pythonService(
        'from django.views.decorators.cache import cache_control\n\n@cache_control(public=True, max_age=3600)\ndef rates(request):\n    ...\n',
      ),
    },
  ],
});
