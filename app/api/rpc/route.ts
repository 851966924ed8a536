import { guarded } from "@/app/_server/door/guarded";
import { serveChain } from "@/app/_server/rpc/chainDoor";

export const dynamic = "force-dynamic";

export const POST = guarded("rpc", serveChain);
