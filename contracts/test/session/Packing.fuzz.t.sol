// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Amounts} from "../../src/session/Amounts.sol";
import {Budget, BudgetLibrary} from "../../src/session/Budget.sol";
import {Counter, CounterLibrary, Period} from "../../src/session/Counter.sol";

/// @dev What is proven for plain numbers (contracts/formal) is also true for packed ones: a word is exactly its numbers.
contract PackingFuzzTest is Test {
    function testFuzz_budget_isItsNumbers(
        uint32 end,
        uint16 actions,
        uint96 spend,
        uint64 gasWei,
        bool run,
        uint256 epoch,
        uint24 note
    ) public pure {
        epoch %= BudgetLibrary.MAX_EPOCH + 1;
        Budget budget = BudgetLibrary.pack(end, actions, spend, gasWei, run, epoch).withNote(note);
        _assertNumbers(budget, end, actions, spend, gasWei, note);
        assertEq(budget.knowsRun(), run);
        bool isUnused = Budget.unwrap(budget) == 0;
        assertEq(budget.isLive(epoch), Amounts.isLive(isUnused, false, epoch, epoch));
        uint256 epochs = BudgetLibrary.MAX_EPOCH + 1;
        assertFalse(budget.isLive((epoch + 1) % epochs), "the next epoch");
        assertFalse(budget.isLive((epoch + epochs - 1) % epochs), "the epoch before");
        _assertNumbers(budget.ended(), end, actions, spend, gasWei, note);
        assertFalse(budget.ended().isLive(epoch), "ended");
        assertFalse(budget.ended().isUnused());
        _assertNumbers(budget.withNote(~note), end, actions, spend, gasWei, ~note);
    }

    function test_endedBeforeItBegan_isEndedInEveryEpoch() public pure {
        Budget budget = Budget.wrap(0).ended();
        assertTrue(budget.isEnded(), "ended");
        assertFalse(budget.isUnused(), "not to be used");
        assertFalse(budget.isLive(0), "of no epoch");
    }

    function testFuzz_take_isThreeSubtractions(uint16 actions, uint96 spend, uint64 gasWei, uint256 seed) public pure {
        Budget budget = BudgetLibrary.pack(1, actions, spend, gasWei, true, 7).withNote(9);
        uint256 a = seed % (uint256(actions) + 1);
        uint256 s = (seed >> 32) % (uint256(spend) + 1);
        uint256 g = (seed >> 160) % (uint256(gasWei) + 1);
        Budget left = budget.take(a, s, g);
        _assertNumbers(
            left,
            1,
            uint16(Amounts.take(actions, a)),
            uint96(Amounts.take(spend, s)),
            uint64(Amounts.take(gasWei, g)),
            9
        );
        assertTrue(left.isLive(7) && left.knowsRun());
    }

    function testFuzz_counter_isItsNumbers(uint32 period, uint16 calls, uint80 amount, uint80 value, bool isSame)
        public
        pure
    {
        CounterLibrary.Caps memory caps = CounterLibrary.Caps(type(uint32).max, type(uint96).max, type(uint96).max);
        period = uint32(bound(period, 1, type(uint32).max - 1));
        Counter counter =
            Counter.wrap((uint256(period) << 224) | (uint256(calls) << 192) | (uint256(amount) << 96) | uint256(value));
        Counter after_ = counter.add(isSame ? period : period + 1, 3, 4, caps);
        (uint256 newest, uint256 calls_, uint256 amounts, uint256 values) = after_.read();
        assertEq(newest, isSame ? period : period + 1);
        assertEq(calls_, Amounts.count(isSame, calls, 1));
        assertEq(amounts, Amounts.count(isSame, amount, 3));
        assertEq(values, Amounts.count(isSame, value, 4));
    }

    function testFuzz_periods_followOneAnother(uint256 kind, uint32 time) public pure {
        kind = kind % 3 + 1;
        (uint256 index, uint256 validAfter, uint256 validUntil) = Period.at(kind, time);
        uint256 length = kind == 1 ? 1 hours : kind == 2 ? 1 days : 1 weeks;
        assertTrue(time == 0 || validAfter < time, "begun");
        assertLe(time, validUntil, "not over");
        (uint256 next, uint256 nextAfter, uint256 nextUntil) = Period.at(kind, validUntil + 1);
        assertEq(next, index + 1, "number");
        assertEq(nextAfter, validUntil, "without a gap");
        assertEq(nextUntil, validUntil + length, "each as long");
        assertLt(next, 1 << 32, "as many as a counter can say");
    }

    /// @dev The first periods are no exception, and the first week is short: it began on a Thursday.
    function test_theFirstPeriods_beginWithTheClock() public pure {
        for (uint256 kind = 1; kind <= 3; ++kind) {
            (uint256 index, uint256 validAfter, uint256 validUntil) = Period.at(kind, 0);
            assertEq(index, 0, "number");
            assertEq(validAfter, 0, "begin");
            assertEq(validUntil, (kind == 1 ? 1 hours : kind == 2 ? 1 days : 4 days) - 1, "end");
        }
    }

    function testFuzz_theWholeSession_isOnePeriodWithoutBounds(uint256 time) public pure {
        (uint256 index, uint256 validAfter, uint256 validUntil) = Period.at(0, time);
        assertEq(index, 0, "number");
        assertEq(validAfter, 0, "begin");
        assertEq(validUntil, type(uint256).max, "end");
    }

    function _assertNumbers(Budget budget, uint32 end, uint16 actions, uint96 spend, uint64 gasWei, uint24 note)
        private
        pure
    {
        (uint32 end_, uint16 actions_, uint96 spend_, uint64 gasWei_) = budget.read();
        assertEq(end_, end);
        assertEq(actions_, actions);
        assertEq(spend_, spend);
        assertEq(gasWei_, gasWei);
        assertEq(budget.note(), note);
    }
}
