// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Hostile} from "../support/Hostile.sol";
import {Sponsored} from "../support/Sponsored.sol";
import {NotingPaymaster} from "./NotingPaymaster.sol";

/// @dev A session leaves its paymaster a credit for what it has taken, and the paymaster writes a note into the session. Both are
/// for one paymaster, one operation and one session.
contract CreditTest is Sponsored {
    SessionPaymaster private _second;
    NotingPaymaster private _noting;

    function setUp() public override {
        super.setUp();
        bytes memory arguments = abi.encode("Hourglass", operator, vm.addr(SPONSOR_KEY), watcher, validator);
        _second = SessionPaymaster(vm.deployCode(artifact("SessionPaymaster"), arguments));
        _noting = new NotingPaymaster(validator);
        entryPoint.depositTo{value: 1 ether}(address(_second));
        entryPoint.depositTo{value: 1 ether}(address(_noting));
    }

    /// @dev A session accepted by the first paymaster means nothing to the second, though both have the same sponsor: neither its
    /// credit nor a voucher signed for the first works there.
    function test_aSession_isPaidByItsOwnPaymasterOnly() public {
        Grant memory grant = shown();
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = abi.encodePacked(_second, uint128(100_000), uint128(0));
        bytes32 id =
            validator.sessionId(keyBytes(SESSION_KEY), keccak256(rulesOf(grant)), address(_second), grant.nonceKey);
        bytes memory none = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, id);
        expectRefused(signUse(op, grant, hint(0)), none);

        Grant memory other = makeGrant();
        other.paymaster = address(_second);
        other.nonceKey = laneOf(8);
        op = operation(other, callPlay(1));
        bytes memory sponsorship = sponsored(voucherFor(other));
        for (uint256 i = 0; i < 20; ++i) {
            sponsorship[i] = bytes20(address(_second))[i];
        }
        op.paymasterAndData = sponsorship;
        expectFailed(signFirst(op, other, hint(0)), "AA34 signature error");
        assertEq(target.played(), 1, "nothing more");
    }

    /// @dev Only the second paymaster of a session reads what it wrote: a note of any size gets nothing from the first.
    function test_theNoteOfAnotherPaymaster_isWorthNothing() public {
        Grant memory grant = makeGrant();
        grant.paymaster = address(_noting);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = abi.encodePacked(_noting, uint128(300_000), uint128(0));
        handle(signFirst(op, grant, hint(0)));
        assertEq(sessionNow(grant).note, 0xfffffe, "noted, in its own session");
        op = operation(grant, callPlay(1));
        op.paymasterAndData = credited();
        Grant memory ours = makeGrant();
        expectRefused(
            signUse(op, ours, hint(0)),
            abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(ours))
        );
        assertEq(sessionNow(ours).note, 0, "none in ours");
    }

    /// @dev While one operation is validated, a paymaster can read and write only for that operation: not for the session of
    /// another paymaster that was validated before it in the same bundle.
    function test_aPaymaster_readsAndWritesNoCreditOfAnother() public {
        Grant memory ours = shown();
        Grant memory theirs = makeGrant();
        theirs.paymaster = address(_noting);
        theirs.nonceKey = laneOf(8);
        PackedUserOperation[] memory ops = new PackedUserOperation[](2);
        ops[0] = use(ours, callPlay(1), hint(0));
        uint24 note = noteOf(ours);
        _noting.aimAt(address(account), entryPointHash(ops[0]), maxCostOf(ops[0]), keyBytes(SESSION_KEY));
        _noting.knows(keccak256(rulesOf(ours)), ours.nonceKey);
        // A second account, because an account has one operation per bundle.
        theirs.account = factory.createAccount(ownerBytes(), "second");
        theirs.epoch = 0;
        ops[1] = operation(theirs, callPlay(1));
        ops[1].paymasterAndData = abi.encodePacked(_noting, uint128(900_000), uint128(0));
        ops[1] = signFirst(ops[1], theirs, hint(0));
        handle(ops);
        assertEq(_noting.tries(), 3, "it tried");
        assertEq(_noting.hits(), 0, "and got nothing");
        assertEq(noteOf(ours), note, "the note stands");
    }

    /// @dev A credit is not valid for another operation, another cost, or a later transaction; only the paymaster
    /// that the session names can read it.
    function test_aCredit_isOfOneOperationOneCostAndOneTransaction() public {
        Grant memory grant = shown();
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        bytes32 hash = entryPointHash(op);
        uint256 cost = maxCostOf(op);
        vm.prank(address(account));
        validator.validateUserOp(op, hash);
        bytes32 session = sessionOf(grant);
        assertEq(_counted(address(paymaster), hash, cost), session, "of this operation");
        assertEq(_counted(address(paymaster), hash, cost + 1), 0, "of another cost");
        assertEq(_counted(address(paymaster), hash, cost - 1), 0, "of another cost");
        assertEq(_counted(address(paymaster), keccak256("another"), cost), 0, "of another operation");
        assertEq(_counted(address(_second), hash, cost), 0, "of another paymaster");
        assertEq(_counted(address(this), hash, cost), 0, "of anybody");
        vm.prank(address(paymaster));
        (bytes32 other,) = validator.countedBy(address(this), hash, cost);
        assertEq(other, 0, "of another account");
    }

    function testFuzz_strangers_writeNoNote(address stranger, uint24 note, uint256 cost) public {
        vm.assume(stranger != address(paymaster));
        Grant memory grant = shown();
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        bytes32 hash = entryPointHash(op);
        vm.prank(address(account));
        validator.validateUserOp(op, hash);
        uint24 before = noteOf(grant);
        bytes32 rules = keccak256(rulesOf(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        if (cost % 2 == 0) cost = maxCostOf(op);
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.CreditMissing.selector, account, hash, cost));
        validator.setNote(address(account), hash, cost, note);
        vm.expectPartialRevert(ISessionValidator.SessionNotLive.selector);
        validator.setNoteOf(address(account), key, rules, grant.nonceKey, note);
        vm.stopPrank();
        assertEq(noteOf(grant), before, "as it was");
    }

    /// @dev An account counts one operation and tries to pay for two in one bundle with it.
    function test_oneCredit_paysForNoTwoOperationsOfABundle() public {
        Hostile hostile = new Hostile(validator);
        Grant memory grant = makeGrant();
        grant.account = address(hostile);
        grant.epoch = 0;
        handle(first(grant, callPlay(1), hint(0)));
        hostile.set(true, false);
        PackedUserOperation[] memory ops = new PackedUserOperation[](2);
        ops[0] = use(grant, callPlay(1), hint(0));
        ops[1] = operation(grant, callPlay(1));
        ops[1].nonce += 1;
        ops[1] = signUse(ops[1], grant, hint(0));
        // Both questions ask about the first.
        hostile.plan(ops[0], entryPointHash(ops[0]));
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 1, "AA34 signature error"));
        this.handleAll(ops);
        hostile.plan(ops[1], entryPointHash(ops[1]));
        handle(ops);
        assertEq(sessionNow(grant).gasLeftWei, _left(grant, ops), "each was counted");
    }

    function handleAll(PackedUserOperation[] calldata ops) external {
        handle(ops);
    }

    function _left(Grant memory grant, PackedUserOperation[] memory ops) private view returns (uint256) {
        uint256 begun = maxCostOf(showing(grant, voucherFor(grant)));
        return grant.maxGasWei - begun - maxCostOf(ops[0]) - maxCostOf(ops[1]);
    }

    function _counted(address asker, bytes32 hash, uint256 cost) private returns (bytes32 session) {
        vm.prank(asker);
        (session,) = validator.countedBy(address(account), hash, cost);
    }
}
