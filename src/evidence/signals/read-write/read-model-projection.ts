import {
  csharpService,
  elixirService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'read-model-projection';

/** Annotations on what follows events: https://docs.nestjs.com/recipes/cqrs#events, https://docs.axoniq.io/axon-framework-reference/. */
const eventMarks =
  /^(?:@nestjs\/cqrs\.EventsHandler|org\.axonframework\.eventhandling\.(?:annotation\.)?EventHandler)$/;

/** Bases of projections: https://martendb.io/events/projections/, https://spatie.be/docs/laravel-event-sourcing. */
const projectionBases =
  /^(?:Marten\.Events\.(?:Aggregation|Projections)\.)?(?:SingleStreamProjection|MultiStreamProjection|EventProjection)$|^Spatie\\EventSourcing\\EventHandlers\\Projectors\\Projector$/;

const projectionName = /Project(?:ion|or)\w*$|ReadModel\w*$|View(?:Updater|Builder)$/;

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['csharp', 'elixir', 'java', 'javascript', 'kotlin', 'php'],
  words: /@nestjs\/cqrs|axonframework|Marten|EventSourcing|Commanded\.Projections/,
  *see(code) {
    const said = new Set<string>();
    for (const mark of code.marks) {
      const name = mark.class?.name ?? mark.function?.class?.name ?? '';
      if (!eventMarks.test(mark.target) || !projectionName.test(name) || said.has(name)) continue;
      said.add(name);
      yield seenAt(code, mark, `${name} keeps a model for reading up to date from events`);
    }
    for (const made of code.classes) {
      if (said.has(made.name) || !made.bases.some((base) => projectionBases.test(base))) continue;
      const end = code.source.text.indexOf('\n', made.start);
      yield seenAt(
        code,
        { start: made.start, end: end === -1 ? made.end : end },
        `${made.name} keeps a model for reading up to date from events`,
      );
    }
    for (const mark of code.marks)
      if (code.language === 'elixir' && mark.target === 'Commanded.Projections.Ecto')
        yield seenAt(code, mark, 'a model for reading is kept up to date from events (Commanded)');
  },
};

export const readModelProjection = sightedSignal({
  id: sighting,
  question: 'read-write',
  stance: 'supports',
  meaning: 'Reads have a model of their own that follows from the events of the writes.',
  recognition:
    'A handler of events in a class that is called a projection or read model (Nest, Axon), or a projection of Marten, Spatie or Commanded.',
  guards: ['A handler of events that sends mail or calls others is no projection.'],
  languages: ['JavaScript', 'Java', 'Kotlin', 'C#', 'PHP', 'Elixir'],
  recognisers: [inCode],
  seen: [
    {
      title: 'Nest',
      files: nodeService('', {
        'src/order-projection.ts':
          "import { EventsHandler } from '@nestjs/cqrs';\n@EventsHandler(OrderPlaced)\nexport class OrderSummaryProjection { handle(event) {} }\n",
      }),
    },
    {
      title: 'Axon',
      files: javaService(
        'import org.axonframework.eventhandling.EventHandler;\n\nclass OrderSummaryProjection {\n  @EventHandler\n  void on(OrderPlaced event) {}\n}\n',
      ),
    },
    {
      title: 'Axon in Kotlin',
      files: kotlinService(
        'import org.axonframework.eventhandling.EventHandler\n\nclass OrderSummaryProjection {\n    @EventHandler\n    fun on(event: OrderPlaced) {}\n}\n',
      ),
    },
    {
      title: 'Marten',
      files: csharpService(
        'using Marten.Events.Aggregation;\n\npublic class OrderSummaryProjection : SingleStreamProjection<OrderSummary> {\n  public void Apply(OrderPlaced placed, OrderSummary summary) => summary.Total = placed.Total;\n}\n',
      ),
    },
    {
      title: 'Spatie',
      files: phpService(
        'use Spatie\\EventSourcing\\EventHandlers\\Projectors\\Projector;\n\nclass OrderSummaryProjector extends Projector {\n  public function onOrderPlaced(OrderPlaced $event) {}\n}\n',
      ),
    },
    {
      title: 'Commanded',
      files: elixirService(
        'defmodule App.OrderSummaryProjector do\n  use Commanded.Projections.Ecto, application: App, repo: App.Repo, name: "order_summary"\n\n  project(%OrderPlaced{} = event, fn multi -> insert(multi, event) end)\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a handler that sends mail',
      files: nodeService('', {
        'src/order-mailer.ts':
          "import { EventsHandler } from '@nestjs/cqrs';\n@EventsHandler(OrderPlaced)\nexport class OrderMailer { handle(event) {} }\n",
      }),
    },
    {
      title: 'a projection of a map',
      files: nodeService('', {
        'src/map-projection.ts': 'export class MercatorProjection { handle() {} }\n',
      }),
    },
  ],
});
