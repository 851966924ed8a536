import { guarded } from "@/app/_server/door/guarded";
import { serveOpenApi } from "@/app/_server/openapi/serve";

export const dynamic = "force-dynamic";

export const GET = guarded("openapi", serveOpenApi);
