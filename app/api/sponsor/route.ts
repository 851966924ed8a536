import { serveSponsor } from "@/app/_server/sponsor/serve";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return serveSponsor(request);
}
