import type { RouteFramework } from '../route-framework.js';
import { caddy } from './caddy/index.js';
import { envoy } from './envoy/index.js';
import { nginx } from './nginx/index.js';
import { traefik } from './traefik/index.js';
import { aspnet } from './aspnet/index.js';
import { aiohttp } from './aiohttp/index.js';
import { astro } from './astro/index.js';
import { actixWeb } from './actix-web/index.js';
import { adonis } from './adonis/index.js';
import { apolloServer } from './apollo-server/index.js';
import { axum } from './axum/index.js';
import { bottle } from './bottle/index.js';
import { bun } from './bun/index.js';
import { django } from './django/index.js';
import { elysia } from './elysia/index.js';
import { express } from './express/index.js';
import { falcon } from './falcon/index.js';
import { fastapi } from './fastapi/index.js';
import { fastify } from './fastify/index.js';
import { flask } from './flask/index.js';
import { goChi } from './go-chi/index.js';
import { goControllerRuntime } from './go-controller-runtime/index.js';
import { goEcho } from './go-echo/index.js';
import { goHuma } from './go-huma/index.js';
import { goKratos } from './go-kratos/index.js';
import { goHertz } from './go-hertz/index.js';
import { goIris } from './go-iris/index.js';
import { goZero } from './go-zero/index.js';
import { goBeego } from './go-beego/index.js';
import { goFiber } from './go-fiber/index.js';
import { goGin } from './go-gin/index.js';
import { goGorilla } from './go-gorilla/index.js';
import { goHttprouter } from './go-httprouter/index.js';
import { goNetHttp } from './go-net-http/index.js';
import { grape } from './grape/index.js';
import { graphqlYoga } from './graphql-yoga/index.js';
import { grpcHealth } from './grpc-health/index.js';
import { hanami } from './hanami/index.js';
import { h3 } from './h3/index.js';
import { hapi } from './hapi/index.js';
import { hono } from './hono/index.js';
import { hummingbird } from './hummingbird/index.js';
import { ittyRouter } from './itty-router/index.js';
import { koa } from './koa/index.js';
import { laravel } from './laravel/index.js';
import { litestar } from './litestar/index.js';
import { loopback } from './loopback/index.js';
import { nestjs } from './nestjs/index.js';
import { next } from './next/index.js';
import { nodeHttp } from './node-http/index.js';
import { nodePlatforms } from './node-platforms/index.js';
import { nuxt } from './nuxt/index.js';
import { phoenix } from './phoenix/index.js';
import { poem } from './poem/index.js';
import { polka } from './polka/index.js';
import { pythonHttpServer } from './python-http-server/index.js';
import { rack } from './rack/index.js';
import { rails } from './rails/index.js';
import { remix } from './remix/index.js';
import { restify } from './restify/index.js';
import { rocket } from './rocket/index.js';
import { roda } from './roda/index.js';
import { sanic } from './sanic/index.js';
import { sinatra } from './sinatra/index.js';
import { slim } from './slim/index.js';
import { dropwizard } from './dropwizard/index.js';
import { http4k } from './http4k/index.js';
import { jaxRs } from './jax-rs/index.js';
import { javalin } from './javalin/index.js';
import { ktor } from './ktor/index.js';
import { micronaut } from './micronaut/index.js';
import { play } from './play/index.js';
import { moleculerWeb } from './moleculer-web/index.js';
import { sails } from './sails/index.js';
import { servlet } from './servlet/index.js';
import { microprofile } from './microprofile/index.js';
import { quarkus } from './quarkus/index.js';
import { sparkJava } from './spark-java/index.js';
import { vertx } from './vertx/index.js';
import { spring } from './spring/index.js';
import { sveltekit } from './sveltekit/index.js';
import { symfony } from './symfony/index.js';
import { tornado } from './tornado/index.js';
import { trpc } from './trpc/index.js';
import { vapor } from './vapor/index.js';
import { warp } from './warp/index.js';

/** Every web framework whose routes lintel reads, in the order of the reference. */
export const routeFrameworks: readonly RouteFramework[] = [
  express,
  nestjs,
  fastify,
  koa,
  hono,
  hapi,
  elysia,
  bun,
  nodeHttp,
  adonis,
  polka,
  restify,
  moleculerWeb,
  sails,
  ittyRouter,
  h3,
  loopback,
  trpc,
  graphqlYoga,
  apolloServer,
  nodePlatforms,
  next,
  nuxt,
  sveltekit,
  astro,
  remix,
  fastapi,
  flask,
  django,
  aiohttp,
  tornado,
  sanic,
  litestar,
  falcon,
  bottle,
  pythonHttpServer,
  goNetHttp,
  goChi,
  goGin,
  goEcho,
  goGorilla,
  goFiber,
  goHttprouter,
  goControllerRuntime,
  goHuma,
  goKratos,
  goHertz,
  goIris,
  goZero,
  goBeego,
  spring,
  jaxRs,
  quarkus,
  microprofile,
  servlet,
  micronaut,
  dropwizard,
  ktor,
  http4k,
  javalin,
  sparkJava,
  vertx,
  play,
  axum,
  actixWeb,
  rocket,
  warp,
  poem,
  phoenix,
  vapor,
  hummingbird,
  grpcHealth,
  nginx,
  caddy,
  envoy,
  traefik,
  aspnet,
  rails,
  sinatra,
  grape,
  roda,
  hanami,
  rack,
  laravel,
  symfony,
  slim,
];
