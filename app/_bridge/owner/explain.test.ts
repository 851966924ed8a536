import { OwnerDeclinedError, RefusedError, UnavailableError } from "@hourglass/session/core";
import { encodeErrorResult } from "viem";
import { describe, expect, it } from "vitest";
import { bazaarAbi, hourglassAbi } from "@/app/_chain/generated/abis";
import { explainAttempt, explainRevert } from "./explain";

const bySponsor = (message: string) => new RefusedError("sponsor", message, { details: message });
const reasonOf = (error: unknown) => explainAttempt(error).reason;

describe("how an attempt ended", () => {
  it("reports that the owner declined", () => {
    expect(explainAttempt(new OwnerDeclinedError("No."))).toEqual({
      step: "declined",
      reason: "The owner did not sign. Nothing was sent, and nothing changed.",
    });
  });

  it("names the part that does not answer", () => {
    expect(reasonOf(new UnavailableError("sponsor"))).toBe(
      "The sponsor does not answer. Nothing was sent; try again in a moment.",
    );
  });

  it("explains in the game's words what the sponsor saw on chain", () => {
    const seen = bySponsor(
      'The sponsor does not pay for this. calls: seen "ListingTooSmall(7, 0, 1)"; allowed: calls that would succeed now',
    );
    expect(reasonOf(seen)).toContain("Somebody was faster");
  });

  it.each([
    ["budget of this account for today", "budget for you"],
    ["budget of your network for today", "budget for your network"],
    ["budget of everybody for today", "budget for all players"],
  ])("says whose budget is used up, and when the sponsor pays again: %s", (what, words) => {
    const spent = bySponsor(
      `The sponsor does not pay for this. ${what}: seen "1 wei more"; allowed: 1 wei a day; try again after 2026-11-29T00:00:00.000Z`,
    );
    const [hours, minutes] = [
      new Date("2026-11-29T00:00:00Z").getHours(),
      new Date("2026-11-29T00:00:00Z").getMinutes(),
    ];
    const time = [hours, minutes].map((each) => String(each).padStart(2, "0")).join(":");
    expect(reasonOf(spent)).toBe(`The sponsor’s ${words} is used up for today. Try again after ${time}.`);
  });

  it("passes on anything else that the sponsor says", () => {
    expect(reasonOf(bySponsor("The sponsor does not pay for this. account: seen 0x1; allowed: not denied"))).toMatch(
      /not denied\. Nothing was sent\.$/,
    );
  });

  it("says that a room was signed for too late, and that another try counts from then", () => {
    const seen = bySponsor("The sponsor does not pay for this. calls: seen RoomTimeInvalid(7, 8, 9); allowed: others");
    const late = "Its start was over before you signed. Try again: it counts from now.";
    expect(reasonOf(seen)).toBe(late);
    const data = encodeErrorResult({ abi: hourglassAbi, errorName: "RoomTimeInvalid", args: [7n, 8n, 9n] });
    expect(explainRevert(data)).toBe(`The blockchain reverted it. ${late}`);
  });

  it("says why the chain undid what was sent", () => {
    const data = encodeErrorResult({ abi: bazaarAbi, errorName: "CostAboveMax", args: [2n, 1n] });
    expect(explainRevert(data)).toBe("The blockchain reverted it. It costs more than what you agreed to.");
    expect(explainRevert(undefined)).toContain("did not say why");
  });
});
