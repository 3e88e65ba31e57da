/** Modules whose functions change no database. */
export const harmless =
  /^(Logger|IO|Process|Application|System|Code|Kernel|Enum|Stream|Map|MapSet|Keyword|List|Tuple|String|Atom|Integer|Float|Regex|DateTime|NaiveDateTime|Date|Time|Calendar|URI|Base|Path|File|Mix|Module|Macro|Task|Agent|GenServer|Supervisor|Jason|Poison|JSON|UUID|Ecto\.(UUID|ULID|Changeset|Query|Type|Schema|Multi|Adapters|Enum)\b.*|Decimal|Timex|Phoenix.*|Range|Access|Exception|Bitwise|Node|Version|Inspect|Config|\w*Faker.*)$/;

/** Functions that are called for what they do. */
export const effects =
  /^(up|down|change|migrate\w*|rollback\w*|create\w*|update\w*|delete\w*|insert\w*|upsert\w*|drop\w*|add\w*|remove\w*|backfill\w*|perform|execute\w*|setup\w*|seed\w*|run|sync\w*|populate\w*|convert\w*|fix\w*|set_\w+)!?$/;
