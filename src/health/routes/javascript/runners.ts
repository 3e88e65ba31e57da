/** Packages that get the application to run it, not to add to it. */
const runners =
  /^(?:https?|http2|net|tls|cluster|spdy|supertest|serverless-http|@vendia\/serverless-express|aws-serverless-express|@codegenie\/serverless-express|@fastify\/aws-lambda|socket\.io|ws|stoppable|http-terminator|http-graceful-shutdown|http-shutdown|greenlock-express|@godaddy\/terminus|lightship|firebase-functions|@google-cloud\/functions-framework|vhost|newrelic|@sentry\/[\w-]+|@hono\/node-server|@hono\/node-ws|close-with-grace|fastify-graceful-shutdown|@opentelemetry\/[\w-]+|koa-onerror|@nestjs\/platform-\w+|@trpc\/server|next)$/;

/** Whether a package that gets the application only runs or watches it. */
export function isRunner(packageName: string): boolean {
  return packageName === '' || runners.test(packageName);
}
