// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev When a session may be used: refused windows at enabling, and both ends through the EntryPoint.
contract WindowTest is StackTest {
    uint48 private constant START = 1_800_000_000;

    function test_reverts_whenTheWindowIsZero() public {
        _expectWindowRefused(0, 0);
    }

    function test_reverts_whenTheWindowIsEmpty() public {
        _expectWindowRefused(START, START);
    }

    function test_reverts_whenTheWindowRunsBackwards() public {
        _expectWindowRefused(START, START - 1);
    }

    function test_reverts_whenZeroStandsForForever() public {
        _expectWindowRefused(START, 0);
    }

    function test_reverts_whenTheWindowIsOneSecondTooLong() public {
        _expectWindowRefused(START, START + 1 hours + 1);
    }

    function test_accepts_aWindowOfExactlyOneHour() public {
        _enable(START, START + 1 hours);
        assertEq(sessionNow().validAfter, START, "start");
        assertEq(sessionNow().duration, 1 hours, "duration");
    }

    function test_reverts_whenTheEndDoesNotFitItsStorage() public {
        uint48 end = uint48(type(uint32).max) + 1;
        _expectWindowRefused(end - 60, end);
        _enable(end - 61, end - 1);
    }

    function testFuzz_window_isAcceptedIfAndOnlyIfItIsForwardAndAtMostAnHour(uint32 from, uint32 to) public {
        from = uint32(bound(from, 100, type(uint32).max));
        uint256 highest = uint256(from) + 8000;
        to = uint32(bound(to, from > 4000 ? from - 4000 : 0, highest > type(uint32).max ? type(uint32).max : highest));
        if (from < to && to - from <= 1 hours) _enable(from, to);
        else _expectWindowRefused(from, to);
    }

    function testFuzz_window_lengthBeyondAnHourIsAlwaysRefused(uint48 from, uint48 to) public {
        from = uint48(bound(from, 0, type(uint48).max - 3601));
        to = uint48(bound(to, uint256(from) + 3601, type(uint48).max));
        _expectWindowRefused(from, to);
    }

    function test_reverts_atTheVerySecondOfValidAfter() public {
        vm.warp(START);
        Grant memory grant = _grant(START, START + 600);
        expectFailed(signFirst(operation(callPlay(1)), grant), "AA22 expired or not due");
        bytes memory signature = signGrant(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantNotDue.selector, START, START));
        validator.enable(grant, signature);
        assertStatus(ISessionValidator.Status.None, "nothing is left of it");
    }

    function test_accepts_theFirstSecondAfterValidAfter() public {
        vm.warp(START + 1);
        handle(signFirst(operation(callPlay(1)), _grant(START, START + 600)));
        assertEq(target.played(), 1, "played");
    }

    function test_enable_accepts_theFirstSecondAfterValidAfter() public {
        _enable(START, START + 600);
        assertEq(vm.getBlockTimestamp(), START + 1, "at that second");
        handle(_operation());
        assertEq(target.played(), 1, "played");
    }

    function test_accepts_theVerySecondOfValidUntil() public {
        _enable(START, START + 600);
        vm.warp(START + 600);
        handle(_operation());
        assertEq(target.played(), 1, "played");
    }

    function test_reverts_oneSecondAfterValidUntil() public {
        _enable(START, START + 600);
        vm.warp(START + 601);
        expectFailed(_operation(), "AA22 expired or not due");
    }

    function test_reverts_whenTheFirstOperationComesTooLate() public {
        Grant memory grant = makeGrant();
        vm.warp(grant.validUntil + 1);
        expectFailed(signFirst(operation(callPlay(1)), grant), "AA22 expired or not due");
        assertStatus(ISessionValidator.Status.None, "nothing is left of it");
    }

    function testFuzz_use_isPossibleOnlyInTheWindow(uint48 at) public {
        at = uint48(bound(at, START - 100, START + 800));
        Grant memory grant = _grant(START, START + 600);
        vm.warp(at);
        PackedUserOperation memory first = signFirst(operation(callPlay(1)), grant);
        if (at > START && at <= START + 600) handle(first);
        else expectFailed(first, "AA22 expired or not due");
    }

    function testFuzz_use_isPossibleUntilTheEndOnly(uint48 at) public {
        at = uint48(bound(at, START + 1, START + 800));
        _enable(START, START + 600);
        vm.warp(at);
        if (at <= START + 600) handle(_operation());
        else expectFailed(_operation(), "AA22 expired or not due");
    }

    /// @dev The voucher is open wide, so that only the session's window speaks.
    function _operation() private view returns (PackedUserOperation memory) {
        return signUse(operation(callPlay(1)));
    }

    function _grant(uint48 from, uint48 to) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.validAfter = from;
        grant.validUntil = to;
    }

    /// @dev By transaction, at the first second that it is possible.
    function _enable(uint48 from, uint48 to) private {
        vm.warp(uint256(from) + 1);
        enable(_grant(from, to));
    }

    function _expectWindowRefused(uint48 from, uint48 to) private {
        Grant memory grant = _grant(from, to);
        bytes memory signature = signGrant(grant);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWindowInvalid.selector, from, to, 1 hours));
        validator.enable(grant, signature);
    }
}
