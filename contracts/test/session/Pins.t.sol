// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev The one paymaster, the one lane, the one chain: with another, an operation names a session that does not exist.
contract PinsTest is SessionTest {
    function test_reverts_whenThePaymasterIsAnother() public {
        bytes memory arguments = abi.encode("Hourglass", operator, vm.addr(SPONSOR_KEY), watcher, validator);
        SessionPaymaster other = SessionPaymaster(vm.deployCode(artifact("SessionPaymaster"), arguments));
        entryPoint.depositTo{value: 1 ether}(address(other));
        Grant memory grant = makeGrant();
        enable(grant);
        _refuses(grant, abi.encodePacked(other, uint128(100_000), uint128(0)), address(other));
    }

    function test_reverts_whenTheAccountWouldPayThoughAPaymasterIsPinned() public {
        Grant memory grant = makeGrant();
        enable(grant);
        _refuses(grant, "", address(0));
    }

    /// @dev A paymaster without its own data is a paymaster too.
    function test_reverts_whenAPaymasterPaysThoughNoneIsPinned() public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        _refuses(grant, credited(), address(paymaster));
        _refuses(grant, sponsored(voucherFor(grant)), address(paymaster));
    }

    function test_ownMoney_paysWhenNoPaymasterIsPinned() public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        uint256 before = entryPoint.balanceOf(address(account));
        (bool success, uint256 cost) = handleAndRead(use(grant, callPlay(1), hint(0)));
        assertTrue(success, "played");
        assertEq(entryPoint.balanceOf(address(account)), before - cost, "the account paid");
    }

    /// @dev If it is shorter than its fixed part, `paymasterAndData` names no paymaster; the EntryPoint refuses it first.
    function testFuzz_reverts_whenPaymasterAndDataIsCutShort(uint8 length) public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = new bytes(bound(length, 1, 51));
        op = signUse(op, grant, hint(0));
        vm.expectRevert("AA93 invalid paymasterAndData");
        this.handleExternally(op);
    }

    function testFuzz_reverts_whenTheLaneIsAnother(uint32 number) public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        vm.assume(laneOf(number) != lane());
        Grant memory other = unpaid(makeGrant());
        other.nonceKey = laneOf(number);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(other));
        expectRefused(use(other, callPlay(1), hint(0)), reason);
    }

    /// @dev For other keys than the module's, the owner's signature is required.
    function testFuzz_reverts_whenTheLaneIsNotTheModules(uint192 key) public virtual {
        vm.assume(address(uint160(key >> 32)) != address(validator));
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), key);
        expectFailed(signUse(op, grant, hint(0)), "AA24 signature error");
    }

    function test_lanes_ofTwoSessionsDoNotBlockEachOtherNorTheOwner() public {
        Grant memory one = unpaid(makeGrant());
        Grant memory two = unpaid(makeGrant());
        two.nonceKey = laneOf(8);
        enable(one);
        enable(two);
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = use(one, callPlay(1), hint(0));
        PackedUserOperation memory later = use(two, callPlay(2), hint(0));
        handle(ops);
        handle(later);
        handle(ownerOperation(callPlay(4)));
        assertEq(target.played(), 7, "all three played");
    }

    function test_reverts_whenAnOperationIsReplayed() public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        handle(op);
        expectFailed(op, "AA25 invalid account nonce");
    }

    function test_reverts_whenTheOperationWasSignedForAnotherChain() public {
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        vm.chainId(block.chainid + 1);
        expectFailed(op, "AA24 signature error");
    }

    function _refuses(Grant memory grant, bytes memory paymasterAndData, address payer) internal {
        PackedUserOperation memory op = operation(grant, callPlay(1));
        op.paymasterAndData = paymasterAndData;
        bytes32 rules = keccak256(rulesOf(grant));
        bytes32 session = validator.sessionId(keyBytes(SESSION_KEY), rules, payer, grant.nonceKey);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, session);
        expectRefused(signUse(op, grant, hint(0)), reason);
    }
}
