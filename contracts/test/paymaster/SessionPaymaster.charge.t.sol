// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev What a voucher is charged, against what the EntryPoint took from the deposit.
contract ChargeTest is StackTest {
    uint96 private _maxWei = 1 ether;

    function setUp() public override {
        super.setUp();
        Grant memory grant = makeGrant();
        grant.maxGasWei = 1_000 ether;
        grant.maxActions = 1_000;
        grant.permissions[1] = permit("fail(uint256)", 0, 0);
        enable(grant);
        vm.fee(1 gwei);
    }

    function testFuzz_charge_isNeverBelowWhatTheEntryPointTook(
        uint32 callGas,
        uint32 postOpGas,
        uint32 preVerificationGas,
        uint64 fee,
        uint8 kind
    ) public {
        PackedUserOperation memory op = operation(_calls(kind));
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | bound(callGas, 0, 6_000_000));
        op.preVerificationGas = bound(preVerificationGas, 0, 500_000);
        fee = uint64(bound(fee, 1 gwei, 10 gwei));
        op.gasFees = bytes32((uint256(fee % 3 gwei) << 128) | fee);
        op.paymasterAndData = sponsored(makeVoucher(), SPONSOR_KEY, uint128(bound(postOpGas, 10_000, 100_000)));
        _handleAndCompare(op);
    }

    /// @dev Around the least post-op gas that is accepted.
    function testFuzz_charge_isNeverBelow_whenPostOpIsTight(uint16 postOpGas, uint8 kind) public {
        PackedUserOperation memory op = operation(_calls(kind));
        uint128 tight = uint128(bound(postOpGas, 10_000, 14_000));
        op.paymasterAndData = sponsored(makeVoucher(), SPONSOR_KEY, tight);
        _handleAndCompare(op);
    }

    /// @dev Long calldata makes the EntryPoint's memory long, and what it does after post-op dear.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_charge_isNeverBelow_whenCalldataIsLong(uint16 kilobytes, uint16 postOpGas) public {
        bytes memory padding = new bytes(bound(kilobytes, 0, 120) * 1024);
        bytes memory data = abi.encodePacked(abi.encodeCall(Target.play, (1)), padding);
        PackedUserOperation memory op = operation(single(address(target), 0, data));
        uint128 tight = uint128(bound(postOpGas, 10_000, 20_000));
        op.paymasterAndData = sponsored(makeVoucher(), SPONSOR_KEY, tight);
        _handleAndCompare(op);
    }

    function test_charge_givesBackWhatCannotBeTakenAnyMore() public {
        uint256 before = _deposit();
        handle(signUse(operation(callPlay(1))));
        uint256 taken = before - _deposit();
        assertLe(taken, _reserved(), "never below");
        assertLe(_reserved(), taken + 60_000 * 1 gwei, "and above by post-op's limit and the overhead at most");
    }

    /// @dev All five are validated, and reserved, before the first is executed.
    function test_fiveOperationsOfOneSessionInOneBundle_cannotReserveMoreThanTheVoucher() public {
        uint256 cost = maxCost(operation(callPlay(1)));
        PackedUserOperation[] memory ops = _bundle(5, cost * 5 - 1);
        vm.expectPartialRevert(bytes4(keccak256("FailedOpWithRevert(uint256,string,bytes)")));
        this.handleBundle(ops);
        ops = _bundle(5, cost * 5);
        _maxWei = uint96(cost * 5);
        uint256 before = _deposit();
        handle(ops);
        assertEq(target.played(), 5, "five played");
        assertLe(before - _deposit(), _reserved(), "charged for all that was taken");
        assertLe(_reserved(), cost * 5, "within the voucher");
    }

    /// @dev The formula of the header, with a thief who burns all he can, alone and in bundles, until he is refused.
    /// forge-config: default.fuzz.runs = 24
    function testFuzz_worstCase_isTheVouchersMaximum(uint256 seed) public {
        uint96 maxWei = 0.02 ether;
        uint256 before = _deposit();
        handle(_bundle(1, maxWei));
        for (uint256 i = 0; i < 12; ++i) {
            uint256 size = 1 + uint256(keccak256(abi.encode(seed, i))) % 3;
            PackedUserOperation[] memory ops = _bundle(size, maxWei);
            for (uint256 j = 0; j < size; ++j) {
                uint256 word = uint256(keccak256(abi.encode(seed, i, j)));
                ops[j].accountGasLimits = bytes32((uint256(400_000) << 128) | (word % 3_000_000));
                ops[j].gasFees = bytes32((uint256(10 gwei) << 128) | (1 gwei + word % 9 gwei));
                Voucher memory voucher = makeVoucher();
                voucher.maxWei = maxWei;
                ops[j].paymasterAndData = sponsored(voucher, SPONSOR_KEY, uint128(8_000 + word % 30_000));
                ops[j].signature = signUse(ops[j]).signature;
            }
            try this.handleBundle(ops) {} catch {}
        }
        assertLe(before - _deposit(), maxWei, "never more than the voucher");
        assertGt(before - _deposit(), 0, "something was tried");
    }

    function handleBundle(PackedUserOperation[] memory ops) external {
        handle(ops);
    }

    /// @dev Around the cost at which there is nothing to give back: the EntryPoint may say any, and post-op may never take.
    function testFuzz_postOp_givesBackOnlyWhatWasReserved(uint256 costWei) public {
        uint256 maxCost = 0.1 ether;
        // The post-op limit of {sponsored} and the paymaster's overhead, at a fee of 1 gwei.
        uint256 keptWei = (50_000 + 10_000) * 1 gwei;
        costWei = bound(costWei, maxCost - keptWei - 10, maxCost - keptWei + 10);
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        vm.startPrank(address(entryPoint));
        (bytes memory context,) = paymaster.validatePaymasterUserOp(op, entryPointHash(op), maxCost);
        uint256 reserved = availableWei();
        assertEq(reserved, _maxWei - maxCost, "reserved");
        paymaster.postOp(IPaymaster.PostOpMode.opSucceeded, context, costWei, 1 gwei);
        uint256 back = costWei + keptWei < maxCost ? maxCost - keptWei - costWei : 0;
        assertEq(availableWei(), reserved + back, "what it can no longer cost, or nothing");
    }

    function _bundle(uint256 size, uint256 maxWei) private view returns (PackedUserOperation[] memory ops) {
        ops = new PackedUserOperation[](size);
        Voucher memory voucher = makeVoucher();
        voucher.maxWei = uint96(maxWei);
        for (uint256 i = 0; i < size; ++i) {
            ops[i] = operation(callPlay(1));
            ops[i].nonce += i;
            ops[i].paymasterAndData = sponsored(voucher);
            ops[i] = signUse(ops[i]);
        }
    }

    function _handleAndCompare(PackedUserOperation memory op) private {
        uint256 before = _deposit();
        handle(signUse(op));
        assertLe(before - _deposit(), _reserved(), "charged at least what was taken");
    }

    /// @dev A call that succeeds, one that reverts, or a long batch.
    function _calls(uint8 kind) private view returns (bytes memory) {
        if (kind % 3 == 0) return callPlay(1);
        if (kind % 3 == 1) return single(address(target), 0, abi.encodeCall(Target.fail, (1)));
        Execution[] memory calls = new Execution[](kind);
        for (uint256 i = 0; i < kind; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (i)));
        }
        return batch(calls);
    }

    function _deposit() private view returns (uint256) {
        return entryPoint.balanceOf(address(paymaster));
    }

    function _reserved() private view returns (uint256) {
        return _maxWei - availableWei();
    }
}
