import { serveLeaderboard } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return serveLeaderboard(request);
}
