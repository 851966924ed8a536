import { serveOpenApi } from "@/app/_server/openapi/serve";

export const dynamic = "force-dynamic";

export const GET = serveOpenApi;
