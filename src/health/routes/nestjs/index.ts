import { programFramework } from '../javascript/programs.js';

/** NestJS: `@Controller('health')` with `@Get()`. */
export const nestjs = programFramework({
  name: 'nestjs',
  title: 'NestJS',
  homepage: 'https://docs.nestjs.com/controllers',
  recognition: [
    'Controllers (`@Controller`, with a path, a list, or options) that the modules of an application reach, from what `NestFactory.create` gets through `imports`, dynamic modules, `forwardRef` and `RouterModule`.',
    '`@Get`, `@Post`, `@All` and the others on methods, inherited ones too; decorators of the project that are put together with `applyDecorators`.',
    '`setGlobalPrefix` with `exclude`, URI versions of `enableVersioning`, of controllers and of methods.',
    'Middleware and routes on the application and its HTTP adapter, as of Express.',
    'Checks of `@nestjs/terminus`: what their indicators look at; 503 when one fails.',
    'Guards of methods, controllers, modules (`APP_GUARD`) and the application that authenticate or throttle; not where a decorator or the guard itself may exempt the route.',
    'A controller of a module that no application reaches keeps an incomplete path; modules that only run time knows leave the list open.',
  ],
});
