import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  rustService,
} from '../../examples.js';
import type { SignalExample } from '../../../model/evidence.js';

/** More examples in which `message-deduplication` is seen, one for each language that is not beside it. */
export const messageDeduplicationExamples: readonly SignalExample[] = [
  {
    title: 'asynq',
    files: goService(
      'import "github.com/hibiken/asynq"\n\nfunc send(client *asynq.Client, order string) error {\n\t_, err := client.Enqueue(asynq.NewTask("mail", nil), asynq.TaskID("mail-"+order))\n\treturn err\n}\n',
    ),
  },
  {
    title: 'SQS FIFO in Java',
    files: javaService(
      'import software.amazon.awssdk.services.sqs.model.SendMessageRequest;\n\nclass Mails {\n  SendMessageRequest request(String id, String body) {\n    return SendMessageRequest.builder().messageBody(body).messageDeduplicationId(id).build();\n  }\n}\n',
    ),
  },
  {
    title: 'SQS FIFO in Kotlin',
    files: kotlinService(
      'import software.amazon.awssdk.services.sqs.model.SendMessageRequest\n\nclass Mails {\n  fun request(id: String, body: String) =\n    SendMessageRequest.builder().messageBody(body).messageDeduplicationId(id).build()\n}\n',
    ),
  },
  {
    title: 'SQS FIFO in C#',
    files: csharpService(
      'using Amazon.SQS;\nusing Amazon.SQS.Model;\n\npublic class Mails\n{\n    public Task Send(IAmazonSQS sqs, string id, string body) =>\n        sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = url, MessageBody = body, MessageDeduplicationId = id });\n}\n',
    ),
  },
  {
    title: 'SQS FIFO in Rust',
    files: rustService(
      'async fn send(client: &aws_sdk_sqs::Client, id: &str, body: &str) {\n    client\n        .send_message()\n        .message_body(body)\n        .message_deduplication_id(id)\n        .send()\n        .await\n        .unwrap();\n}\n',
    ),
  },
  {
    title: 'Oban',
    files: elixirService(
      'defmodule App.Bill do\n  use Oban.Worker, queue: :bills, unique: [period: 60]\n\n  @impl true\n  def perform(%Oban.Job{args: args}), do: App.bill(args)\nend\n',
    ),
  },
  {
    title: 'a task of Trigger.dev',
    files: nodeService(
      "import { tasks } from '@trigger.dev/sdk';\nexport const bill = (id) => tasks.trigger('bill', { id }, { idempotencyKey: `bill-${id}` });\n",
    ),
  },
  {
    title: 'a function of Inngest',
    files: nodeService(
      "import { Inngest } from 'inngest';\nconst inngest = new Inngest({ id: 'app' });\nexport const bill = inngest.createFunction({ id: 'bill', idempotency: 'event.data.order' }, { event: 'order' }, pay);\n",
    ),
  },
  {
    title: 'jobs of Laravel that do not overlap',
    files: phpService(
      'use Illuminate\\Queue\\Middleware\\WithoutOverlapping;\n\nclass Bill\n{\n    public function middleware()\n    {\n        return [new WithoutOverlapping($this->order->id)];\n    }\n}\n',
    ),
  },
];
