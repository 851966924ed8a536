import { guarded } from "@/app/_server/door/guarded";
import { serveActivity } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

export const GET = guarded("activity", serveActivity);
