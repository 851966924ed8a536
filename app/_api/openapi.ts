import * as z from "zod/mini";

import { config } from "./config";
import { blockEvent, fullEvent, resetEvent, statusEvent } from "./events";
import { errorAnswer, type Route, routes } from "./routes";
import { sponsorAnswer, sponsorParams } from "./sponsor";

/** Schemas that have a name in the description. */
const named = {
  ...{ Config: config, BlockEvent: blockEvent, StatusEvent: statusEvent, ResetEvent: resetEvent, FullEvent: fullEvent },
};
const sponsor = { SponsorParams: sponsorParams, SponsorAnswer: sponsorAnswer };

/** A schema in its JSON form: numbers that a page reads as bigint are text in JSON. */
const toWire = (schema: z.ZodMiniType) => {
  const { $schema: _, ...wire } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return wire;
};

const jsonBody = (schema: unknown) => ({ content: { "application/json": { schema } } });

/**
 * The API in OpenAPI 3.1, generated from the same schemas that parse requests and answers.
 * @returns The document.
 */
export function createOpenApi() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: describe(route) };
  const schemas = Object.entries({ ...named, ...sponsor }).map(([name, schema]) => [name, toWire(schema)]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Hourglass",
      version: "1",
      description: "Amounts of wei and Sand, block numbers and times (Unix seconds) are decimal text.",
    },
    paths,
    components: { schemas: { ...Object.fromEntries(schemas), Error: toWire(errorAnswer) } },
  };
}

function describe({ path, method, summary, query, parameters = {}, body, answer, errors, alsoAnswers = [] }: Route) {
  const good =
    typeof answer === "string" ? { content: { [answer]: { schema: { type: "string" } } } } : jsonBody(toWire(answer));
  const error = jsonBody({ $ref: "#/components/schemas/Error" });
  return {
    operationId: `${method} ${path}`,
    summary,
    parameters: [
      ...Object.entries(parameters).map(([name, schema]) => ({
        ...{ name, in: "path", required: true },
        schema: toWire(schema),
      })),
      ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
        ...{ name, in: "query", required: false },
        schema: toWire(schema as z.ZodMiniType),
      })),
    ],
    ...(body ? { requestBody: { required: true, ...jsonBody(toWire(body)) } } : {}),
    responses: {
      200: { description: "The answer", ...good },
      ...Object.fromEntries(alsoAnswers.map((status) => [status, { description: "The answer", ...good }])),
      ...Object.fromEntries([...errors, 421, 429].map((status) => [status, { description: "Refused", ...error }])),
    },
  };
}
