import { serveRevoke } from "@/app/_server/relay/serve";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return serveRevoke(request);
}
