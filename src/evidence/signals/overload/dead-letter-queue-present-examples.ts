import { csharpService, elixirService, goService, rustService } from '../../examples.js';
import type { SignalExample } from '../../../model/evidence.js';

/** More examples in which `dead-letter-queue-present` is seen, one for each language that is not beside it. */
export const deadLetterQueuePresentExamples: readonly SignalExample[] = [
  {
    title: 'RabbitMQ in Go',
    files: goService(
      'import amqp "github.com/rabbitmq/amqp091-go"\n\nfunc declare(channel *amqp.Channel) error {\n\t_, err := channel.QueueDeclare("orders", true, false, false, false, amqp.Table{"x-dead-letter-exchange": "dead"})\n\treturn err\n}\n',
    ),
  },
  {
    title: 'RabbitMQ in C#',
    files: csharpService(
      'using RabbitMQ.Client;\n\npublic class Queues\n{\n    public void Declare(IModel channel)\n    {\n        channel.QueueDeclare("orders", true, false, false, new Dictionary<string, object> { ["x-dead-letter-exchange"] = "dead" });\n    }\n}\n',
    ),
  },
  {
    title: 'RabbitMQ in C# with an entry of a list',
    files: csharpService(
      'using RabbitMQ.Client;\n\npublic class Queues\n{\n    public void Declare(IModel channel)\n    {\n        channel.QueueDeclare("orders", true, false, false, new Dictionary<string, object> { { "x-dead-letter-exchange", "dead" } });\n    }\n}\n',
    ),
  },
  {
    title: 'lapin',
    files: rustService(
      'use lapin::types::FieldTable;\n\nfn arguments() -> FieldTable {\n    let mut arguments = FieldTable::default();\n    arguments.insert("x-dead-letter-exchange".into(), "dead".into());\n    arguments\n}\n',
    ),
  },
  {
    title: 'RabbitMQ in Elixir',
    files: elixirService(
      'defmodule App.Queues do\n  def declare(channel) do\n    AMQP.Queue.declare(channel, "orders", arguments: [{"x-dead-letter-exchange", :longstr, "dead"}])\n  end\nend\n',
    ),
  },
];
