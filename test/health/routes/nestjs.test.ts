import { describe, expect, test } from 'vitest';
import { nestjs } from '../../../src/health/routes/nestjs/index.js';
import { readProgram, type ProgramReading } from './program-reading.js';

const common =
  "import { Controller, Get, Post, All, Module, UseGuards, SetMetadata, Version, VERSION_NEUTRAL, Res, applyDecorators, HttpStatus } from '@nestjs/common';\n";

/** An application with one module and its controllers; `setUp` stands between creation and `listen`. */
function application(
  controllers: string,
  {
    setUp = '',
    module = '',
    names = 'HealthController',
  }: { readonly setUp?: string; readonly module?: string; readonly names?: string } = {},
): Promise<ProgramReading> {
  return readProgram(nestjs, {
    'src/main.ts': `import { NestFactory } from '@nestjs/core';
import { VersioningType, RequestMethod } from '@nestjs/common';
import { AppModule } from './app.module';
async function bootstrap() {
  const app = await NestFactory.create<INestApplication>(AppModule);
${setUp}
  await app.listen(3000);
}
void bootstrap();
`,
    'src/app.module.ts': `import { Module } from '@nestjs/common'; import { APP_GUARD } from '@nestjs/core';
import { ${names} } from './health.controller';
@Module({ controllers: [${names}], ${module} })
export class AppModule {}
`,
    'src/health.controller.ts': `${common}${controllers}\n`,
  });
}

