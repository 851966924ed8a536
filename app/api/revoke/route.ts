import { guarded } from "@/app/_server/door/guarded";
import { serveRevoke } from "@/app/_server/relay/serve";

export const dynamic = "force-dynamic";

export const POST = guarded("revoke", serveRevoke);
