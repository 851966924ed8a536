// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {HostileAccount} from "../support/HostileAccount.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev A voucher for one operation of an owner.
contract OperationVoucherTest is StackTest {
    function test_operationVoucher_paysTheOwnersAction() public {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        PackedUserOperation memory op = _operation();
        (bool success, uint256 cost) = handleAndRead(_signed(op, sponsoredOnce(op, SPONSOR_KEY)));
        assertTrue(success, "done");
        assertEq(entryPoint.balanceOf(address(paymaster)), before - cost, "the sponsor paid");
    }

    /// @dev Bound to every field: change any after the sponsor signed.
    function testFuzz_reverts_whenAFieldOfTheOperationIsChanged(uint8 field) public {
        PackedUserOperation memory op = _operation();
        bytes memory data = sponsoredOnce(op, SPONSOR_KEY);
        field = field % 8;
        if (field == 0) op.nonce = entryPoint.getNonce(address(account), 1);
        if (field == 1) op.callData = callPlay(2);
        if (field == 2) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + 1);
        if (field == 3) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + (1 << 128));
        if (field == 4) op.preVerificationGas += 1;
        if (field == 5) op.gasFees = bytes32(uint256(op.gasFees) + 1);
        if (field == 6) data[35] = bytes1(uint8(data[35]) + 1);
        if (field == 7) data[51] = bytes1(uint8(data[51]) + 1);
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function test_reverts_whenTheSenderIsAnother() public {
        PackedUserOperation memory op = _operation();
        bytes memory data = sponsoredOnce(op, SPONSOR_KEY);
        op.sender = factory.createAccount(ownerBytes(), "other");
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function test_reverts_whenTheInitCodeIsAnother() public {
        PackedUserOperation memory op = _operation();
        op.sender = factory.getAddress(ownerBytes(), "new");
        op.initCode = abi.encodePacked(
            address(factory), abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new"))
        );
        bytes memory data = sponsoredOnce(op, SPONSOR_KEY);
        op.initCode = bytes.concat(op.initCode, hex"00");
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function test_reverts_whenItIsForAnotherChain() public {
        PackedUserOperation memory op = _operation();
        bytes memory data = sponsoredOnce(op, SPONSOR_KEY);
        vm.chainId(block.chainid + 1);
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    /// @dev The formula of the header for operation vouchers: an account that obeys nobody burns or wastes all gas, reverts
    /// with much data, and bundles for himself with a signature as long as he likes.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_worstCase_isTheOperationsMaximumCost(uint8 way, uint32 callGas, uint16 padding) public {
        PackedUserOperation memory op = _operation();
        op.sender = address(new HostileAccount());
        op.nonce = entryPoint.getNonce(op.sender, 0);
        op.callData = abi.encodeCall(HostileAccount.burn, ());
        if (way % 4 == 1) op.callData = abi.encodeCall(HostileAccount.fail, (5_000));
        if (way % 4 == 2) op.callData = abi.encodeCall(HostileAccount.explode, ());
        if (way % 4 == 3) op.callData = abi.encodeCall(HostileAccount.rest, ());
        op.accountGasLimits = bytes32((uint256(300_000) << 128) | bound(callGas, 0, 3_000_000));
        op.paymasterAndData = sponsoredOnce(op, SPONSOR_KEY);
        op.signature = new bytes(padding);
        uint256 cost = maxCost(op);
        uint256 before = entryPoint.balanceOf(address(paymaster));
        handle(op);
        uint256 taken = before - entryPoint.balanceOf(address(paymaster));
        assertLe(taken, cost, "at most the operation's maximum cost");
        assertGt(taken, 0, "the sponsor paid");
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_reverts_whenTheWindowIsChanged(uint48 from, uint48 to) public {
        to = uint48(bound(to, 1, type(uint40).max));
        from = uint48(bound(from, 0, to - 1));
        PackedUserOperation memory op = _operation();
        bytes memory data = sponsoredOnce(op, SPONSOR_KEY);
        for (uint256 i = 0; i < 6; ++i) {
            data[53 + i] = bytes6(from)[i];
            data[59 + i] = bytes6(to)[i];
        }
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function test_reverts_outsideItsWindow() public {
        PackedUserOperation memory op = _operation();
        bytes memory data = sponsoredOnce(op, SPONSOR_KEY);
        vm.warp(vm.getBlockTimestamp() + 301);
        expectFailed(_signed(op, data), "AA32 paymaster expired or not due");
    }

    function testFuzz_reverts_whenTheWindowIsNoWindow(uint48 from, uint48 to) public {
        vm.assume(from >= to || to > type(uint40).max);
        PackedUserOperation memory op = _operation();
        expectUnpaid(
            _signed(op, abi.encodePacked(_head(), hex"01", from, to, new bytes(65))),
            abi.encodeWithSelector(SessionPaymaster.VoucherWindowInvalid.selector, from, to)
        );
    }

    function test_reverts_whenItIsReplayed() public {
        PackedUserOperation memory op = _operation();
        op = _signed(op, sponsoredOnce(op, SPONSOR_KEY));
        handle(op);
        expectFailed(op, "AA25 invalid account nonce");
    }

    function testFuzz_reverts_whenSomebodyElseSigned(uint256 key) public {
        PackedUserOperation memory op = _operation();
        expectFailed(_signed(op, sponsoredOnce(op, bound(key, 1, type(uint128).max))), "AA34 signature error");
    }

    /// @dev It needs no post-op, so it must not be asked for one.
    function test_operationVoucher_hasNoContext() public {
        PackedUserOperation memory op = _operation();
        op.paymasterAndData = sponsoredOnce(op, SPONSOR_KEY);
        vm.prank(address(entryPoint));
        (bytes memory context,) = paymaster.validatePaymasterUserOp(op, bytes32(0), 1);
        assertEq(context.length, 0, "no context");
    }

    function _operation() private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), 0);
    }

    function _head() private view returns (bytes memory) {
        return abi.encodePacked(address(paymaster), uint128(100_000), uint128(0));
    }

    function _signed(PackedUserOperation memory op, bytes memory data)
        private
        view
        returns (PackedUserOperation memory)
    {
        op.paymasterAndData = data;
        op.signature = signAsOwner(entryPointHash(op));
        return op;
    }
}
