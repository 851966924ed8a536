import { serveRevoke } from "@/app/_server/relay/serve";

export const dynamic = "force-dynamic";

export const POST = serveRevoke;
