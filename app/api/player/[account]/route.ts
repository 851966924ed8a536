import { servePlayer } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ account: string }> };

export const GET = async (request: Request, { params }: Context) => servePlayer(request, (await params).account);
