// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev When a session may be used: refused windows at enabling, and both ends through the EntryPoint.
contract WindowTest is SessionTest {
    uint48 private constant START = 1_800_000_000;

    function test_reverts_whenTheWindowIsNone() public {
        _expectWindowRefused(0, 0);
        _expectWindowRefused(START, START);
        _expectWindowRefused(START, START - 1);
        // Zero never means "for ever".
        _expectWindowRefused(START, 0);
    }

    function test_accepts_aWindowOfExactlyOneHour() public {
        _expectWindowRefused(START, START + 1 hours + 1);
        Grant memory grant = _enable(START, START + 1 hours);
        assertEq(sessionNow(grant).validUntil, START + 1 hours, "end");
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
        expectFailed(first(grant, callPlay(1), hint(0)), "AA22 expired or not due");
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantNotDue.selector, START, START));
        this.enableExternally(grant);
        assertEq(sessionNow(grant).validUntil, 0, "nothing is left of it");
    }

    function test_accepts_theFirstSecondAfterValidAfter() public {
        vm.warp(START + 1);
        handle(first(_grant(START, START + 600), callPlay(1), hint(0)));
        assertEq(target.played(), 1, "played");
    }

    function test_enable_accepts_theFirstSecondAfterValidAfter() public {
        Grant memory grant = _enable(START, START + 600);
        assertEq(vm.getBlockTimestamp(), START + 1, "at that second");
        handle(use(grant, callPlay(1), hint(0)));
        assertEq(target.played(), 1, "played");
    }

    function test_accepts_theVerySecondOfValidUntil_andNoneAfterIt() public {
        Grant memory grant = _enable(START, START + 600);
        vm.warp(START + 600);
        handle(use(grant, callPlay(1), hint(0)));
        assertEq(target.played(), 1, "played");
        vm.warp(START + 601);
        expectFailed(use(grant, callPlay(1), hint(0)), "AA22 expired or not due");
    }

    function test_reverts_whenTheFirstOperationComesTooLate() public {
        Grant memory grant = unpaid(makeGrant());
        vm.warp(grant.validUntil + 1);
        expectFailed(first(grant, callPlay(1), hint(0)), "AA22 expired or not due");
        assertEq(sessionNow(grant).validUntil, 0, "nothing is left of it");
    }

    function testFuzz_use_isPossibleOnlyInTheWindow(uint48 at) public {
        at = uint48(bound(at, START - 100, START + 800));
        vm.warp(at);
        PackedUserOperation memory op = first(_grant(START, START + 600), callPlay(1), hint(0));
        if (at > START && at <= START + 600) handle(op);
        else expectFailed(op, "AA22 expired or not due");
    }

    function testFuzz_use_isPossibleUntilTheEndOnly(uint48 at) public {
        at = uint48(bound(at, START + 1, START + 800));
        Grant memory grant = _enable(START, START + 600);
        vm.warp(at);
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        if (at <= START + 600) handle(op);
        else expectFailed(op, "AA22 expired or not due");
    }

    function enableExternally(Grant memory grant) external {
        enable(grant);
    }

    function _grant(uint48 from, uint48 to) private view returns (Grant memory grant) {
        grant = unpaid(makeGrant());
        grant.validAfter = from;
        grant.validUntil = to;
    }

    /// @dev By transaction, in the first second in which it is possible.
    function _enable(uint48 from, uint48 to) private returns (Grant memory grant) {
        vm.warp(uint256(from) + 1);
        grant = _grant(from, to);
        enable(grant);
    }

    function _expectWindowRefused(uint48 from, uint48 to) private {
        Grant memory grant = _grant(from, to);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWindowInvalid.selector, from, to, 1 hours));
        this.enableExternally(grant);
    }
}
