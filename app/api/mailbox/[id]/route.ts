import { serveEmptyMailbox, serveMailbox, servePutMailbox } from "@/app/_server/mailbox/serve";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

export const GET = async (request: Request, { params }: Context) => serveMailbox(request, (await params).id);
export const PUT = async (request: Request, { params }: Context) => servePutMailbox(request, (await params).id);
export const DELETE = async (request: Request, { params }: Context) => serveEmptyMailbox(request, (await params).id);
