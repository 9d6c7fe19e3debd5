import { z } from 'zod';
import type { ActivityRow } from '../../../shared/contract/ipc.ts';
import { eventData, eventTypes, type EventType } from '../../../shared/events/index.ts';
import { ids } from './fixtures.ts';

type Schema = {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
};

/** A row for every type of event, and for a type whose data can say several things, one for each of them. */
export function everyEvent(): ActivityRow[] {
  const rows = eventTypes.flatMap((type) => everyData(type).map((data) => ({ type, data })));
  return rows.map(({ type, data }, index) => ({
    ...{ seq: rows.length - index, time: Date.now() - index * 60_000, type, data, texts: {} },
    ...{ actor: null, outcome: 'ok', synced: true },
  }));
}

function everyData(type: EventType): Record<string, unknown>[] {
  const schema = z.toJSONSchema(eventData[type]) as Schema;
  return Array.from({ length: waysOf(schema) }, (_, way) => eventData[type].parse(sample(schema, way)));
}

/** In how many ways a value can be told: by its longest choice. */
function waysOf(schema: Schema): number {
  const inside = Object.values(schema.properties ?? {}).map(waysOf);
  return Math.max(1, schema.enum?.length ?? 0, schema.anyOf?.length ?? 0, schema.type === 'boolean' ? 2 : 1, ...inside);
}

function sample(schema: Schema, way: number): unknown {
  if (schema.enum) return schema.enum[way % schema.enum.length];
  if (schema.anyOf) return sample(schema.anyOf[way % schema.anyOf.length]!, way);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inside]) => [name, sample(inside, way)]),
      );
    case 'string':
      return samples[schema.format ?? ''] ?? textFor(schema);
    case 'boolean':
      return way % 2 === 0;
    case 'integer':
    case 'number':
      return 3;
    case 'array':
      return [];
    default:
      return null;
  }
}

const samples: Record<string, string> = { uuid: ids.boris, date: '2026-11-24', uri: 'https://central.example' };

/** A digest or a key where one is asked for. */
const textFor = ({ pattern }: Schema) => 'b'.repeat(Number(/\{(43|64)\}/.exec(pattern ?? '')?.[1] ?? 0)) || 'text';
