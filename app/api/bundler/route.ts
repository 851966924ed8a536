import { serveBundler } from "@/app/_server/rpc/bundlerDoor";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return serveBundler(request);
}
