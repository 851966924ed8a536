import { serveChain } from "@/app/_server/rpc/chainDoor";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return serveChain(request);
}
