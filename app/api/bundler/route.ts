import { guarded } from "@/app/_server/door/guarded";
import { serveBundler } from "@/app/_server/rpc/bundlerDoor";

export const dynamic = "force-dynamic";

export const POST = guarded("bundler", serveBundler);
