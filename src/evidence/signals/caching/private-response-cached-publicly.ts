import { option } from '../../../syntax/code/arguments.js';
import type { CodeFile, CodeFunction, CodeMark } from '../../../syntax/code/code-file.js';
import { nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { letsKeep } from './cache-headers.js';

const sighting = 'private-response-cached-publicly';

/** Marks that let only people in who are known. */
const guards: readonly { readonly target: RegExp; readonly argument?: RegExp }[] = [
  { target: /^django\.contrib\.auth\.decorators\.(?:login_required|permission_required)$/ },
  { target: /^(?:flask_login\.login_required|flask_jwt_extended\.jwt_required)$/ },
  { target: /^@nestjs\/common\.UseGuards$/, argument: /auth|jwt|session/i },
];

function isGuard({ source }: CodeFile, mark: CodeMark): boolean {
  return guards.some(
    ({ target, argument }) =>
      target.test(mark.target) && (!argument || argument.test(source.text.slice(mark.start, mark.end))),
  );
}

/** Marks that let every cache on the way keep the response. */
function isPublic(mark: CodeMark): boolean {
  if (mark.target === 'django.views.decorators.cache.cache_control') {
    const shared = option(mark, 'public');
    return shared?.kind === 'boolean' && shared.value;
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
  return [...made.marks, ...(made.class?.marks ?? [])].find((mark) => isGuard(code, mark));
}

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'python'],
  words: /cache_control|Cache-Control/i,
  *see(code) {
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
  languages: ['JavaScript', 'Python'],
  recognisers: [inCode],
  seen: [
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
