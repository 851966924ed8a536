import { guarded } from "@/app/_server/door/guarded";
import { servePlayer } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ account: string }> };

export const GET = guarded("player", async (request, { params }: Context) =>
  servePlayer(request, (await params).account),
);
