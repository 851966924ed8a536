// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The one paymaster, the one lane, the one chain.
contract PinsTest is StackTest {
    function test_reverts_whenThePaymasterIsAnother() public {
        enable(makeGrant());
        address other = address(_deployPaymaster());
        entryPoint.depositTo{value: 1 ether}(other);
        PackedUserOperation memory op = operation(callPlay(1));
        for (uint256 i = 0; i < 20; ++i) {
            op.paymasterAndData[i] = bytes20(other)[i];
        }
        expectRefused(signUse(op), _paymasterRefused(other, address(paymaster)));
    }

    function test_reverts_whenTheAccountWouldPayThoughAPaymasterIsPinned() public {
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = "";
        expectRefused(signUse(op), _paymasterRefused(address(0), address(paymaster)));
    }

    function test_reverts_whenAPaymasterPaysThoughNoneIsPinned() public {
        _enableWithoutPaymaster();
        expectRefused(signUse(operation(callPlay(1))), _paymasterRefused(address(paymaster), address(0)));
    }

    /// @dev A paymaster without data of its own is one all the same.
    function test_reverts_whenAPaymasterWithoutDataPaysThoughNoneIsPinned() public {
        _enableWithoutPaymaster();
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = abi.encodePacked(address(paymaster), uint128(100_000), uint128(50_000));
        expectRefused(signUse(op), _paymasterRefused(address(paymaster), address(0)));
    }

    function test_ownMoney_paysWhenNoPaymasterIsPinned() public {
        _enableWithoutPaymaster();
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = "";
        uint256 before = entryPoint.balanceOf(address(account));
        (bool success, uint256 cost) = handleAndRead(signUse(op));
        assertTrue(success, "played");
        assertEq(entryPoint.balanceOf(address(account)), before - cost, "the account paid");
    }

    /// @dev Shorter than its fixed part, `paymasterAndData` names no paymaster; the EntryPoint refuses it first.
    function testFuzz_reverts_whenPaymasterAndDataIsCutShort(uint8 length) public {
        _enableWithoutPaymaster();
        PackedUserOperation memory op = operation(callPlay(1));
        op.paymasterAndData = new bytes(bound(length, 1, 51));
        op = signUse(op);
        vm.expectRevert("AA93 invalid paymasterAndData");
        this.handleExternally(op);
    }

    function testFuzz_reverts_whenTheLaneIsAnother(uint32 number) public {
        vm.assume(laneOf(number) != lane());
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), laneOf(number));
        expectRefused(
            signUse(op), abi.encodeWithSelector(ISessionValidator.LaneMismatch.selector, laneOf(number), lane())
        );
    }

    /// @dev Outside the module's keys the owner's signature is asked for.
    function testFuzz_reverts_whenTheLaneIsNotTheModules(uint192 key) public virtual {
        vm.assume(address(uint160(key >> 32)) != address(validator));
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), key);
        expectFailed(signUse(op), "AA24 signature error");
    }

    function test_lanes_ofTwoSessionsDoNotBlockEachOtherNorTheOwner() public {
        enable(makeGrant());
        Grant memory second = makeGrant();
        second.sessionKey = sessionKeyBytes(THIEF_KEY);
        second.nonceKey = laneOf(8);
        enable(second);
        handle(signUse(operation(callPlay(1))));

        PackedUserOperation memory op = operation(callPlay(2));
        op.nonce = entryPoint.getNonce(address(account), laneOf(8));
        Voucher memory voucher = makeVoucher();
        voucher.nonceKey = laneOf(8);
        voucher.session = keccak256(sessionKeyBytes(THIEF_KEY));
        op.paymasterAndData = sponsored(voucher);
        handle(signUse(op, THIEF_KEY));
        handle(signOwner(operation(callPlay(4))));
        assertEq(target.played(), 7, "all three played");
    }

    function test_reverts_whenAnOperationIsReplayed() public {
        enable(makeGrant());
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        handle(op);
        expectFailed(op, "AA25 invalid account nonce");
    }

    function test_reverts_whenTheOperationWasSignedForAnotherChain() public {
        enable(makeGrant());
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        vm.chainId(block.chainid + 1);
        expectFailed(op, "AA24 signature error");
    }

    function _enableWithoutPaymaster() private {
        Grant memory grant = makeGrant();
        grant.paymaster = address(0);
        enable(grant);
    }

    function _paymasterRefused(address seen, address allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.PaymasterMismatch.selector, seen, allowed);
    }
}
