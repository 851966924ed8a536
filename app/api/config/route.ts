import { serveConfig } from "@/app/_server/config";

export const dynamic = "force-dynamic";

export function GET(): Promise<Response> {
  return serveConfig();
}
