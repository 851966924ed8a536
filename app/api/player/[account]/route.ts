import { counted } from "@/app/_server/metrics/counted";
import { servePlayer } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ account: string }> };

export const GET = counted("player", async (request, { params }: Context) =>
  servePlayer(request, (await params).account),
);
