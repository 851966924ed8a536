import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

import { createOpenApi } from "./openapi";

const folder = path.resolve(import.meta.dirname, "../api");

/** Method and path of every route in app/api, as Next reads them. */
function findRoutes(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const url = `/api/${path.dirname(file).split(path.sep).join("/")}`.replace(/\[(\w+)\]/g, "{$1}");
      const source = readFileSync(path.join(folder, file), "utf8");
      const methods = [...source.matchAll(/export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/g)];
      return methods.map(([, method]) => `${method?.toLowerCase()} ${url}`);
    })
    .sort();
}

describe("the description of the API", () => {
  test("has every route of app/api, and no other", () => {
    const described = Object.entries(createOpenApi().paths).flatMap(([url, methods]) =>
      Object.keys(methods).map((method) => `${method} ${url}`),
    );
    expect(findRoutes().length).toBeGreaterThan(10);
    expect(described.sort()).toEqual(findRoutes());
  });

  test("names a parameter for each placeholder of a path", () => {
    for (const [url, methods] of Object.entries(createOpenApi().paths)) {
      const places = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const method of Object.values(methods) as { parameters: { name: string; in: string }[] }[]) {
        expect(method.parameters.filter((one) => one.in === "path").map(({ name }) => name)).toEqual(places);
      }
    }
  });

  test("describes the JSON: large numbers are text", () => {
    const { paths } = createOpenApi();
    const text = JSON.stringify(paths["/api/player/{account}"]);
    expect(text).toContain('"gasCost":{"type":"string","pattern":"^-?[0-9]+$"}');
    expect(text).not.toContain('"schema":{}');
  });
});
