// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {HostileAccount} from "../support/HostileAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev Operation vouchers.
contract OperationVoucherTest is Sponsored {
    function test_itPays_theOwnersOperation() public {
        uint256 before = entryPoint.balanceOf(address(paymaster));
        PackedUserOperation memory op = _operation();
        (bool success, uint256 cost) = handleAndRead(_signed(op, once(op, SPONSOR_KEY)));
        assertTrue(success, "done");
        assertEq(lostSince(before), cost, "the sponsor paid");
    }

    /// @dev Bound to every field: each is changed after the sponsor signed.
    function testFuzz_fails_whenAFieldOfTheOperationIsChanged(uint8 field) public {
        PackedUserOperation memory op = _operation();
        bytes memory data = once(op, SPONSOR_KEY);
        field = field % 9;
        if (field == 0) op.nonce = entryPoint.getNonce(address(account), 1);
        if (field == 1) op.callData = callPlay(2);
        if (field == 2) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + 1);
        if (field == 3) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + (1 << 128));
        if (field == 4) op.preVerificationGas += 1;
        if (field == 5) op.gasFees = bytes32(uint256(op.gasFees) + 1);
        if (field == 6) data[35] = bytes1(uint8(data[35]) + 1);
        if (field == 7) data[51] = bytes1(uint8(data[51]) + 1);
        if (field == 8) op.sender = factory.createAccount(ownerBytes(), "other");
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function test_fails_whenTheInitCodeIsAnother() public {
        PackedUserOperation memory op = _operation();
        op.sender = factory.getAddress(ownerBytes(), "new");
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(PlayerAccountFactory.createAccount, (ownerBytes(), "new")));
        bytes memory data = once(op, SPONSOR_KEY);
        op.initCode = bytes.concat(op.initCode, hex"00");
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function test_fails_whenItIsForAnotherChain() public {
        PackedUserOperation memory op = _operation();
        bytes memory data = once(op, SPONSOR_KEY);
        vm.chainId(block.chainid + 1);
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function testFuzz_fails_whenSomebodyElseSigned(uint256 key) public {
        PackedUserOperation memory op = _operation();
        expectFailed(_signed(op, once(op, bound(key, 1, type(uint128).max))), "AA34 signature error");
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_fails_whenTheWindowIsChanged(uint48 from, uint48 to) public {
        to = uint48(bound(to, 1, type(uint40).max));
        from = uint48(bound(from, 0, to - 1));
        PackedUserOperation memory op = _operation();
        bytes memory data = once(op, SPONSOR_KEY);
        for (uint256 i = 0; i < 6; ++i) {
            data[53 + i] = bytes6(from)[i];
            data[59 + i] = bytes6(to)[i];
        }
        expectFailed(_signed(op, data), "AA34 signature error");
    }

    function test_fails_outsideItsWindow() public {
        PackedUserOperation memory op = _operation();
        bytes memory data = once(op, SPONSOR_KEY);
        vm.warp(vm.getBlockTimestamp() + 301);
        expectFailed(_signed(op, data), "AA32 paymaster expired or not due");
    }

    function testFuzz_reverts_whenTheWindowIsNone(uint48 from, uint48 to) public {
        vm.assume(from >= to || to > type(uint40).max);
        PackedUserOperation memory op = _operation();
        expectUnpaid(
            _signed(op, abi.encodePacked(credited(), hex"01", from, to, new bytes(65))),
            abi.encodeWithSelector(SessionPaymaster.VoucherWindowInvalid.selector, from, to)
        );
    }

    function test_reverts_whenItIsReplayed() public {
        PackedUserOperation memory op = _operation();
        op = _signed(op, once(op, SPONSOR_KEY));
        handle(op);
        expectFailed(op, "AA25 invalid account nonce");
    }

    /// @dev The loss formula for these: a hostile account burns or wastes all gas, or reverts with much data.
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
        op.paymasterAndData = once(op, SPONSOR_KEY);
        op.signature = new bytes(padding);
        uint256 before = entryPoint.balanceOf(address(paymaster));
        handle(op);
        assertLe(lostSince(before), maxCostOf(op), "at most the operation's maximum cost");
        assertGt(lostSince(before), 0, "the sponsor paid");
    }

    /// @dev A session's credit does not serve as an operation voucher.
    function test_fails_whenAnOwnersOperationCarriesNone() public {
        shown();
        PackedUserOperation memory op = _operation();
        expectFailed(_signed(op, credited()), "AA34 signature error");
    }

    function _operation() private view returns (PackedUserOperation memory) {
        return ownerOperation(callPlay(1));
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
