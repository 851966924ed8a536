import { counted } from "@/app/_server/metrics/counted";
import { serveChain } from "@/app/_server/rpc/chainDoor";

export const dynamic = "force-dynamic";

export const POST = counted("rpc", serveChain);
