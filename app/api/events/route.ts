import { serveEvents } from "@/app/_server/events/serve";

export const dynamic = "force-dynamic";

export function GET(request: Request): Response {
  return serveEvents(request);
}
