import { serveHealth } from "@/app/_server/health/serve";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return serveHealth(request);
}
