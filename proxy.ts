import { type NextRequest, NextResponse } from "next/server";

import { isDevelopment } from "@/app/_env/mode";
import { readServerEnv } from "@/app/_env/server";
import { readOrigin, requireOwnHost } from "@/app/_server/door/ownHost";
import { toFailure } from "@/app/_server/failure";
import { createContentPolicy } from "@/app/_server/headers/contentPolicy";

/**
 * Refuses what cannot be a page of ours, then gives each page a policy with a nonce of its own. Next.js reads the nonce from the request's header and puts it on
 * every script that it writes; that is why no page may be rendered ahead of its request (app/layout.tsx).
 * @param request Of a page.
 * @returns On to the page, with the policy on both ways; 400 for a path that cannot be read, 421 for a foreign host.
 */
export function proxy(request: NextRequest): NextResponse {
  const refusal = refuse(request);
  if (refusal) return refusal;
  if (request.nextUrl.pathname.startsWith("/api/")) return NextResponse.next();
  const { WALLETCONNECT_PROJECT_ID, WALLETCONNECT_RELAY_URL } = readServerEnv();
  const policy = createContentPolicy({
    nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"),
    isDevelopment: isDevelopment(),
    walletConnect: WALLETCONNECT_PROJECT_ID === undefined ? undefined : { relayUrl: WALLETCONNECT_RELAY_URL },
  });
  const headers = new Headers(request.headers);
  // Overwritten, not added to: what a client sends here is not believed.
  headers.set("content-security-policy", policy);
  // What is shown elsewhere needs whole addresses.
  headers.set("x-origin", readOrigin(request.headers) ?? "");
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function refuse(request: NextRequest): NextResponse | undefined {
  try {
    // Next.js decodes it too, and answers what cannot be decoded with 500, as if we were at fault.
    decodeURIComponent(new URL(request.url).pathname);
  } catch {
    return new NextResponse("This address cannot be read.", { status: 400 });
  }
  try {
    requireOwnHost(request.headers);
    return undefined;
  } catch (error) {
    const { message, httpStatus } = toFailure(error);
    return new NextResponse(message, { status: httpStatus });
  }
}

/**
 * Pages: the API and files have fixed headers (next.config.mjs), and no page to protect. And the routes whose address
 * holds what somebody wrote, which may be unreadable.
 */
export const config = {
  matcher: [
    "/((?!api/|_next/static/|game/|icon.png|logo.png|screenshot.png).*)",
    "/api/player/(.*)",
    "/api/run/(.*)",
    "/api/boards/room/(.*)",
    "/api/mailbox/(.*)",
  ],
};