describe('controllers', () => {
  test('paths of controller and method, lists, options, all verbs', async () => {
    const { gaps, routes } = await application(
      `const PATH = { ready: 'ready' } as const;
@Controller(['health', '/healthz'])
export class HealthController {
  @Get() check() { return 'ok'; }
  @Get([PATH.ready, 'live']) probes() { return 'ok'; }
  @Post('reset') reset() {}
  helper() {}
}
@Controller({ path: 'items/:id', host: 'x.example' })
export class ItemController { @All('*') any() {} }
`,
      { names: 'HealthController, ItemController' },
    );
    expect(routes).toEqual([
      'GET /health src/health.controller.ts:5',
      'GET /healthz src/health.controller.ts:5',
      'GET /health/live src/health.controller.ts:6',
      'GET /health/ready src/health.controller.ts:6',
      'GET /healthz/live src/health.controller.ts:6',
      'GET /healthz/ready src/health.controller.ts:6',
      'POST /health/reset src/health.controller.ts:7',
      'POST /healthz/reset src/health.controller.ts:7',
      'ANY /items/{id}/{*splat} src/health.controller.ts:11',
    ]);
    expect(gaps).toEqual([]);
  });

  test('a global prefix with exclusions, and versions in the path', async () => {
    const setUp = `  app.setGlobalPrefix('api', { exclude: ['health', { path: 'healthz/*', method: RequestMethod.GET }] });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });`;
    const { routes } = await application(
      `@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController { @Get() check() {} @Get('deep') deep() {} @Version(['2', '3']) @Get('v') v() {} }
@Controller('healthz')
export class OtherController { @Get('x') check() {} @Get() own() {} }
`,
      { setUp, names: 'HealthController, OtherController' },
    );
    expect(routes).toEqual([
      'GET /health src/health.controller.ts:3',
      'GET /api/health/deep src/health.controller.ts:3',
      'GET /api/v2/health/v src/health.controller.ts:3',
      'GET /api/v3/health/v src/health.controller.ts:3',
      'GET /v1/healthz/x src/health.controller.ts:5',
      'GET /api/v1/healthz src/health.controller.ts:5',
    ]);
  });

  test('a prefix that the environment sets keeps the path incomplete', async () => {
    const { routes } = await application(
      "@Controller('health') export class HealthController { @Get() c() {} }",
      { setUp: "  app.setGlobalPrefix(process.env.PREFIX ?? 'api');" },
    );
    expect(routes).toEqual(['GET …/api/health src/health.controller.ts:2 medium']);
  });

  test('imported modules, dynamic ones, forwardRef and RouterModule', async () => {
    const { gaps, routes } = await readProgram(nestjs, {
      'main.ts': `import { NestFactory } from '@nestjs/core'; import { AppModule } from './app';
NestFactory.create(AppModule).then((app) => app.listen(1));`,
      'app.ts': `import { Module, forwardRef } from '@nestjs/common'; import { RouterModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AModule, BModule, CModule } from './modules';
@Module({ imports: [TypeOrmModule.forRoot({}), AModule.forRoot({ x: 1 }), forwardRef(() => BModule), CModule,
  RouterModule.register([{ path: 'admin', module: BModule, children: [{ path: 'c', module: CModule }] }])] })
export class AppModule {}`,
      'modules.ts': `import { Module, Controller, Get } from '@nestjs/common';
@Controller('a') class A { @Get() x() {} }
@Controller('b') class B { @Get() x() {} }
@Controller('c') class C { @Get() x() {} }
@Controller('unused') class Unused { @Get() x() {} }
@Module({}) export class AModule { static forRoot(o) { return { module: AModule, controllers: [A] }; } }
@Module({ controllers: [B] }) export class BModule {}
@Module({ controllers: [C] }) export class CModule {}`,
    });
    expect(routes).toEqual([
      'GET /a modules.ts:2',
      'GET /admin/b modules.ts:3',
      'GET /admin/c/c modules.ts:4',
    ]);
    expect(gaps).toEqual([]);
  });

  test('modules that only run time knows leave the list open, and their controllers keep an incomplete path', async () => {
    const { gaps, routes } = await readProgram(nestjs, {
      'main.ts': `import { NestFactory } from '@nestjs/core'; import { AppModule } from './app';
NestFactory.create(AppModule).then((app) => app.setGlobalPrefix('v1'));`,
      'app.ts': `import { Module } from '@nestjs/common'; import { loadModules } from 'plugins';
const own = loadModules();
@Module({ imports: [...own] }) export class AppModule {}`,
      'plugin.ts': `import { Module, Controller, Get } from '@nestjs/common';
@Controller('health') class Health { @Get() x() {} }
@Module({ controllers: [Health] }) export class PluginModule {}`,
    });
    expect(routes).toEqual(['GET …/v1/health plugin.ts:2']);
    expect(gaps).toEqual(['app.ts:3 a module that is imported here is only known at run time']);
  });

  test('inherited methods, decorators of the project, middleware on the application', async () => {
    const { routes } = await application(
      `abstract class Base { @Get('live') live() { return 1; } @Get('ready') ready() { return 1; } }
const Health = (path: string) => applyDecorators(Get(path), SetMetadata('x', 1));
@Controller('health')
export class HealthController extends Base { ready() {} @Health('deep') deep() {} }`,
      {
        setUp:
          "  app.use('/raw', (req, res) => res.send('ok'));\n  app.getHttpAdapter().get('/adapter', (req, res) => res.send('ok'));",
      },
    );
    expect(routes).toEqual([
      'GET /health/live src/health.controller.ts:2',
      'GET /health/deep src/health.controller.ts:5',
      'ANY /raw src/main.ts:6',
      'GET /adapter src/main.ts:7',
    ]);
  });
});

