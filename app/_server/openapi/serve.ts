import { createOpenApi } from "@/app/_api/openapi";
import { nothing, respond } from "../door/respond";

let document: ReturnType<typeof createOpenApi> | undefined;

/** `GET /api/openapi.json`: the description of every route. */
export const serveOpenApi = respond("openapi", {
  parse: nothing,
  decide: () => {
    document ??= createOpenApi();
    return document;
  },
});
