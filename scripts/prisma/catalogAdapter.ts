import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { Client } from "pg";

/**
 * What PostgreSQL's catalogs answer in, by type number. Prisma's own adapter for pg is not used: it refuses type 18
 * ("char"), which the schema engine asks for and wants as a character.
 */
const COLUMN_TYPES: Record<number, (typeof ColumnTypeEnum)[keyof typeof ColumnTypeEnum]> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  26: ColumnTypeEnum.Int64,
  1002: ColumnTypeEnum.CharacterArray,
  1003: ColumnTypeEnum.TextArray,
  1005: ColumnTypeEnum.Int32Array,
  1007: ColumnTypeEnum.Int32Array,
  1009: ColumnTypeEnum.TextArray,
  1015: ColumnTypeEnum.TextArray,
  1028: ColumnTypeEnum.Int64Array,
};

/** The least that the schema engine needs to read a database: queries, and scripts without a result. */
export function createCatalogAdapter(client: Client): SqlMigrationAwareDriverAdapterFactory {
  const adapter: SqlDriverAdapter = {
    provider: "postgres",
    adapterName: "hourglass-catalog",
    queryRaw: async ({ sql, args }) => {
      const { fields, rows } = await client.query<unknown[]>({ text: sql, values: args, rowMode: "array" });
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => COLUMN_TYPES[dataTypeID] ?? ColumnTypeEnum.Text),
        rows,
      };
    },
    executeRaw: async ({ sql, args }) => (await client.query({ text: sql, values: args })).rowCount ?? 0,
    executeScript: async (script) => void (await client.query(script)),
    startTransaction: () => Promise.reject(new Error("Comparing schemas takes no transaction.")),
    // Who opened the client closes it.
    dispose: async () => undefined,
  };
  const connect = async () => adapter;
  return { provider: "postgres", adapterName: "hourglass-catalog", connect, connectToShadowDb: connect };
}
