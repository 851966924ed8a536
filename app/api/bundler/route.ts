import { counted } from "@/app/_server/metrics/counted";
import { serveBundler } from "@/app/_server/rpc/bundlerDoor";

export const dynamic = "force-dynamic";

export const POST = counted("bundler", serveBundler);
