import { serveChain } from "@/app/_server/rpc/chainDoor";

export const dynamic = "force-dynamic";

export const POST = serveChain;
