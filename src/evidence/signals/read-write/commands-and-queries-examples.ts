import type { SignalExample } from '../../../model/evidence.js';
import { csharpService, elixirService, javaService, kotlinService, nodeService } from '../../examples.js';

const nestCommand =
  "import { CommandHandler } from '@nestjs/cqrs';\n@CommandHandler(PlaceOrder)\nexport class PlaceOrderHandler { execute(command) {} }\n";
const nestQuery =
  "import { QueryHandler } from '@nestjs/cqrs';\n@QueryHandler(GetOrder)\nexport class GetOrderHandler { execute(query) {} }\n";

/** Handlers of both kinds. */
export const commandsAndQueries: readonly SignalExample[] = [
  {
    title: 'Nest',
    files: nodeService('', { 'src/place-order.ts': nestCommand, 'src/get-order.ts': nestQuery }),
  },
  {
    title: 'Axon',
    files: javaService(
      'import org.axonframework.commandhandling.CommandHandler;\nimport org.axonframework.queryhandling.QueryHandler;\n\nclass Orders {\n  @CommandHandler\n  void handle(PlaceOrder command) {}\n  @QueryHandler\n  Order handle(GetOrder query) { return null; }\n}\n',
    ),
  },
  {
    title: 'Axon in Kotlin',
    files: kotlinService(
      'import org.axonframework.commandhandling.CommandHandler\nimport org.axonframework.queryhandling.QueryHandler\n\nclass Orders {\n    @CommandHandler\n    fun handle(command: PlaceOrder) {}\n\n    @QueryHandler\n    fun handle(query: GetOrder): Order? = null\n}\n',
    ),
  },
  {
    title: 'MediatR',
    files: csharpService(
      'using MediatR;\n\npublic class PlaceOrderCommandHandler : IRequestHandler<PlaceOrderCommand, Guid> {\n  public Task<Guid> Handle(PlaceOrderCommand command, CancellationToken token) => Save(command, token);\n}\n\npublic class GetOrderQueryHandler : IRequestHandler<GetOrderQuery, Order> {\n  public Task<Order> Handle(GetOrderQuery query, CancellationToken token) => Find(query, token);\n}\n',
    ),
  },
  {
    title: 'Commanded',
    files: elixirService(
      'defmodule App.Router do\n  use Commanded.Commands.Router\n  dispatch Pay, to: PayHandler, aggregate: Payment, identity: :id\nend\n\ndefmodule App.PaymentProjector do\n  use Commanded.Projections.Ecto, application: App, name: "payments"\nend\n',
    ),
  },
];

/** One kind only, or none. */
export const commandsAndQueriesNot: readonly SignalExample[] = [
  { title: 'commands only', files: nodeService('', { 'src/place-order.ts': nestCommand }) },
  {
    title: 'a bus without handlers',
    files: nodeService('', {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { CqrsModule } from '@nestjs/cqrs';\n@Module({ imports: [CqrsModule] })\nexport class AppModule {}\n",
    }),
  },
];
