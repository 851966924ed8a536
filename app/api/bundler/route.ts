import { serveBundler } from "@/app/_server/rpc/bundlerDoor";

export const dynamic = "force-dynamic";

export const POST = serveBundler;
