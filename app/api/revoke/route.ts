import { counted } from "@/app/_server/metrics/counted";
import { serveRevoke } from "@/app/_server/relay/serve";

export const dynamic = "force-dynamic";

export const POST = counted("revoke", serveRevoke);
