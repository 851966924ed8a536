// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {DeafAccount} from "../support/DeafAccount.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev The counts of a rule belong to one session and one account, and an unsigned grant cannot erase them.
contract CountersTest is SessionTest {
    bytes private _pay = abi.encodeCall(Ledger.pay, (address(1), 4));
    DeafAccount private _deaf;

    function setUp() public override {
        super.setUp();
        _deaf = new DeafAccount(validator);
        entryPoint.depositTo{value: 1 ether}(address(_deaf));
    }

    /// @dev Ten in total, for either of two recipients.
    function _grant(uint32 number) private view returns (Grant memory grant) {
        grant = unpaid(makeGrant());
        grant.permissions = both(_rule(1), _rule(2));
        grant.maxSpend = 0;
        grant.nonceKey = laneOf(number);
    }

    function _rule(uint256 to) private view returns (Permission memory permission) {
        permission = permitWhen("pay(address,uint256)", condition("1", "one of", to));
        permission.period = "session";
        permission.limits = limit("2", 10);
    }

    function _ofDeaf(uint32 number) private view returns (Grant memory grant) {
        grant = _grant(number);
        grant.account = address(_deaf);
        grant.epoch = 0;
    }

    function test_countersOfAnotherSessionOrAccount_areNotUsedUp() public {
        Grant memory one = _grant(7);
        Grant memory two = _grant(8);
        Grant memory theirs = _ofDeaf(7);
        enable(one);
        enable(two);
        handle(signFirst(operation(theirs, onLedger(_pay)), theirs, hint(0), 0, "yes"));
        assertEq(sessionOf(theirs), sessionOf(one), "one id, two accounts");
        allow(one, _pay);
        allow(one, _pay);
        refuse(one, _pay, _exceeded());
        assertEq(_amountOf(two, 0), 0, "of the other session");
        assertEq(_amountOf(one, 1), 0, "of the other rule");
        assertEq(_amountOf(theirs, 0), 4, "of the other account: its own");
        allow(two, _pay);
    }

    /// @dev The account ignores the module's answer, so an unsigned grant can be sent again and again. It is the same session,
    /// and a session that was used or ended cannot begin.
    function test_aGrantThatNobodySigned_resetsNoCounterOfASession() public {
        Grant memory grant = _ofDeaf(7);
        handle(signFirst(operation(grant, onLedger(_pay)), grant, hint(0), 0, "yes"));
        handle(use(grant, onLedger(_pay), hint(0)));
        bytes memory known = abi.encodeWithSelector(ISessionValidator.SessionUsedAlready.selector, sessionOf(grant));
        bytes[3] memory hints = [bytes(hex"00"), hex"0001", hex"000102ff"];
        for (uint256 i = 0; i < 3; ++i) {
            PackedUserOperation memory op = operation(grant, onLedger(_pay));
            expectRefused(signFirst(op, grant, hints[i], 0, "no"), known);
        }
        assertEq(_amountOf(grant, 0), 8, "what it counted stands");
        expectRefused(use(grant, onLedger(_pay), hint(0)), _exceeded());
    }

    function test_aGrantThatNobodySigned_wakesNoSessionThatWasEnded() public {
        Grant memory grant = _ofDeaf(7);
        bytes32 session = sessionOf(grant);
        vm.prank(address(_deaf));
        validator.revoke(session);
        bytes memory known = abi.encodeWithSelector(ISessionValidator.SessionUsedAlready.selector, sessionOf(grant));
        PackedUserOperation memory op = operation(grant, onLedger(_pay));
        expectRefused(signFirst(op, grant, hint(0), 0, "no"), known);
        expectRefused(signFirst(op, grant, hint(0), 0, "yes"), known);
    }

    /// @dev Erasing what an unsigned grant counted erases nothing of another session, whatever its hints are.
    function test_forgettingAnUnsignedGrant_leavesOtherSessionsAlone() public {
        Grant memory signed = _ofDeaf(7);
        handle(signFirst(operation(signed, onLedger(_pay)), signed, hint(0), 0, "yes"));
        Grant memory unsigned = _ofDeaf(8);
        bytes[3] memory hints = [bytes(hex"00"), hex"0001", hex"000102ff"];
        for (uint256 i = 0; i < 3; ++i) {
            handle(signFirst(operation(unsigned, onLedger(_pay)), unsigned, hints[i], 0, "no"));
            assertFalse(sessionNow(unsigned).isLive, "no session");
            assertEq(_amountOf(unsigned, 0), 0, "nothing counted");
        }
        assertTrue(sessionNow(signed).isLive, "lives on");
        assertEq(_amountOf(signed, 0), 4, "and counts on");
    }

    /// @dev Counters are keyed by session (28 bytes) and rule (4 bytes): an index higher than any rule reads no other session.
    function testFuzz_countersAreReadByTheirOwnNames(uint256 index) public {
        Grant memory grant = _grant(7);
        enable(grant);
        allow(grant, _pay);
        index = bound(index, 1, type(uint32).max);
        assertEq(_amountOf(grant, index), 0, "of a rule that counted nothing");
        assertEq(_amountOf(grant, 0), 4, "of the one that did");
    }

    function _amountOf(Grant memory grant, uint256 rule) private view returns (uint256 amount) {
        (,, amount,) = validator.countOf(grant.account, sessionOf(grant), rule);
    }

    function _exceeded() private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 12, 10);
    }
}