describe('handlers', () => {
  test('checks of @nestjs/terminus', async () => {
    const { handler } =
      await application(`import { HealthCheck, HealthCheckService, TypeOrmHealthIndicator, HttpHealthIndicator, DiskHealthIndicator } from '@nestjs/terminus';
@Controller('health')
export class HealthController {
  constructor(private health: HealthCheckService, private db: TypeOrmHealthIndicator, private http: HttpHealthIndicator, private disk: DiskHealthIndicator) {}
  @Get() @HealthCheck()
  check() {
    return this.health.check([
      () => this.db.pingCheck('database'),
      async () => this.http.pingCheck('docs', 'https://example.org'),
      () => this.disk.checkStorage('disk', { path: '/', thresholdPercent: 0.9 }),
    ]);
  }
}`);
    const found = handler('/health');
    expect(found?.name).toBe('HealthController.check');
    expect(found?.touches.map(({ dependency, span }) => `${dependency} ${String(span.line)}`)).toEqual([
      'db 9',
      'http 10',
      'disk 11',
    ]);
    expect([found?.canFail, found?.constant]).toEqual([true, false]);
  });

  test.each([
    ['a constant', "return { status: 'ok' };", false, true],
    ['nothing', '', false, true],
    ['a thrown exception', 'if (!this.ok) throw new ServiceUnavailableException(); return 1;', true, false],
    ['an awaited query', "await this.db.query('SELECT 1'); return 'ok';", true, false],
  ])('%s', async (_, body, canFail, constant) => {
    const { handler } = await application(`import { DataSource } from 'typeorm';
@Controller('health') export class HealthController { constructor(private db: DataSource) {} @Get() async check() { ${body} } }`);
    expect([handler('/health')?.canFail, handler('/health')?.constant]).toEqual([canFail, constant]);
  });

  test('a response that is injected, and an indicator of the project', async () => {
    const { handler } =
      await application(`import { HealthCheckService, HealthIndicator } from '@nestjs/terminus'; import { Redis } from 'ioredis';
class RedisIndicator extends HealthIndicator { constructor(private client: Redis) { super(); } async isHealthy(key: string) { await this.client.ping(); return this.getStatus(key, true); } }
@Controller()
export class HealthController {
  constructor(private health: HealthCheckService, private redis: RedisIndicator) {}
  @Get('ready') ready() { return this.health.check([() => this.redis.isHealthy('redis')]); }
  @Get('live') live(@Res() res: Response) { res.status(HttpStatus.OK).send('ok'); }
}`);
    expect(handler('/ready')?.touches.map(({ dependency }) => dependency)).toEqual(['cache']);
    expect([handler('/live')?.canFail, handler('/live')?.constant]).toEqual([false, true]);
  });
});

describe('guards', () => {
  const guarded = `class JwtAuthGuard { canActivate(context) { const isPublic = this.reflector.get('isPublic', context.getHandler()); if (isPublic) { return true; } return this.verify(context); } }
const Public = () => SetMetadata('isPublic', true);
@Controller('health') export class HealthController { @Get() a() {} @Public() @Get('open') b() {} @UseGuards(JwtAuthGuard) @Get('own') c() {} }
export { JwtAuthGuard };`;

  test('of the application, except where a decorator may exempt', async () => {
    const { guards } = await application(guarded, {
      setUp: '  app.useGlobalGuards(new JwtAuthGuard());'.replace(
        'JwtAuthGuard()',
        "(require('./health.controller').JwtAuthGuard)()",
      ),
    });
    expect(guards('/health')).toEqual(['authentication 6']);
    expect(guards('/health/open')).toEqual([]);
    expect(guards('/health/own')).toEqual(['authentication 6', 'authentication 4']);
  });

  test('of a module', async () => {
    const { guards } = await application(guarded, {
      names: 'HealthController, JwtAuthGuard',
      module:
        "providers: [{ provide: APP_GUARD, useClass: JwtAuthGuard }, { provide: APP_GUARD, useClass: require('@nestjs/throttler').ThrottlerGuard }]",
    });
    expect(guards('/health')).toEqual(['authentication 3', 'rate-limit 3']);
  });

  test.each([
    [
      'looks at the path',
      "canActivate(c) { if (c.getRequest().url === '/health') return true; return false; }",
    ],
    [
      'passes what bears no mark',
      'canActivate(c) { const options = this.r.get(c); if (!options) { return true; } return check(); }',
    ],
    [
      'the environment switches off',
      'canActivate(c) { if (process.env.NO_AUTH) return true; return check(); }',
    ],
  ])('not one that %s', async (_, body) => {
    const { guards } = await application(
      `class AuthGuard { ${body} }\n@UseGuards(AuthGuard) @Controller('health') export class HealthController { @Get() a() {} }`,
    );
    expect(guards('/health')).toEqual([]);
  });
});

describe('what is none', () => {
  test('decorators of other packages, clients, controllers of microservices only', async () => {
    const { routes } = await application(`import { Get as Fetch } from 'retrofit';
@Controller('health') export class HealthController { @Fetch('/health') client() {} constructor(private http) { this.http.get('/health', {}); } }
class Plain { @Get('health') x() {} }`);
    expect(routes).toEqual([]);
  });
});
