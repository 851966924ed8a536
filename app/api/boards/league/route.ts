import { serveLeague } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

export const GET = serveLeague;
