import { serveRoom } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ room: string }> };

export const GET = async (request: Request, { params }: Context) => serveRoom(request, (await params).room);
