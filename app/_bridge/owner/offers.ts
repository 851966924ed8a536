import type { Address } from "viem";

import { bazaarAbi } from "@/app/_chain/generated/abis";
import type { ChainReader } from "../chainReader";
import type { Offer, OfferPage } from "./ports";

/** Offers that one request reads: each is a call, and one batch of the RPC proxy may have fifty. */
const PER_REQUEST = 40;
/** A page continues reading until it has this many open offers … */
const PER_PAGE = 12;
/** … or has made this many requests: a market of closed offers must not be read to its end at once. */
const REQUESTS_PER_PAGE = 3;

type Listing = { seller: Address; item: number; left: bigint; price: bigint };

/** An offer as the page knows it. */
export function toOffer(number: bigint, { seller, item, left, price }: Listing): Offer {
  return { number, seller, item, left: Number(left), price };
}

/**
 * Open offers, newest first, from the contract's own storage: numbers count up from 1, so the newest are known without an
 * index.
 * @param rpc Reaches the chain, many calls in one request.
 * @param bazaar Address of the market.
 * @param older Where the previous page ended; undefined: from the newest.
 * @returns A page.
 * @throws when the chain does not answer.
 */
export async function readOffers(rpc: ChainReader, bazaar: Address, older?: bigint): Promise<OfferPage> {
  const contract = { abi: bazaarAbi, address: bazaar } as const;
  let next = older ?? (await rpc.readContract({ ...contract, functionName: "listings" }));
  const offers: Offer[] = [];
  for (let request = 0; request < REQUESTS_PER_PAGE && next > 0n && offers.length < PER_PAGE; request++) {
    const count = next < PER_REQUEST ? Number(next) : PER_REQUEST;
    const numbers = Array.from({ length: count }, (_, index) => next - BigInt(index));
    const listings = await Promise.all(
      numbers.map((number) => rpc.readContract({ ...contract, functionName: "listingOf", args: [number] })),
    );
    listings.forEach((listing, index) => {
      const number = numbers[index];
      if (number !== undefined && listing.left > 0n) offers.push(toOffer(number, listing));
    });
    next -= BigInt(count);
  }
  return { offers, older: next > 0n ? next : undefined };
}
