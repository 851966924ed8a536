import { createOpenApi } from "@/app/_api/openapi";
import { requireRate } from "../door/rateLimit";
import { toFailure } from "../failure";
import { json } from "../json";
import { errorResponse, retryHeaders } from "../rpc/serve";

let document: ReturnType<typeof createOpenApi> | undefined;

/**
 * `GET /api/openapi.json`.
 * @param request The HTTP request.
 * @returns The description of every route.
 */
export function serveOpenApi(request: Request): Response {
  try {
    requireRate(request.headers);
    document ??= createOpenApi();
    return json(document);
  } catch (error) {
    const failure = toFailure(error);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}
