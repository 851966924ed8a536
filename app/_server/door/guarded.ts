import { toFailure } from "../failure";
import { json } from "../json";
import { counted, type Door } from "../metrics/counted";
import { errorResponse } from "../rpc/serve";
import { requireOwnHost } from "./ownHost";

/**
 * What every route does first: counts, and answers under our own names only.
 * @param door Its name.
 * @param handle Answers a request.
 * @returns The route.
 */
export function guarded<Rest extends unknown[]>(
  door: Door,
  handle: (request: Request, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return counted<Rest>(door, (request, ...rest) => {
    try {
      requireOwnHost(request.headers);
    } catch (error) {
      const failure = toFailure(error);
      return json(errorResponse(null, failure), { status: failure.httpStatus });
    }
    return handle(request, ...rest);
  });
}
