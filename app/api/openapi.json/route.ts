import { counted } from "@/app/_server/metrics/counted";
import { serveOpenApi } from "@/app/_server/openapi/serve";

export const dynamic = "force-dynamic";

export const GET = counted("openapi", serveOpenApi);
